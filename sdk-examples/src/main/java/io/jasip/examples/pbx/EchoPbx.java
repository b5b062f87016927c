package io.jasip.examples.pbx;

import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.LoopGroup;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.WebSocketSipServer;
import io.jasip.media.MediaEngine;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A PBX inside the JVM: listens on a free port of the loopback address for SIP over a secure
 * WebSocket (RFC 7118), registers its accounts by digest, and answers extension {@value #ECHO} by
 * sending the caller's sound back. Other extensions do not exist (404). All methods: any thread.
 *
 * <p>It keeps the program running until {@link #stop()}.
 */
public final class EchoPbx {

  /** The extension that sends the caller's sound back. */
  public static final String ECHO = "9999";

  /** What a challenge calls the PBX. */
  public static final String REALM = "jasip-echo";

  /** How long a nonce is good for, unless said otherwise. */
  public static final Duration DEFAULT_NONCE_LIFETIME = Duration.ofMinutes(5);

  /** How long {@link #stop} waits for clients to confirm BYE. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final MediaEngine media;
  private final SelfSignedCertificate identity = SelfSignedCertificate.forLocalhost();
  private final NettyLoop loop = LoopGroup.acquire();
  private final CallbackDispatcher dispatcher = new CallbackDispatcher(null);
  private final UAConfig config;
  private final DigestVerifier verifier;
  private final Registrar registrar = new Registrar();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();

  /** Touched on the loop alone. */
  private final Set<PbxConnection> connections = new LinkedHashSet<>();

  private final AtomicBoolean stopping = new AtomicBoolean();

  /** Set before anybody but us knows this object. */
  private @Nullable WebSocketSipServer server;

  private EchoPbx(MediaEngine media, Map<String, String> passwords, Duration nonceLifetime) {
    this.media = media;
    this.verifier = new DigestVerifier(REALM, passwords, nonceLifetime, loop::nanoTime);
    this.config =
        UA.builder()
            .server("wss://127.0.0.1:1")
            .user(ECHO)
            .domain("127.0.0.1")
            .media(media)
            .userAgent("JaSIP echo PBX")
            .build()
            .config();
  }

  /**
   * Starts a PBX.
   *
   * @param media makes the media of the calls; headless, may be shared with the callers
   * @param passwords of the accounts, by user name
   * @return completes when the port is open; fails with {@link io.jasip.media.MediaException} if
   *     the media cannot work here
   */
  public static CompletableFuture<EchoPbx> start(MediaEngine media, Map<String, String> passwords) {
    return start(media, passwords, DEFAULT_NONCE_LIFETIME);
  }

  /**
   * Starts a PBX.
   *
   * @param media makes the media of the calls; headless, may be shared with the callers
   * @param passwords of the accounts, by user name
   * @param nonceLifetime how long a client may use a challenge; zero makes each answer stale
   * @return completes when the port is open; fails with {@link io.jasip.media.MediaException} if
   *     the media cannot work here
   */
  public static CompletableFuture<EchoPbx> start(
      MediaEngine media, Map<String, String> passwords, Duration nonceLifetime) {
    Objects.requireNonNull(media, "media");
    return media
        .retain()
        .thenCompose(
            ready -> {
              EchoPbx pbx = new EchoPbx(media, passwords, nonceLifetime);
              return pbx.listen()
                  .handle(
                      (open, failure) ->
                          failure == null
                              ? CompletableFuture.completedFuture(pbx)
                              : pbx.release()
                                  .thenCompose(
                                      done -> CompletableFuture.<EchoPbx>failedFuture(failure)))
                  .thenCompose(result -> result);
            });
  }

  private CompletableFuture<Void> listen() {
    return WebSocketSipServer.listen(
            loop,
            identity.key(),
            List.of(identity.certificate()),
            0,
            WebSocketServer.DEFAULT_PATH,
            this::accept)
        .thenAccept(open -> server = open);
  }

  private SipConnection.Listener accept(SipConnection connection) {
    PbxConnection accepted =
        new PbxConnection(
            connection, loop, config, dispatcher, verifier, registrar, connections::remove);
    connections.add(accepted);
    return accepted;
  }

  /**
   * The port that it listens on.
   *
   * @return 1 to 65535
   */
  public int port() {
    return Objects.requireNonNull(server, "server").port();
  }

  /**
   * Where clients connect to.
   *
   * @return such as {@code wss://127.0.0.1:40000/ws}
   */
  public String url() {
    return "wss://127.0.0.1:" + port() + WebSocketServer.DEFAULT_PATH;
  }

  /**
   * What clients must trust, for instance by {@link TlsConfig#trusting(List)}.
   *
   * @return for {@code localhost} and {@code 127.0.0.1}
   */
  public X509Certificate certificate() {
    return identity.certificate();
  }

  /**
   * How many users are registered at this moment.
   *
   * @return completes with the number
   */
  public CompletableFuture<Integer> registrations() {
    return CompletableFuture.supplyAsync(registrar::size, loop);
  }

  /**
   * How many calls there are at this moment.
   *
   * @return completes with the number
   */
  public CompletableFuture<Integer> calls() {
    return CompletableFuture.supplyAsync(
        () -> connections.stream().mapToInt(PbxConnection::calls).sum(), loop);
  }

  /**
   * Hangs up all calls.
   *
   * @return completes when they are over; never fails
   */
  public CompletableFuture<Void> hangupAll() {
    return CompletableFuture.supplyAsync(
            () -> {
              List<CompletableFuture<?>> ends = new ArrayList<>();
              connections.forEach(each -> ends.add(each.hangup()));
              return CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0]));
            },
            loop)
        .thenCompose(ends -> ends);
  }

  /**
   * Ends all calls, closes all connections and the port, and frees threads and media.
   *
   * @return completes when all is done; never fails
   */
  public CompletableFuture<Void> stop() {
    if (stopping.compareAndSet(false, true)) {
      hangupAll()
          .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
          .thenCompose(over -> Objects.requireNonNull(server, "server").close())
          .thenCompose(closed -> release())
          .whenComplete((done, failure) -> stopped.complete(null));
    }
    return stopped.copy();
  }

  private CompletableFuture<Void> release() {
    return media.release().thenCompose(done -> LoopGroup.release());
  }
}
