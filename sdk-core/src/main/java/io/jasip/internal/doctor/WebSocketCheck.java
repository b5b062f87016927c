package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The WebSocket as the user agent opens it, and whether it stays open for a while without a word.
 * It stays for the steps that follow, and whoever closes it later is noticed by them.
 */
final class WebSocketCheck implements Check {

  private static final Duration A_WHILE = Duration.ofMillis(250);
  private static final Duration A_MOMENT = Duration.ofMillis(25);

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    SipLine line;
    try {
      line = deadline.part(2).await(SipLine.open(examination));
    } catch (TimeoutException e) {
      boolean shutOut = examination.isShutOut(deadline);
      notes.saw("websocket.failure", shutOut ? "no more connections are taken" : "no answer");
      notes.fails(shutOut ? Fault.ADDRESS_BANNED : Fault.NOT_IN_TIME);
      return;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectionFailedException why) {
        notes.saw("websocket.failure", why.getMessage());
        // Connections were taken until now.
        notes.fails(why.fault() == Fault.TCP_FILTERED ? Fault.ADDRESS_BANNED : why.fault());
        return;
      }
      throw e;
    }
    examination.line(line);
    notes.saw("websocket.open", examination.server().url());
    try {
      ConnectionFailedException why = deadline.orIn(A_WHILE).await(line.closed());
      notes.saw("websocket.close-code", why.code()).saw("websocket.closed", why.getMessage());
      notes.fails(
          why.code() == 1006 && staysWhenBusy(examination, notes, deadline)
              ? Fault.WS_CUT_WHEN_IDLE
              : why.fault());
    } catch (TimeoutException e) {
      notes.saw("websocket.idle", A_WHILE.toMillis() + " ms without a close");
    }
  }

  /** Whether another WebSocket stays open for longer, because pings cross it all the time. */
  private static boolean staysWhenBusy(Examination examination, Notes notes, Deadline deadline)
      throws ExecutionException {
    SipLine busy;
    try {
      busy = deadline.await(SipLine.open(examination));
    } catch (TimeoutException | ExecutionException e) {
      notes.saw("websocket.busy", "does not open");
      return false;
    }
    Deadline longer = deadline.orIn(A_WHILE.multipliedBy(2));
    while (!longer.left().isZero() && !busy.closed().isDone()) {
      try {
        longer.await(busy.ping(false));
        longer.orIn(A_MOMENT).await(busy.closed());
      } catch (TimeoutException e) {
        // Still open.
      }
    }
    notes.saw("websocket.busy", busy.closed().isDone() ? "closed too" : "stays open");
    return !busy.closed().isDone();
  }
}
