package io.jasip;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;

/**
 * The peer has sent a request within the call that this library has no use for: INFO that is no
 * digit (RFC 6086), or MESSAGE (RFC 3428). It is answered when every {@link CallListener} has
 * returned: with what the first of them decided by {@link #accept} or {@link #reject}, with 500 if
 * one threw an exception and none decided, else with 200; and with 200 if they take longer than 10
 * s, since a peer that hears nothing takes the call for lost. All methods: any thread; a decision
 * after that comes too late and does nothing.
 */
public interface CallRequestEvent {

  /**
   * The call that it is about.
   *
   * @return never null
   */
  Call call();

  /**
   * The INFO or MESSAGE.
   *
   * @return never null
   */
  SipRequest request();

  /**
   * What it says.
   *
   * @return possibly {@link SipBody#NONE}
   */
  SipBody body();

  /** Decides to take the request, with 200, which is what happens anyway. */
  void accept();

  /**
   * Decides to refuse the request.
   *
   * @param status 300 to 699, such as 415 for a type that the application does not take, or 469 for
   *     an Info-Package that it does not know; not 408 or 481, which end the call
   * @throws IllegalArgumentException if the status is not a refusal
   */
  default void reject(int status) {
    reject(status, SipHeaders.NONE);
  }

  /**
   * Decides to refuse the request.
   *
   * @param status 300 to 699
   * @param headers to add to the response, such as {@code Accept} to 415, which needs it
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status, SipHeaders headers);
}
