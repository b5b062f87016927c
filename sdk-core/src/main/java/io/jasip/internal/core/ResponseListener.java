package io.jasip.internal.core;

import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/** Told what becomes of a request, challenges aside. On the loop. */
public interface ResponseListener {

  /**
   * A response. Of an INVITE more may follow a 2xx.
   *
   * @param request as it was answered, that is with the credentials of the last attempt
   */
  void onResponse(SipRequest request, SipResponse response);

  /** The server wants credentials that somebody has to be asked for, which may take a while. */
  default void onChallenge() {}

  /** Whether the request is to be repeated when credentials have come at last. */
  default boolean isWanted() {
    return true;
  }

  /** No response came in time. */
  void onTimeout();

  /** The connection was lost, or there was none. */
  void onTransportError();

  /** For requests whose fate changes nothing. */
  ResponseListener NOBODY =
      new ResponseListener() {
        @Override
        public void onResponse(SipRequest request, SipResponse response) {}

        @Override
        public void onTimeout() {}

        @Override
        public void onTransportError() {}
      };
}
