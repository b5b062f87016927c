package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.sip.SipMessage;
import io.jasip.sip.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a call ends, or will end.
 *
 * @param refusal the status to refuse an unanswered INVITE with
 * @param detail one sentence for a person
 * @param failure the exception beneath, or null
 */
record Ending(
    Originator originator,
    Cause cause,
    int refusal,
    @Nullable SipMessage message,
    String detail,
    @Nullable Throwable failure) {

  static Ending local(Cause cause, int refusal, String detail) {
    return new Ending(Originator.LOCAL, cause, refusal, null, detail, null);
  }

  static Ending remote(Cause cause, int refusal, SipMessage message, String detail) {
    return new Ending(Originator.REMOTE, cause, refusal, message, detail, null);
  }

  static Ending missingDescription(String detail) {
    return system(Cause.MISSING_SDP, StatusCode.NOT_ACCEPTABLE_HERE, detail, null);
  }

  static Ending system(Cause cause, int refusal, String detail, @Nullable Throwable failure) {
    return new Ending(Originator.SYSTEM, cause, refusal, null, detail, failure);
  }
}
