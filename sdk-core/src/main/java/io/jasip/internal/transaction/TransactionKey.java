package io.jasip.internal.transaction;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/**
 * What a message is matched to its transaction by (RFC 3261 sections 17.1.3 and 17.2.3).
 *
 * @param branch of the topmost Via; for a peer of RFC 2543, which has none of use, the fields that
 *     section 17.2.3 names
 * @param sentBy of the topmost Via, in a server transaction; {@code ""} in a client transaction
 * @param method of the transaction, that is INVITE for an ACK
 * @param server whether it is a server transaction
 */
record TransactionKey(String branch, String sentBy, SipMethod method, boolean server) {

  /** What a branch begins with that is unique (RFC 3261 section 8.1.1.7). */
  private static final String COOKIE = "z9hG4bK";

  static TransactionKey ofClient(SipRequest request) {
    return new TransactionKey(branch(request), "", request.method(), false);
  }

  static TransactionKey ofClient(SipResponse response) {
    return new TransactionKey(branch(response), "", response.cSeq().method(), false);
  }

  static TransactionKey ofServer(SipRequest request) {
    SipMethod method = request.is(SipMethod.ACK) ? SipMethod.INVITE : request.method();
    return ofServer(request, method);
  }

  /** The transaction of the request that a response of ours is for. */
  static TransactionKey ofServer(SipResponse response) {
    return new TransactionKey(
        branch(response), response.via().sentBy(), response.cSeq().method(), true);
  }

  /** The INVITE that a CANCEL means: everything alike but the method (RFC 3261 section 9.2). */
  static TransactionKey ofCancelledInvite(SipRequest cancel) {
    return ofServer(cancel, SipMethod.INVITE);
  }

  private static TransactionKey ofServer(SipRequest request, SipMethod method) {
    return new TransactionKey(branch(request), request.via().sentBy(), method, true);
  }

  private static String branch(SipMessage message) {
    String branch = message.via().branch().orElse("");
    if (branch.startsWith(COOKIE) && branch.length() > COOKIE.length()) {
      return branch;
    }
    // A peer of RFC 2543: nothing says that its branch is not that of another transaction too.
    return branch
        + '|'
        + message.callId()
        + '|'
        + message.from().tag().orElse("")
        + '|'
        + message.cSeq().number();
  }
}
