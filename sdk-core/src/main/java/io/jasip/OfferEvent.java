package io.jasip;

import io.jasip.media.MediaDirection;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;

/**
 * The peer makes a new offer within a call, by re-INVITE or UPDATE (RFC 3261 section 14.2, RFC 3311
 * section 5.2), or asks for ours by a re-INVITE without one. It is answered when every {@link
 * OfferListener} has returned: with what the first of them decided by {@link #accept} or {@link
 * #reject}, with 500 if one threw an exception and none decided, else by the media. After a refusal
 * the call goes on as before. A session timer offers the same again as a sign of life (RFC 4028
 * section 7.4), and ends the call if that is refused. All methods: any thread; a decision after
 * that comes too late and does nothing.
 */
public interface OfferEvent {

  /**
   * Whose media is to change.
   *
   * @return never null
   */
  Call call();

  /**
   * The re-INVITE or UPDATE.
   *
   * @return never null
   */
  SipRequest request();

  /**
   * The session description that is offered (RFC 8866).
   *
   * @return {@code ""} if the peer asks for our offer
   */
  String description();

  /**
   * What the peer wants to do with its streams, as it sees them: SEND_ONLY and INACTIVE are a hold
   * (RFC 3264 section 8.4).
   *
   * @return SEND_RECV if the peer asks for our offer
   */
  MediaDirection direction();

  /** Decides to let the media answer, which is what happens anyway. */
  void accept();

  /**
   * Decides to refuse the offer.
   *
   * @param status 300 to 699, such as 488 for media that is not wanted, or 403
   * @throws IllegalArgumentException if the status is not a refusal
   */
  default void reject(int status) {
    reject(status, SipHeaders.NONE);
  }

  /**
   * Decides to refuse the offer.
   *
   * @param status 300 to 699
   * @param headers to add to the response, such as {@code Warning} (RFC 3261 section 20.43)
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status, SipHeaders headers);
}
