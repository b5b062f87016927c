package io.jasip.internal.registration;

import io.jasip.Cause;
import io.jasip.RegistrationFailedException;
import io.jasip.fault.Fault;
import io.jasip.internal.fault.RegistrationFaults;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/** Says in one sentence why a registration failed and what to do about it. */
final class RegistrationFailure {

  private RegistrationFailure() {}

  static RegistrationFailedException refused(
      NameAddr account, SipRequest request, SipResponse response) {
    boolean withCredentials =
        request.header("Authorization").or(() -> request.header("Proxy-Authorization")).isPresent();
    int status = response.status();
    String answer = status + " " + response.reason();
    String who = String.valueOf(account.uri().user());
    String sentence =
        switch (status) {
          case 401, 407 ->
              withCredentials
                  ? "the server refuses user \"" + who + "\" or its password (" + answer + ")"
                  : "the server asks for a password of user \""
                      + who
                      + "\" and none that it takes was given ("
                      + answer
                      + ")";
          case 403 ->
              "the server forbids user \""
                  + who
                  + "\" to register ("
                  + answer
                  + "); check user name and password, and that the account exists on the server";
          case 404 ->
              "the server does not know \""
                  + account.uri()
                  + "\" ("
                  + answer
                  + "); check user and domain: Asterisk needs an AOR of that name";
          case 503 -> "the server cannot register anybody now (" + answer + ")";
          default -> "the server refused the registration of \"" + who + "\" (" + answer + ")";
        };
    Cause cause =
        status == 401 || status == 407 || status == 403
            ? Cause.AUTHENTICATION_ERROR
            : status == 404 ? Cause.NOT_FOUND : Cause.SIP_FAILURE_CODE;
    return new RegistrationFailedException(
        cause, "REGISTER: " + sentence, response, RegistrationFaults.ofRefusal(request, response));
  }

  /** Whether the same REGISTER may succeed later. */
  static boolean mayPass(SipResponse response) {
    return switch (response.status()) {
      case 408, 430, 480, 500, 502, 503, 504, 600 -> true;
      case 401, 403, 407 -> false;
      default -> response.retryAfter().isPresent();
    };
  }

  static RegistrationFailedException leftOut(NameAddr account, SipResponse response) {
    return new RegistrationFailedException(
        Cause.REJECTED,
        "REGISTER: the server answered 200 and lists other contacts of \""
            + account.uri()
            + "\" but not ours; does its account allow too few contacts?",
        response,
        Fault.BINDING_EVICTED);
  }

  static RegistrationFailedException expired() {
    return new RegistrationFailedException(
        Cause.EXPIRES,
        "REGISTER: the binding has expired before a refresh succeeded",
        null,
        Fault.BINDING_LOST);
  }

  static RegistrationFailedException dropped(NameAddr account) {
    return new RegistrationFailedException(
        Cause.EXPIRES,
        "REGISTER: the server has dropped the binding of \""
            + account.uri()
            + "\" before its time; does another device take its place, or does the account allow too"
            + " few contacts?",
        null,
        Fault.BINDING_LOST);
  }

  static RegistrationFailedException timeout(String seconds) {
    return new RegistrationFailedException(
        Cause.REQUEST_TIMEOUT,
        "REGISTER: the server did not answer within "
            + seconds
            + " s, though the WebSocket is open; is its SIP module loaded for WebSockets?",
        null,
        Fault.SIP_SILENT);
  }

  static RegistrationFailedException connectionLost() {
    return new RegistrationFailedException(
        Cause.CONNECTION_ERROR,
        "REGISTER: the connection to the server is gone",
        null,
        Fault.WS_LOST);
  }

  static RegistrationFailedException unregistered() {
    return new RegistrationFailedException(
        Cause.CANCELED, "REGISTER: unregister() was called before the server had answered", null);
  }
}
