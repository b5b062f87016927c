package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Whether the server answers what keeps the connection open: a WebSocket ping, which every server
 * must answer (RFC 6455 section 5.5.2), and two line ends, which few do (RFC 5626 section 4.4.1).
 */
final class KeepAliveCheck implements Check {

  private static final Duration CRLF_PATIENCE = Duration.ofMillis(100);

  /** What reverse proxies wait for as they come: 60 seconds in nginx and Apache, 50 in examples. */
  private static final Duration PROXY_PATIENCE = Duration.ofSeconds(60);

  /** No web server takes this for a request: the first on the way has to answer it. */
  private static final String NO_REQUEST = "JaSIP / / HTTP/1.1\r\nHost: {}\r\n\r\n";

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    SipLine line = examination.line();
    if (line.closed().isDone()) {
      ConnectionFailedException why = line.closed().join();
      notes.saw("websocket.close-code", why.code()).saw("websocket.closed", why.getMessage());
      notes.fails(why.fault());
      return;
    }
    KeepAlive usual = examination.config().keepAlive();
    notes
        .saw("keep-alive.method", usual.method())
        .saw("keep-alive.interval", usual.interval().toSeconds() + " s");
    boolean ping = answered(line, false, deadline);
    notes.saw("keep-alive.ping", ping ? "answered" : "unanswered");
    boolean crlf = answered(line, true, deadline.orIn(CRLF_PATIENCE));
    notes.saw("keep-alive.crlf", crlf ? "answered" : "unanswered, as is usual");
    boolean needed =
        usual.method() == KeepAlive.Method.WEBSOCKET_PING && !usual.interval().isZero();
    if (line.closed().isDone()) {
      notes.saw("websocket.closed", line.closed().join().getMessage());
      notes.fails(line.closed().join().fault());
    } else if (!ping && needed) {
      notes.fails(Fault.WS_DEAD);
    }
    boolean often = !usual.interval().isZero() && usual.interval().compareTo(PROXY_PATIENCE) < 0;
    if (!notes.failed() && !often && isBehindReverseProxy(examination, notes, deadline)) {
      notes.warns(Fault.WS_CUT_WHEN_IDLE, "keep-alive.interval", "http");
    }
  }

  /** A reverse proxy says so, or what answers HTTP is not the server that answers SIP. */
  private static boolean isBehindReverseProxy(
      Examination examination, Notes notes, Deadline deadline) {
    HttpAnswer upgraded = examination.upgraded();
    if (upgraded.isOfReverseProxy()) {
      notes
          .saw("http.server", upgraded.header("server").orElse(null))
          .saw("http.via", upgraded.header("via").orElse(null));
      return true;
    }
    if (!examination.isAsterisk()) {
      return false;
    }
    try (Probe probe = examination.connectForHttp(deadline)) {
      HttpAnswer first = probe.ask(NO_REQUEST, deadline);
      notes
          .saw("http.first-on-the-way", first)
          .saw("http.first-on-the-way.server", first.header("server").orElse("says not who it is"));
      return first.status() > 0 && !first.isOfAsterisk();
    } catch (TimeoutException | ExecutionException | SSLException e) {
      return false;
    }
  }

  private static boolean answered(SipLine line, boolean crlf, Deadline deadline) {
    try {
      deadline.await(line.ping(crlf));
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
