package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.HangupOptions;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The end of a call: why, and the BYE (RFC 3261 section 15). On the loop. */
final class CallEnd {

  private final UserAgentCore core;
  private @Nullable Ending reason;
  private boolean byeSent;
  private boolean established;
  private long establishedAt;

  CallEnd(UserAgentCore core) {
    this.core = core;
  }

  /** The call was established now; its duration counts from here. */
  void established() {
    established = true;
    establishedAt = core.loop().nanoTime();
  }

  /** Why the call ends. The first reason counts. */
  void because(Ending why) {
    if (reason == null) {
      reason = why;
    }
  }

  /** The cause, as far as it is known. */
  Cause cause() {
    return reason == null ? Cause.BYE : reason.cause();
  }

  /** Refuses an unanswered INVITE. */
  void refuse(CallSetup setup) {
    if (reason == null) {
      setup.refuse(StatusCode.DECLINE, HangupOptions.DEFAULT);
    } else {
      int status = reason.refusal() == 0 ? StatusCode.REQUEST_TERMINATED : reason.refusal();
      setup.refuse(status, reason.options());
    }
  }

  /** The header fields of the CANCEL or BYE. */
  SipHeaders farewell() {
    return reason == null ? SipHeaders.NONE : reason.farewell();
  }

  /**
   * Sends BYE, once. While there is no connection it waits for the next one, but the call does not.
   *
   * @param done run when it was answered, or will not be
   */
  void sendBye(Dialog dialog, Runnable done) {
    if (byeSent) {
      return;
    }
    byeSent = true;
    core.send(
        dialog.request(SipMethod.BYE).headers(farewell()).build(),
        dialog::nextSequence,
        new ResponseListener() {
          @Override
          public void onResponse(SipRequest request, SipResponse response) {
            if (!response.isProvisional()) {
              done.run();
            }
          }

          @Override
          public void onTimeout() {
            done.run();
          }

          @Override
          public void onTransportError() {
            done.run();
          }
        });
    if (core.holdsRequests()) {
      core.loop().execute(done);
    }
  }

  void publish(CallEvents events) {
    Duration duration =
        established ? Duration.ofNanos(core.loop().nanoTime() - establishedAt) : Duration.ZERO;
    Ending why =
        reason == null
            ? Ending.system(Cause.INTERNAL_ERROR, 0, "the call ended for no known reason", null)
            : reason;
    events.ended(why, established, duration);
  }
}
