package io.jasip.internal.transaction;

import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/** A request that was sent and awaits its responses. On the loop. */
public interface ClientTransaction {

  /** The request. */
  SipRequest request();

  /**
   * Whether a response, provisional or final, has come: only then may an INVITE be cancelled (RFC
   * 3261 section 9.1).
   */
  boolean hasResponse();

  /** A response for this transaction. */
  void receive(SipResponse response);

  /** The connection was lost. */
  void transportError();
}
