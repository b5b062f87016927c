package io.jasip.internal.doctor;

import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.doctor.DoctorOptions;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.tls.TlsContexts;
import io.jasip.internal.transport.Route;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One diagnosis: what it is about, and what a step leaves for the next. On the thread of the
 * diagnosis.
 */
final class Examination implements AutoCloseable {

  /** How long one connection may take where a step needs several; a lost SYN costs a second. */
  private static final Duration CONNECT = Duration.ofMillis(2_200);

  /** When a lost SYN has been sent again, and answered. */
  private static final Duration SECOND_SYN = Duration.ofMillis(1_200);

  private final UA ua;
  private final UAConfig config;
  private final DoctorOptions options;
  private final NettyLoop loop;
  private final Ladder ladder = new Ladder();

  /** Closes what was opened, each as soon as it is open. */
  private final List<Runnable> closings = new ArrayList<>();

  private List<WebSocketServer> known;
  private WebSocketServer server;
  private TlsConfig tls;
  private @Nullable Route route;
  private int address;
  private boolean asksForClientCertificate;
  private boolean booting;
  private @Nullable SslContext context;
  private @Nullable SipLine line;
  private boolean asterisk;
  private @Nullable HttpAnswer upgraded;

  Examination(UA ua, DoctorOptions options, NettyLoop loop, WebSocketServer server) {
    this.ua = ua;
    this.config = ua.config();
    this.options = options;
    this.loop = loop;
    this.server = server;
    this.known = config.servers();
    this.tls = config.tls();
  }

  /**
   * An examination of another server of the same configuration, with messages of the same trace.
   */
  Examination of(WebSocketServer other) {
    Examination its = new Examination(ua, options, loop, other);
    its.tls = tls;
    closings.add(its::close);
    return its;
  }

  UA ua() {
    return ua;
  }

  UAConfig config() {
    return config;
  }

  DoctorOptions options() {
    return options;
  }

  NettyLoop loop() {
    return loop;
  }

  Ladder ladder() {
    return ladder;
  }

  /** For what blocks. */
  Executor background() {
    return task -> {
      Thread thread = new Thread(task, "jasip-doctor-background");
      thread.setDaemon(true);
      thread.start();
    };
  }

  /** The server that is examined. */
  WebSocketServer server() {
    return server;
  }

  /** Finds the servers, the first one to examine. */
  void servers(List<WebSocketServer> found) {
    known = List.copyOf(found);
    server = found.get(0);
  }

  /** The servers that are not examined, but known. */
  List<WebSocketServer> others() {
    return known.stream().filter(each -> !each.equals(server)).toList();
  }

  /** Whom to trust: what is configured, unless the application wants to go on in spite of it. */
  TlsConfig tls() {
    return tls;
  }

  void trustAnybody() {
    tls = TlsConfig.insecure();
    context = null;
  }

  /** The addresses of the server, or of the proxy that leads to it. */
  Route route() {
    return Objects.requireNonNull(route, "DNS comes first");
  }

  void route(Route found) {
    route = found;
  }

  /** The address of the route that takes connections. */
  int address() {
    return address;
  }

  void address(int index) {
    address = index;
  }

  /** Whether the server has asked for a certificate of ours. */
  boolean asksForClientCertificate() {
    return asksForClientCertificate;
  }

  void asksForClientCertificate(boolean asks) {
    asksForClientCertificate = asks;
  }

  /** Whether the server has become more during this examination. */
  boolean isBooting() {
    return booting;
  }

  void sawBooting() {
    booting = true;
  }

  /** The SIP connection of the diagnosis. */
  SipLine line() {
    return Objects.requireNonNull(line, "WEBSOCKET comes first");
  }

  void line(SipLine opened) {
    line = opened;
  }

  /** Whether the SIP server says that it is an Asterisk. */
  boolean isAsterisk() {
    return asterisk;
  }

  void asterisk(boolean says) {
    asterisk = says;
  }

  /** The answer that opened the WebSocket. */
  HttpAnswer upgraded() {
    return Objects.requireNonNull(upgraded, "UPGRADE comes first");
  }

  void upgraded(HttpAnswer answer) {
    upgraded = answer;
  }

  /**
   * Has a connection closed at the end: also one that only opens when nobody waits for it any more,
   * and none before, as some servers drop the bindings of a whole address when one WebSocket from
   * there closes.
   */
  <T> CompletableFuture<T> closeAtEnd(CompletableFuture<T> opening, Consumer<T> closing) {
    closings.add(() -> opening.thenAccept(closing));
    return opening;
  }

  /** Begins to connect to an address of the route by TCP. */
  CompletableFuture<Probe> open(int index, int port, Duration timeout) {
    return closeAtEnd(Probe.open(loop, route(), index, port, timeout), Probe::close);
  }

  /** A TCP connection to the server. */
  Probe connect(Deadline deadline) throws TimeoutException, ExecutionException {
    return connect(server.port(), deadline);
  }

  /** A TCP connection to another port of the server. */
  Probe connect(int port, Deadline deadline) throws TimeoutException, ExecutionException {
    Deadline soon = deadline.orIn(CONNECT);
    return soon.await(open(address, port, soon.left()));
  }

  /**
   * Whether the port, which did take connections, takes no more, without refusing them; false also
   * if there is no time to tell.
   */
  boolean isShutOut(Deadline deadline) {
    if (deadline.left().compareTo(SECOND_SYN) < 0) {
      return false;
    }
    try {
      connect(deadline).close();
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (ExecutionException e) {
      return e.getCause() instanceof ConnectTimeoutException;
    }
  }

  /**
   * A connection that is as trustworthy as those of the user agent, for HTTP: with TLS, if the URL
   * says so.
   */
  Probe connectForHttp(Deadline deadline)
      throws TimeoutException, ExecutionException, SSLException {
    Probe probe = connect(deadline);
    if (server.secure()) {
      try {
        deadline.await(probe.tls(context(), route().bareHost(), server.port(), deadline));
      } catch (TimeoutException | ExecutionException e) {
        probe.close();
        throw e;
      }
    }
    return probe;
  }

  private SslContext context() throws SSLException {
    SslContext known = context;
    if (known == null) {
      known = TlsContexts.make(tls);
      context = known;
    }
    return known;
  }

  @Override
  public void close() {
    closings.forEach(Runnable::run);
    closings.clear();
  }
}
