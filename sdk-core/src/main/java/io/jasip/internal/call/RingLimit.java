package io.jasip.internal.call;

import io.jasip.CallOptions;
import io.jasip.CallPolicy;
import io.jasip.Cause;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How long a call may ring, and how it ends then (RFC 3261 sections 13.2.1 and 13.3.1).
 *
 * @param time null for as long as anybody likes
 */
record RingLimit(@Nullable Duration time, Ending ending) {

  /** How long a callee of ours may take. */
  static RingLimit ofCallee(CallOptions options) {
    Duration own = options.ringTimeout();
    Duration told = options.expires();
    boolean expires = told != null && (own == null || told.compareTo(own) < 0);
    Duration time = expires ? told : own;
    Cause cause = expires ? Cause.EXPIRES : Cause.NO_ANSWER;
    return new RingLimit(
        time,
        Ending.system(cause, 0, "the callee did not answer" + within(time), null)
            .withReason(StatusCode.REQUEST_TIMEOUT, "No answer"));
  }

  /** How long a call rings here. */
  static RingLimit ofCaller(CallPolicy policy, @Nullable SipRequest invite) {
    Duration own = policy.ringTimeout();
    Duration told = invite == null ? null : expires(invite);
    if (told != null && told.compareTo(own) < 0) {
      String detail = "the caller's time for an answer, " + told.toSeconds() + " s, ran out";
      return new RingLimit(
          told, Ending.system(Cause.EXPIRES, StatusCode.REQUEST_TERMINATED, detail, null));
    }
    int status = policy.noAnswerStatus();
    return new RingLimit(
        own, Ending.system(Cause.NO_ANSWER, status, "nobody answered" + within(own), null));
  }

  private static String within(@Nullable Duration time) {
    return time == null ? "" : " within " + time.toSeconds() + " s";
  }

  private static @Nullable Duration expires(SipRequest invite) {
    String value = invite.header("Expires").orElse("").strip();
    return value.matches("[0-9]{1,9}") && Integer.parseInt(value) > 0
        ? Duration.ofSeconds(Integer.parseInt(value))
        : null;
  }

  Timer start(SipLoop loop, Consumer<Ending> over) {
    return time == null ? Timer.NONE : loop.schedule(time, () -> over.accept(ending));
  }
}
