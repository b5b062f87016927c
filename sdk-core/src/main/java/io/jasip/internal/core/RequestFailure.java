package io.jasip.internal.core;

import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;

/** Says in one sentence why a request outside of a call failed. */
public final class RequestFailure {

  private RequestFailure() {}

  /** The server or the peer has refused. */
  public static RequestFailedException refused(
      SipMethod method, SipUri target, SipResponse response) {
    String answer = response.status() + " " + response.reason();
    return new RequestFailedException(
        cause(response.status()),
        method + " to " + target + " was refused: " + answer,
        response,
        null);
  }

  /** The cause that a refusal of a request stands for. */
  public static Cause cause(int status) {
    return status == StatusCode.REQUEST_TIMEOUT ? Cause.REQUEST_TIMEOUT : Cause.ofStatus(status);
  }

  /** Nobody has answered. */
  public static RequestFailedException timeout(SipMethod method, SipUri target, long seconds) {
    return new RequestFailedException(
        Cause.REQUEST_TIMEOUT,
        method + " to " + target + " was not answered within " + seconds + " s",
        null,
        null);
  }

  /** The connection is gone, or there was none. */
  public static RequestFailedException connectionLost(SipMethod method, SipUri target) {
    return new RequestFailedException(
        Cause.CONNECTION_ERROR,
        method + " to " + target + ": there is no connection to the server, or it was lost",
        null,
        null);
  }

  /** The user agent was stopped. */
  public static RequestFailedException stopped(SipMethod method, SipUri target) {
    return new RequestFailedException(
        Cause.STOPPED,
        method + " to " + target + ": the user agent was stopped before an answer came",
        null,
        null);
  }
}
