package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Whether the server answers what keeps the connection open: a WebSocket ping, which every server
 * must answer (RFC 6455 section 5.5.2), and two line ends, which few do (RFC 5626 section 4.4.1).
 */
final class KeepAliveCheck implements Check {

  private static final Duration CRLF_PATIENCE = Duration.ofMillis(100);

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
