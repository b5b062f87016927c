package io.jasip.internal.call;

import io.jasip.CallPolicy;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;

/** Refuses the calls that no application needs to hear of (RFC 3261 section 8.2). On the loop. */
public final class CallGate {

  private CallGate() {}

  /**
   * Looks at an INVITE that has come in.
   *
   * @param calls how many there are already, one that the new call replaces aside
   * @return false if it was refused
   */
  public static boolean admits(
      UserAgentCore core, CallPolicy policy, int calls, ServerTransaction transaction) {
    SipRequest invite = transaction.request();
    long minimum = SessionTimer.refusal(policy.sessionTimers(), invite);
    if (calls >= policy.maxCalls()) {
      core.refuse(transaction, StatusCode.BUSY_HERE);
    } else if (!policy.sessionTimers().enabled() && invite.headers().lists("Require", "timer")) {
      transaction.respond(
          core.response(transaction, StatusCode.BAD_EXTENSION)
              .header("Unsupported", "timer")
              .build());
    } else if (minimum > 0) {
      refuseInterval(core, transaction, minimum);
    } else if (!SessionDescription.isReadable(invite)) {
      refuseBody(core, transaction);
    } else {
      return true;
    }
    return false;
  }

  /** Answers 422 (RFC 4028 section 6). */
  static void refuseInterval(UserAgentCore core, ServerTransaction transaction, long minimum) {
    transaction.respond(
        core.response(transaction, StatusCode.SESSION_INTERVAL_TOO_SMALL)
            .header("Min-SE", Long.toString(minimum))
            .build());
  }

  /** Answers 415 (RFC 3261 section 21.4.13). */
  static void refuseBody(UserAgentCore core, ServerTransaction transaction) {
    transaction.respond(
        core.response(transaction, StatusCode.UNSUPPORTED_MEDIA_TYPE)
            .header("Accept", "application/sdp, multipart/mixed")
            .header("Accept-Encoding", "identity")
            .build());
  }
}
