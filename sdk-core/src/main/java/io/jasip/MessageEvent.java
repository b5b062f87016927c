package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;

/**
 * An instant message has come in (RFC 3428). It is answered when every {@link UAListener} has
 * returned: with what the first of them decided by {@link #accept()} or {@link #reject(int)}; with
 * 200 if none decided; with 480 if all passed it on or there is none; with 500 if one threw an
 * exception and none decided. All methods: any thread; a decision after that comes too late and
 * does nothing.
 */
public interface MessageEvent {

  /**
   * Who sent it, as the server names the sender.
   *
   * @return display name and address
   */
  NameAddr from();

  /**
   * What it says, of whatever type: {@code text/plain}, {@code message/cpim} (RFC 3862), {@code
   * application/im-iscomposing+xml} (RFC 3994), or another.
   *
   * @return possibly empty
   */
  SipBody body();

  /**
   * The MESSAGE request.
   *
   * @return never null
   */
  SipRequest request();

  /** Decides to take the message: 200. */
  void accept();

  /**
   * Decides to refuse the message.
   *
   * @param status 300 to 699, such as 415 for a type that the application does not take
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status);

  /**
   * Decides to refuse the message.
   *
   * @param status 300 to 699
   * @param headers to add to the response, such as {@code Accept} to 415, which needs it
   * @throws IllegalArgumentException if the status is not a refusal
   */
  void reject(int status, SipHeaders headers);

  /** The listener that calls this takes no messages; the others decide. */
  void pass();
}
