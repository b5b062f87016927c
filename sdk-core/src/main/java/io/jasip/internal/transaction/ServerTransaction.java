package io.jasip.internal.transaction;

import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/** A request that was received and awaits its responses. On the loop. */
public interface ServerTransaction {

  /** The request. */
  SipRequest request();

  /** The tag that every response of ours puts into To, if the request has none there. */
  String localTag();

  /**
   * Sends a response. Once a final one was sent, only a repeated 2xx to an INVITE still goes out.
   */
  void respond(SipResponse response);

  /** Whether a final response was sent, or the transaction ended without one. */
  boolean isAnswered();

  /** Told what else happens to this transaction. */
  void listen(Listener listener);

  /** What can happen to a server transaction. */
  interface Listener {

    /**
     * The peer has withdrawn its INVITE; the CANCEL was answered already (RFC 3261 section 9.2).
     */
    default void onCancel(SipRequest cancel) {}

    /** No ACK came for a refusal (timer H). */
    default void onTimeout() {}

    /** The connection was lost before a final response was sent. */
    default void onTransportError() {}
  }
}
