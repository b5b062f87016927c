package io.jasip.internal.transfer;

import static io.jasip.TransferState.ACCEPTED;
import static io.jasip.TransferState.FAILED;
import static io.jasip.TransferState.PROCEEDING;
import static io.jasip.TransferState.REFERRING;
import static io.jasip.TransferState.SUCCEEDED;
import static io.jasip.TransferState.UNREPORTED;
import static io.jasip.internal.transfer.TransferMachine.Action.COMPLETE;
import static io.jasip.internal.transfer.TransferMachine.Action.FAIL;
import static io.jasip.internal.transfer.TransferMachine.Action.PUBLISH;
import static io.jasip.internal.transfer.TransferMachine.Action.SEND_REFER;
import static io.jasip.internal.transfer.TransferMachine.Action.WATCH;

import io.jasip.TransferState;
import java.util.List;

/** The machine of {@link TransferState}. */
final class TransferMachine {

  /** What can happen. */
  enum Input {
    /** All that the REFER waited for is there. */
    READY,
    /** A 2xx to the REFER; reports will come. */
    TAKEN,
    /** A 2xx to the REFER that says that no reports will come (RFC 4488). */
    TAKEN_UNREPORTED,
    /** The REFER was refused, or not answered. */
    REFUSED,
    /** A report of a provisional response. */
    PROVISIONAL,
    /** A report of a 2xx. */
    SUCCESS,
    /** A report of a refusal. */
    FAILURE,
    /** No more reports will come, and the call with the peer is there. */
    SILENCE,
    /** No more reports will come, and the call with the peer is over. */
    SILENCE_AFTER_CALL,
    /** What the transfer needs is gone: its calls before the REFER, or the connection. */
    BROKEN
  }

  /** What is to be done about it, in order. */
  enum Action {
    SEND_REFER,
    /** Waits for a report, from now on. */
    WATCH,
    PUBLISH,
    COMPLETE,
    FAIL
  }

  record Step(TransferState next, List<Action> actions) {}

  private TransferMachine() {}

  static Step step(TransferState now, Input input) {
    return switch (now) {
      case WAITING ->
          switch (input) {
            case READY -> to(REFERRING, PUBLISH, SEND_REFER);
            case BROKEN -> to(FAILED, PUBLISH, FAIL);
            default -> to(now);
          };
      case REFERRING ->
          switch (input) {
            case TAKEN -> to(ACCEPTED, PUBLISH, WATCH);
            case TAKEN_UNREPORTED -> to(UNREPORTED, PUBLISH, COMPLETE);
            // A report may overtake the 2xx (RFC 3515 section 2.4.4).
            case PROVISIONAL -> to(PROCEEDING, PUBLISH, WATCH);
            case SUCCESS -> to(SUCCEEDED, PUBLISH, COMPLETE);
            case REFUSED, FAILURE, BROKEN -> to(FAILED, PUBLISH, FAIL);
            default -> to(now);
          };
      case ACCEPTED, PROCEEDING ->
          switch (input) {
            case PROVISIONAL -> to(PROCEEDING, PUBLISH, WATCH);
            case SUCCESS -> to(SUCCEEDED, PUBLISH, COMPLETE);
            case SILENCE_AFTER_CALL -> to(UNREPORTED, PUBLISH, COMPLETE);
            case FAILURE, SILENCE, BROKEN -> to(FAILED, PUBLISH, FAIL);
            default -> to(now);
          };
      case SUCCEEDED, UNREPORTED, FAILED -> to(now);
    };
  }

  private static Step to(TransferState next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
