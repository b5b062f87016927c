package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;

/**
 * A peer asks what this user agent can do (RFC 3261 section 11). It is answered when every {@link
 * OptionsListener} has returned: with what the first of them decided by {@link #accept} or {@link
 * #reject}, else with 200. The capabilities themselves are the user agent's to say: Allow, Accept,
 * Supported, Allow-Events. All methods: any thread; a decision after that comes too late and does
 * nothing.
 */
public interface OptionsEvent {

  /**
   * Who asks, as the server names the sender.
   *
   * @return display name and address
   */
  NameAddr from();

  /**
   * The OPTIONS request.
   *
   * @return never null
   */
  SipRequest request();

  /**
   * Decides to answer with 200.
   *
   * @param headers to add to the response, possibly none
   */
  void accept(SipHeaders headers);

  /**
   * Decides to refuse, as an INVITE would be refused now.
   *
   * @param status 300 to 699, such as 486 while no call is wanted
   * @param headers to add to the response, possibly none
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status, SipHeaders headers);
}
