package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.media.IceServer;
import io.jasip.media.MediaEngine;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.trace.SipTrace;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The configuration of a {@link UA}. Immutable; made by {@link UABuilder}. */
public final class UAConfig {

  /** What User-Agent says, unless said otherwise. */
  public static final String DEFAULT_USER_AGENT = "JaSIP";

  /** Never changed from here on. */
  private final UASettings settings;

  private final ServerChoice server;
  private final NameAddr account;
  private final @Nullable Credentials credentials;
  private final SipHeaders headers;

  /** Takes settings that nobody else has; refuses credentials that everybody could read. */
  UAConfig(
      UASettings settings,
      ServerChoice server,
      NameAddr account,
      @Nullable Credentials credentials,
      SipHeaders headers) {
    this.settings = settings;
    this.server = server;
    this.account = account;
    this.credentials = credentials;
    this.headers = headers;
    if (credentials != null || settings.credentialsProvider != null) {
      server.refuseCredentialsWithoutTls(settings.connect);
    }
  }

  /**
   * The same with what may change while the user agent runs.
   *
   * @param changedAccount display name and address of record
   * @param changedCredentials to answer challenges with; null for none
   * @param changedHeaders added to every request and response
   * @return a changed copy
   * @throws IllegalArgumentException if there are credentials for another machine without TLS
   */
  public UAConfig with(
      NameAddr changedAccount,
      @Nullable Credentials changedCredentials,
      SipHeaders changedHeaders) {
    return new UAConfig(settings, server, changedAccount, changedCredentials, changedHeaders);
  }

  /**
   * The same with other servers.
   *
   * @param others where to connect to; at least one, all with TLS, or all without
   * @return a changed copy
   * @throws IllegalArgumentException if there is none, or they differ in TLS
   */
  public UAConfig withServers(List<WebSocketServer> others) {
    return new UAConfig(settings, ServerChoice.of(others), account, credentials, headers);
  }

  /**
   * The same for a user agent that only makes the test calls of a diagnosis: it connects once, and
   * has threads of its own.
   *
   * @param media of its calls
   * @param tls whom it trusts
   * @param trace of its messages; null for none
   * @return a changed copy
   */
  public UAConfig forTestCalls(MediaEngine media, TlsConfig tls, @Nullable SipTrace trace) {
    UASettings its = settings.copy();
    its.media = media;
    its.tls = tls;
    its.trace = trace;
    its.executor = null;
    its.reconnect = ReconnectPolicy.NEVER;
    its.registration = RegistrationOptions.DEFAULT; // never in place of the application's own
    return new UAConfig(its, server, account, credentials, headers);
  }

  /**
   * The same for another account on the same connection.
   *
   * @param options who it is
   * @return the configuration of that account
   * @throws IllegalArgumentException if its address is malformed; the message names it
   */
  public UAConfig of(AccountOptions options) {
    UASettings its = settings.copy();
    its.credentialsProvider = options.credentialsProvider();
    RegistrationOptions registration = options.registration();
    its.registration = registration == null ? settings.registration : registration;
    NameAddr address = options.address(account.uri());
    return new UAConfig(its, server, address, options.credentials(address.uri()), headers);
  }

  /**
   * Where to connect to, one after the other until one takes the connection.
   *
   * @return empty if {@link #serverDomain()} says where
   */
  public List<WebSocketServer> servers() {
    return server.servers();
  }

  /**
   * The domain whose servers are looked up (RFC 3263).
   *
   * @return null if {@link #servers()} says where
   */
  public @Nullable String serverDomain() {
    return server.domain();
  }

  /**
   * Where to connect to, for a message to a person: the URL of the first server, or the domain.
   *
   * @return such as {@code wss://pbx.example.com:8089/ws} or {@code sip:example.com}
   */
  public String serverName() {
    return server.name();
  }

  /**
   * Whether TLS is spoken, which is always so with servers that the DNS names.
   *
   * @return true for {@code wss}
   */
  public boolean secure() {
    return server.secure();
  }

  /**
   * Display name and address of record.
   *
   * @return never null
   */
  public NameAddr account() {
    return account;
  }

  /**
   * What challenges are answered with.
   *
   * @return null for nothing
   */
  public @Nullable Credentials credentials() {
    return credentials;
  }

  /**
   * Who is asked for credentials that are not given here.
   *
   * @return null for nobody
   */
  public @Nullable CredentialsProvider credentialsProvider() {
    return settings.credentialsProvider;
  }

  /**
   * The weakest hash that challenges are answered with.
   *
   * @return {@link DigestAlgorithm#MD5} unless set
   */
  public DigestAlgorithm weakestDigest() {
    return settings.weakestDigest;
  }

  /**
   * Whom to trust over TLS.
   *
   * @return {@link TlsConfig#system()} unless set
   */
  public TlsConfig tls() {
    return settings.tls;
  }

  /**
   * What is particular to the way to the server.
   *
   * @return {@link ConnectOptions#DEFAULT} unless set
   */
  public ConnectOptions connect() {
    return settings.connect;
  }

  /**
   * What makes the media of calls.
   *
   * @return null for signalling only
   */
  public @Nullable MediaEngine media() {
    return settings.media;
  }

  /**
   * STUN and TURN servers for the media.
   *
   * @return possibly empty
   */
  public List<IceServer> iceServers() {
    return settings.iceServers;
  }

  /**
   * How the user agent registers.
   *
   * @return {@link RegistrationOptions#DEFAULT} unless set
   */
  public RegistrationOptions registration() {
    return settings.registration;
  }

  /**
   * How calls are treated.
   *
   * @return {@link CallPolicy#DEFAULT} unless set
   */
  public CallPolicy calls() {
    return settings.calls;
  }

  /**
   * What to do by itself when others transfer calls.
   *
   * @return {@link TransferPolicy#DEFAULT} unless set
   */
  public TransferPolicy transfers() {
    return settings.transfers;
  }

  /**
   * The transport that our Via names.
   *
   * @return null for the one that is used
   */
  public @Nullable String viaTransport() {
    return settings.viaTransport;
  }

  /**
   * Whether our Via asks for the port that requests come from (RFC 3581).
   *
   * @return false unless set
   */
  public boolean rport() {
    return settings.rport;
  }

  /**
   * The value of User-Agent and Server.
   *
   * @return {@value #DEFAULT_USER_AGENT} unless set
   */
  public String userAgent() {
    return settings.userAgent;
  }

  /**
   * What is added to every request and response.
   *
   * @return possibly none
   */
  public SipHeaders headers() {
    return headers;
  }

  /**
   * How much the server may make the user agent hold and do.
   *
   * @return {@link Limits#DEFAULT} unless set
   */
  public Limits limits() {
    return settings.limits;
  }

  /**
   * Where futures complete and listeners are called.
   *
   * @return null for JaSIP's own threads
   */
  public @Nullable Executor executor() {
    return settings.executor;
  }

  /**
   * How the connection is kept open and watched.
   *
   * @return {@link KeepAlive#DEFAULT} unless set
   */
  public KeepAlive keepAlive() {
    return settings.keepAlive;
  }

  /**
   * When a connection that is lost is made again.
   *
   * @return {@link ReconnectPolicy#DEFAULT} unless set
   */
  public ReconnectPolicy reconnect() {
    return settings.reconnect;
  }

  /**
   * Who is shown every message.
   *
   * @return null for nobody
   */
  public @Nullable SipTrace trace() {
    return settings.trace;
  }

  @Override
  public String toString() {
    return "UAConfig[account=" + account + ", server=" + serverName() + "]";
  }
}
