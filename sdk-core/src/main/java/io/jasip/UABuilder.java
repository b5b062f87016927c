package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.internal.ua.RealUA;
import io.jasip.media.IceServer;
import io.jasip.media.MediaEngine;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Collects the configuration of a {@link UA}. A server and a user are required; all else has a
 * default. What is particular to calls is in {@link CallPolicy}, to the registration in {@link
 * RegistrationOptions}, to transfers in {@link TransferPolicy}. Not for use by several threads at
 * once.
 */
public final class UABuilder {

  private final UASettings settings = new UASettings();

  UABuilder() {}

  /**
   * Sets the server. This or another way to say where to connect to is required.
   *
   * @param url {@code wss://host[:port][/path]} or {@code ws://...}, where the path is {@code /ws}
   *     when left out; or {@code sip:example.com}, whose servers the DNS names (RFC 3263): by NAPTR
   *     records for {@code SIPS+D2W}, or SRV records of {@code _sips._ws} or {@code _sips._tcp},
   *     else the domain itself at port 443
   * @return this
   * @throws IllegalArgumentException if it is no such URL; the message names it
   */
  public UABuilder server(String url) {
    settings.server = ServerChoice.parse(url);
    return this;
  }

  /**
   * Sets the server.
   *
   * @param address where to connect to
   * @return this
   */
  public UABuilder server(WebSocketServer address) {
    return servers(List.of(Objects.requireNonNull(address, "address")));
  }

  /**
   * Sets several servers of one domain. They are tried one after the other until one takes the
   * connection: the heaviest first, equals in a random order.
   *
   * @param addresses at least one; all with TLS, or all without
   * @return this
   * @throws IllegalArgumentException if there is none, or they differ in TLS
   */
  public UABuilder servers(List<WebSocketServer> addresses) {
    settings.server = ServerChoice.of(addresses);
    return this;
  }

  /**
   * Sets who the user agent is. Required.
   *
   * @param name the extension such as {@code 250}, or an address such as {@code
   *     250@pbx.example.com}; whether it is one is told by {@link #build()}
   * @return this
   */
  public UABuilder user(String name) {
    settings.user = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Sets the domain of the address of record.
   *
   * @param host the default is the first server's host, or the domain whose servers they are
   * @return this
   */
  public UABuilder domain(String host) {
    settings.domain = Objects.requireNonNull(host, "host");
    return this;
  }

  /**
   * Sets the name that callees see.
   *
   * @param name plain text; the default is none
   * @return this
   */
  public UABuilder displayName(String name) {
    settings.displayName = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Sets the password of the user, where the authentication user is the extension.
   *
   * @param secret the password
   * @return this
   */
  public UABuilder password(String secret) {
    settings.password = Objects.requireNonNull(secret, "secret");
    return this;
  }

  /**
   * Sets the credentials, where the authentication user differs from the extension.
   *
   * @param userAndPassword the default is none: a challenge is then a failure
   * @return this
   */
  public UABuilder credentials(Credentials userAndPassword) {
    settings.credentials = Objects.requireNonNull(userAndPassword, "userAndPassword");
    return this;
  }

  /**
   * Sets who is asked for credentials when a server wants them that {@link
   * #credentials(Credentials)} does not give.
   *
   * @param provider the default is nobody
   * @return this
   */
  public UABuilder credentialsProvider(CredentialsProvider provider) {
    settings.credentialsProvider = Objects.requireNonNull(provider, "provider");
    return this;
  }

  /**
   * Sets the weakest hash that challenges are answered with.
   *
   * @param algorithm the default is MD5, which Asterisk uses up to version 21
   * @return this
   */
  public UABuilder weakestDigest(DigestAlgorithm algorithm) {
    settings.weakestDigest = Objects.requireNonNull(algorithm, "algorithm");
    return this;
  }

  /**
   * Sets whom to trust over TLS.
   *
   * @param config the default is {@link TlsConfig#system()}
   * @return this
   */
  public UABuilder tls(TlsConfig config) {
    settings.tls = Objects.requireNonNull(config, "config");
    return this;
  }

  /**
   * Sets what is particular to the way to the server, such as a proxy.
   *
   * @param options the default is {@link ConnectOptions#DEFAULT}
   * @return this
   */
  public UABuilder connect(ConnectOptions options) {
    settings.connect = Objects.requireNonNull(options, "options");
    return this;
  }

  /**
   * Sets what makes the media of calls: {@code io.jasip.webrtc.WebRtcMedia} of the module
   * jasip-media, {@code headless()} or with {@code devices()}.
   *
   * @param engine may be shared with other user agents; the default is none: calls can then not be
   *     made or answered
   * @return this
   */
  public UABuilder media(MediaEngine engine) {
    settings.media = Objects.requireNonNull(engine, "engine");
    return this;
  }

  /**
   * Adds a STUN or TURN server for the media.
   *
   * @param iceServer the default is none
   * @return this
   */
  public UABuilder iceServer(IceServer iceServer) {
    Objects.requireNonNull(iceServer, "iceServer");
    settings.iceServers =
        Stream.concat(settings.iceServers.stream(), Stream.of(iceServer)).toList();
    return this;
  }

  /**
   * Sets what to do by itself when others transfer calls.
   *
   * @param policy the default is {@link TransferPolicy#DEFAULT}
   * @return this
   */
  public UABuilder transfers(TransferPolicy policy) {
    settings.transfers = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Sets how calls are treated: how long they ring, how many there may be, session timers, digits.
   *
   * @param policy the default is {@link CallPolicy#DEFAULT}
   * @return this
   */
  public UABuilder calls(CallPolicy policy) {
    settings.calls = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Names another transport in the Via of our requests than the one that is used, for old proxies
   * that refuse what they do not know.
   *
   * @param transport such as {@code TCP}; the default is {@code WSS} or {@code WS} (RFC 7118
   *     section 5)
   * @return this
   * @throws IllegalArgumentException if it is no token
   */
  public UABuilder viaTransport(String transport) {
    if (!transport.matches("[A-Za-z0-9]{1,16}")) {
      throw new IllegalArgumentException(
          "viaTransport \"" + transport + "\" is no name of a transport; write WSS, TLS or TCP");
    }
    settings.viaTransport = transport;
    return this;
  }

  /**
   * Asks, in the Via of our requests, for the port that they come from (RFC 3581), for servers that
   * want it. Responses come by the WebSocket in any case.
   *
   * @param asked the default is false
   * @return this
   */
  public UABuilder rport(boolean asked) {
    settings.rport = asked;
    return this;
  }

  /**
   * Sets what the server sees as our software.
   *
   * @param value one line; the default is {@value UAConfig#DEFAULT_USER_AGENT}
   * @return this
   * @throws IllegalArgumentException if it holds a line break
   */
  public UABuilder userAgent(String value) {
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("userAgent holds a line break or NUL; remove it");
    }
    settings.userAgent = value;
    return this;
  }

  /**
   * Sets how much the server may make the user agent hold and do.
   *
   * @param values the default is {@link Limits#DEFAULT}
   * @return this
   */
  public UABuilder limits(Limits values) {
    settings.limits = Objects.requireNonNull(values, "values");
    return this;
  }

  /**
   * Sets where futures complete and listeners are called.
   *
   * @param callbacks the default is threads of JaSIP's own, which come and go as needed
   * @return this
   */
  public UABuilder executor(Executor callbacks) {
    settings.executor = Objects.requireNonNull(callbacks, "callbacks");
    return this;
  }

  /**
   * Adds one who is shown every SIP message.
   *
   * @param sipTrace is called after those that were added before; the default is nobody
   * @return this
   */
  public UABuilder trace(SipTrace sipTrace) {
    Objects.requireNonNull(sipTrace, "sipTrace");
    SipTrace before = settings.trace;
    settings.trace = before == null ? sipTrace : SipTrace.all(List.of(before, sipTrace));
    return this;
  }

  /**
   * Adds a header field to every request and every response, where that has none of the same name.
   *
   * @param name such as {@code X-Device}
   * @param value one line
   * @return this
   * @throws IllegalArgumentException if the name is not a token or the value holds a line break
   */
  public UABuilder header(String name, String value) {
    settings.headers = settings.headers.toBuilder().add(name, value).build();
    return this;
  }

  /**
   * Sets how the user agent registers: for how long, by itself or not, with which Contact.
   *
   * @param options the default is {@link RegistrationOptions#DEFAULT}
   * @return this
   */
  public UABuilder registration(RegistrationOptions options) {
    settings.registration = Objects.requireNonNull(options, "options");
    return this;
  }

  /**
   * Sets how the connection is kept open, and how its death is noticed.
   *
   * @param how the default is {@link KeepAlive#DEFAULT}
   * @return this
   */
  public UABuilder keepAlive(KeepAlive how) {
    settings.keepAlive = Objects.requireNonNull(how, "how");
    return this;
  }

  /**
   * Sets when a connection that is lost is made again.
   *
   * @param policy the default is {@link ReconnectPolicy#DEFAULT}
   * @return this
   */
  public UABuilder reconnect(ReconnectPolicy policy) {
    settings.reconnect = Objects.requireNonNull(policy, "policy");
    return this;
  }

  /**
   * Finishes. Nothing is opened or started yet.
   *
   * @return the user agent
   * @throws IllegalArgumentException if the server or the user is missing or malformed, or there
   *     are credentials for another machine without TLS; the message names it
   */
  public UA build() {
    return new RealUA(config());
  }

  private UAConfig config() {
    ServerChoice server = settings.server;
    if (server == null) {
      throw new IllegalArgumentException(
          "the server is missing; give it by server(\"wss://host:8089/ws\")");
    }
    String user = settings.user;
    if (user == null || user.isBlank()) {
      throw new IllegalArgumentException("the user is missing; give it by user(\"250\")");
    }
    String domain = settings.domain == null ? server.home() : settings.domain;
    SipUri address = AccountAddress.of(user.strip(), domain);
    Credentials credentials = settings.credentials;
    if (credentials == null && settings.password != null) {
      credentials = Credentials.of(String.valueOf(address.user()), settings.password);
    }
    return new UAConfig(
        settings.copy(),
        server,
        new NameAddr(settings.displayName, address, SipParameters.NONE),
        credentials,
        settings.headers);
  }
}
