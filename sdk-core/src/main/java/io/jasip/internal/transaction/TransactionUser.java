package io.jasip.internal.transaction;

import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/** The user agent core above the transaction layer (RFC 3261 section 8). On the loop. */
public interface TransactionUser {

  /** A new request, which must be answered. */
  void onRequest(ServerTransaction transaction);

  /** An ACK that belongs to no refusal: of a 2xx, or of nothing. Never answered. */
  void onStrayAck(SipRequest ack);

  /** A response that belongs to no transaction. */
  void onStrayResponse(SipResponse response);
}
