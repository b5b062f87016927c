package io.jasip.internal.transaction;

import io.jasip.sip.SipResponse;

/**
 * Who sent a request and waits for what becomes of it (the transaction user of RFC 3261 section
 * 17.1). On the loop.
 */
public interface ClientTransactionUser {

  /**
   * A response, provisional or final. After the first 2xx to an INVITE more 2xx may come, of forks
   * or repeated.
   */
  void onResponse(SipResponse response);

  /**
   * No final response came within 64*T1 (timer B or F): to be treated as 408 (RFC 3261 section
   * 8.1.3.1).
   */
  void onTimeout();

  /** The connection was lost: to be treated as 503 (RFC 3261 section 8.1.3.1). */
  void onTransportError();

  /** For requests whose fate changes nothing, such as CANCEL. */
  ClientTransactionUser NOBODY =
      new ClientTransactionUser() {
        @Override
        public void onResponse(SipResponse response) {}

        @Override
        public void onTimeout() {}

        @Override
        public void onTransportError() {}
      };
}
