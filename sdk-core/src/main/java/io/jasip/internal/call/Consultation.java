package io.jasip.internal.call;

import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.internal.transfer.ReferTo;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The call that the peer of another one is to be connected with. It may be a call of another user
 * agent, on another loop: what is asked is done there, and what comes of it is told on the loop of
 * the asker.
 */
final class Consultation {

  private final CallSession session;
  private final CallEvents events;
  private final NameAddr remote;

  /** Told what has become of the wait. On the loop of the asker. */
  interface Waiting {
    void onReady(ReferTo referTo);

    void onFailed(Cause cause, String detail);
  }

  Consultation(CallSession session, CallEvents events, NameAddr remote) {
    this.session = session;
    this.events = events;
    this.remote = remote;
  }

  /** The other party, as the application knows it. */
  SipUri target() {
    return remote.uri();
  }

  /** Waits until the call is established. */
  void whenEstablished(SipLoop asker, Waiting waiting) {
    onOwnLoop(
        () -> {
          Dialog dialog = session.setup().dialog();
          if (session.state() == CallState.ESTABLISHED && dialog != null) {
            ready(asker, waiting, dialog);
          } else if (isLeaving()) {
            tell(asker, () -> waiting.onFailed(Cause.CANCELED, "the other call is over"));
          } else {
            events.observe(
                new CallOutcome() {
                  private boolean answered;

                  @Override
                  public void onAnswered() {
                    Dialog made = session.setup().dialog();
                    if (made != null) {
                      answered = true;
                      ready(asker, waiting, made);
                    }
                  }

                  /** Once it was answered, its end is what Replaces brings about: no failure. */
                  @Override
                  public void onEnded(Cause cause, @Nullable SipResponse response) {
                    if (!answered) {
                      tell(asker, () -> waiting.onFailed(cause, "the other call was not answered"));
                    }
                  }
                });
          }
        });
  }

  private static void ready(SipLoop asker, Waiting waiting, Dialog dialog) {
    ReferTo referTo = ReferTo.peerOf(dialog);
    tell(asker, () -> waiting.onReady(referTo));
  }

  /**
   * Withdraws the call if it is not answered yet, and waits until it is over; the peer is then to
   * call its address.
   */
  void whenWithdrawn(SipLoop asker, Waiting waiting) {
    onOwnLoop(
        () -> {
          switch (session.state()) {
            case NEW, PREPARING, CALLING, PROCEEDING -> {
              events.observe(
                  new CallOutcome() {
                    @Override
                    public void onEnded(Cause cause, @Nullable SipResponse response) {
                      tell(asker, () -> waiting.onReady(ReferTo.of(target())));
                    }
                  });
              session.leave(Cause.TRANSFERRED, "withdrawn, since somebody else calls instead");
            }
            default -> whenEstablished(asker, waiting);
          }
        });
  }

  /** Whether it rings here, or its answer is on the way. */
  boolean ringsHere() {
    return session.state() == CallState.INCOMING;
  }

  /** Hangs up, unless it is over. */
  void end() {
    onOwnLoop(
        () -> {
          if (!isLeaving()) {
            session.leave(Cause.TRANSFERRED, "the parties talk to each other now");
          }
        });
  }

  private boolean isLeaving() {
    return switch (session.state()) {
      case CANCELLING, ENDING, ENDED -> true;
      default -> false;
    };
  }

  /** A loop that is gone has ended the call before, which then may be looked at from anywhere. */
  private void onOwnLoop(Runnable task) {
    try {
      session.loop().run(task);
    } catch (RejectedExecutionException e) {
      if (!session.state().isEnded()) {
        throw e;
      }
      task.run();
    }
  }

  private static void tell(SipLoop asker, Runnable task) {
    try {
      asker.run(task);
    } catch (RejectedExecutionException e) {
      // The asker was stopped, and its transfer has failed with it; this call goes on.
    }
  }
}
