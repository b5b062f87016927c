package io.jasip;

import io.jasip.fault.Fault;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipReason;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call is over.
 *
 * @param call that it is about
 * @param originator who ended it
 * @param cause why
 * @param established whether the parties had been connected: false for a call that failed
 * @param duration from answer to end; zero if never established
 * @param message that ended it, a response, BYE or CANCEL; null if there was none
 * @param detail one sentence for a person
 * @param fault what is wrong, as far as the end alone tells, with the way out; null if nothing is
 *     wrong with the call itself: a party hung up, or the connection or the user agent ended
 */
public record CallEndedEvent(
    Call call,
    Originator originator,
    Cause cause,
    boolean established,
    Duration duration,
    @Nullable SipMessage message,
    String detail,
    @Nullable Fault fault) {

  /**
   * The status of the response that ended the call.
   *
   * @return 300 to 699, or 0 if no response ended it
   */
  public int status() {
    return message instanceof SipResponse response ? response.status() : 0;
  }

  /**
   * Why the peer ended the call, in its own words (RFC 3326): the Reason of its BYE, CANCEL or
   * refusal.
   *
   * @return possibly empty
   */
  public List<SipReason> reasons() {
    return message == null ? List.of() : SipReason.of(message);
  }
}
