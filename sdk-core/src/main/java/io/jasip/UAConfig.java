package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.media.IceServer;
import io.jasip.media.MediaEngine;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.trace.SipTrace;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a {@link UA}. Immutable; made by {@link UABuilder}.
 *
 * @param servers where to connect to, one after the other until one takes the connection; empty if
 *     {@code serverDomain} says where
 * @param serverDomain the domain whose servers are looked up (RFC 3263); null if {@code servers}
 *     says where
 * @param account display name and address of record
 * @param credentials to answer challenges with; null for none
 * @param tls whom to trust
 * @param media makes the media of calls; null for signalling only
 * @param iceServers STUN and TURN servers for the media
 * @param registerExpires how long a registration is asked to last
 * @param ringTimeout how long an incoming call rings before it is refused
 * @param calls how calls are treated
 * @param transfers what to do by itself when others transfer calls
 * @param userAgent the value of User-Agent and Server
 * @param maxMessageSize bytes that a message of the server may have at most
 * @param executor where futures complete and listeners are called; null for JaSIP's own threads
 * @param trace shown every message; null for nobody
 * @param registration what else is particular to the registration
 * @param credentialsProvider asked for credentials that are not given here; null for nobody
 * @param weakestDigest the weakest hash that challenges are answered with
 * @param headers added to every request and response
 * @param maxCalls how many calls there may be before more are refused with 486
 * @param keepAlive how the connection is kept open and watched
 * @param reconnect when a connection that is lost is made again
 */
public record UAConfig(
    List<WebSocketServer> servers,
    @Nullable String serverDomain,
    NameAddr account,
    @Nullable Credentials credentials,
    TlsConfig tls,
    @Nullable MediaEngine media,
    List<IceServer> iceServers,
    Duration registerExpires,
    Duration ringTimeout,
    TransferPolicy transfers,
    CallPolicy calls,
    String userAgent,
    int maxMessageSize,
    @Nullable Executor executor,
    @Nullable SipTrace trace,
    RegistrationOptions registration,
    @Nullable CredentialsProvider credentialsProvider,
    DigestAlgorithm weakestDigest,
    SipHeaders headers,
    int maxCalls,
    KeepAlive keepAlive,
    ReconnectPolicy reconnect) {

  /** How long a registration is asked to last, unless said otherwise: 10 minutes. */
  public static final Duration DEFAULT_REGISTER_EXPIRES = Duration.ofMinutes(10);

  /** How long an incoming call rings, unless said otherwise: one minute. */
  public static final Duration DEFAULT_RING_TIMEOUT = Duration.ofMinutes(1);

  /** How large a message of the server may be, unless said otherwise: 64 KiB. */
  public static final int DEFAULT_MAX_MESSAGE_SIZE = 65_536;

  /** What User-Agent says, unless said otherwise. */
  public static final String DEFAULT_USER_AGENT = "JaSIP";

  /**
   * Copies the lists.
   *
   * @param servers where to connect to, one after the other until one takes the connection; empty
   *     if {@code serverDomain} says where
   * @param serverDomain the domain whose servers are looked up (RFC 3263); null if {@code servers}
   *     says where
   * @param account display name and address of record
   * @param credentials to answer challenges with; null for none
   * @param tls whom to trust
   * @param media makes the media of calls; null for signalling only
   * @param iceServers STUN and TURN servers for the media
   * @param registerExpires how long a registration is asked to last
   * @param ringTimeout how long an incoming call rings before it is refused
   * @param calls how calls are treated
   * @param transfers what to do by itself when others transfer calls
   * @param userAgent the value of User-Agent and Server
   * @param maxMessageSize bytes that a message of the server may have at most
   * @param executor where futures complete and listeners are called; null for JaSIP's own threads
   * @param trace shown every message; null for nobody
   * @param registration what else is particular to the registration
   * @param credentialsProvider asked for credentials that are not given here; null for nobody
   * @param weakestDigest the weakest hash that challenges are answered with
   * @param headers added to every request and response
   * @param maxCalls how many calls there may be before more are refused with 486
   * @param keepAlive how the connection is kept open and watched
   * @param reconnect when a connection that is lost is made again
   */
  public UAConfig {
    servers = List.copyOf(servers);
    iceServers = List.copyOf(iceServers);
    if (servers.isEmpty() == (serverDomain == null)) {
      throw new IllegalArgumentException(
          "give either servers or the domain whose servers they are");
    }
  }

  /**
   * Where to connect to, for a message to a person: the URL of the first server, or the domain.
   *
   * @return such as {@code wss://pbx.example.com:8089/ws} or {@code sip:example.com}
   */
  public String serverName() {
    return serverDomain == null ? servers.get(0).url() : "sip:" + serverDomain;
  }

  /**
   * Whether TLS is spoken, which is always so with servers that the DNS names.
   *
   * @return true for {@code wss}
   */
  public boolean secure() {
    return serverDomain != null || servers.get(0).secure();
  }

  /**
   * The same with what may change while the user agent runs.
   *
   * @param changedAccount display name and address of record
   * @param changedCredentials to answer challenges with; null for none
   * @param changedHeaders added to every request and response
   * @return a changed copy
   */
  public UAConfig with(
      NameAddr changedAccount,
      @Nullable Credentials changedCredentials,
      SipHeaders changedHeaders) {
    return of(
        changedAccount,
        changedCredentials,
        credentialsProvider,
        registerExpires,
        registration,
        changedHeaders);
  }

  /**
   * The same with other servers.
   *
   * @param others where to connect to; at least one
   * @return a changed copy
   */
  public UAConfig withServers(List<WebSocketServer> others) {
    return new UAConfig(
        others,
        null,
        account,
        credentials,
        tls,
        media,
        iceServers,
        registerExpires,
        ringTimeout,
        transfers,
        calls,
        userAgent,
        maxMessageSize,
        executor,
        trace,
        registration,
        credentialsProvider,
        weakestDigest,
        headers,
        maxCalls,
        keepAlive,
        reconnect);
  }

  /**
   * The same for another account on the same connection.
   *
   * @param options who it is
   * @return the configuration of that account
   * @throws IllegalArgumentException if its address is malformed; the message names it
   */
  public UAConfig of(AccountOptions options) {
    return options.over(this);
  }

  UAConfig of(
      NameAddr other,
      @Nullable Credentials itsCredentials,
      @Nullable CredentialsProvider itsProvider,
      Duration itsExpires,
      RegistrationOptions itsRegistration,
      SipHeaders itsHeaders) {
    return new UAConfig(
        servers,
        serverDomain,
        other,
        itsCredentials,
        tls,
        media,
        iceServers,
        itsExpires,
        ringTimeout,
        transfers,
        calls,
        userAgent,
        maxMessageSize,
        executor,
        trace,
        itsRegistration,
        itsProvider,
        weakestDigest,
        itsHeaders,
        maxCalls,
        keepAlive,
        reconnect);
  }
}
