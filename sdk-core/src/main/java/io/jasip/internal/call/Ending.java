package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.HangupOptions;
import io.jasip.Originator;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipReason;
import io.jasip.sip.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Why a call ends, or will end.
 *
 * @param refusal the status to refuse an unanswered INVITE with; 0 for 487
 * @param detail one sentence for a person
 * @param failure the exception beneath, or null
 * @param options what else the peer is told
 */
record Ending(
    Originator originator,
    Cause cause,
    int refusal,
    @Nullable SipMessage message,
    String detail,
    @Nullable Throwable failure,
    HangupOptions options) {

  static Ending local(Cause cause, int refusal, String detail, HangupOptions options) {
    return new Ending(Originator.LOCAL, cause, refusal, null, detail, null, options);
  }

  static Ending remote(Cause cause, int refusal, SipMessage message, String detail) {
    return new Ending(
        Originator.REMOTE, cause, refusal, message, detail, null, HangupOptions.DEFAULT);
  }

  static Ending missingDescription(String detail) {
    return system(Cause.MISSING_SDP, StatusCode.NOT_ACCEPTABLE_HERE, detail, null);
  }

  static Ending system(Cause cause, int refusal, String detail, @Nullable Throwable failure) {
    return new Ending(
        Originator.SYSTEM, cause, refusal, null, detail, failure, HangupOptions.DEFAULT);
  }

  /** The same, with a Reason in CANCEL or BYE. */
  Ending withReason(int status, String text) {
    HangupOptions told = HangupOptions.builder().status(status).reason(text).build();
    return new Ending(originator, cause, refusal, message, detail, failure, told);
  }

  /** The header fields of the CANCEL or BYE: a Reason if there is one (RFC 3326), and others. */
  SipHeaders farewell() {
    int status = options.status();
    if (status == 0) {
      return options.headers();
    }
    String words = options.reason();
    SipReason reason =
        new SipReason("SIP", status, words == null ? StatusCode.reason(status) : words);
    return SipHeaders.builder().add("Reason", reason.toString()).addAll(options.headers()).build();
  }
}
