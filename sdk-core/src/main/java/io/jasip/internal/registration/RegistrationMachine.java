package io.jasip.internal.registration;

import static io.jasip.RegistrationState.RECOVERING;
import static io.jasip.RegistrationState.REGISTERED;
import static io.jasip.RegistrationState.REGISTERING;
import static io.jasip.RegistrationState.UNREGISTERED;
import static io.jasip.RegistrationState.UNREGISTERING;
import static io.jasip.internal.registration.RegistrationMachine.Action.FAIL;
import static io.jasip.internal.registration.RegistrationMachine.Action.SCHEDULE_REFRESH;
import static io.jasip.internal.registration.RegistrationMachine.Action.SCHEDULE_RETRY;
import static io.jasip.internal.registration.RegistrationMachine.Action.SEND_REGISTER;
import static io.jasip.internal.registration.RegistrationMachine.Action.SEND_UNREGISTER;
import static io.jasip.internal.registration.RegistrationMachine.Action.SEND_UNREGISTER_ALL;
import static io.jasip.internal.registration.RegistrationMachine.Action.STOP_REFRESH;
import static io.jasip.internal.registration.RegistrationMachine.Action.STOP_TIMERS;
import static io.jasip.internal.registration.RegistrationMachine.Action.SUCCEED;
import static io.jasip.internal.registration.RegistrationMachine.Action.UNREGISTERED_NOW;

import io.jasip.RegistrationState;
import java.util.List;

/** The machine of {@link RegistrationState} (RFC 3261 section 10.2, RFC 5626 section 4.5). */
final class RegistrationMachine {

  /** What can happen. */
  enum Input {
    /** The application wants to be registered. */
    REGISTER,
    /** The application wants not to be registered. */
    UNREGISTER,
    /** The application wants no binding of the account to be left. */
    UNREGISTER_ALL,
    /** There is a connection again, after the registration went with the last one. */
    RESUME,
    /** The server has dropped the binding before its time. */
    DROPPED,
    /** It is time for a refresh, or for another attempt. */
    REFRESH_DUE,
    /** A 2xx. */
    ACCEPTED,
    /** A refusal that says how to ask instead: 423, 439, or a redirection. */
    ASK_AGAIN,
    /** A refusal that will not change, such as that of a wrong password. */
    REFUSED,
    /** A refusal that may pass, or no answer in time. */
    FAILED_FOR_NOW,
    /** The time is over for which the server keeps the binding. */
    EXPIRED,
    /**
     * The connection is gone, and with it the flow that the binding leads to (RFC 5626 section
     * 4.3).
     */
    CONNECTION_LOST
  }

  /**
   * What is to be done about it, in order. Only one REGISTER is under way at a time (section 10.2).
   */
  enum Action {
    SEND_REGISTER,
    SEND_UNREGISTER,
    SEND_UNREGISTER_ALL,
    SCHEDULE_REFRESH,
    SCHEDULE_RETRY,
    STOP_REFRESH,
    /** Neither refresh nor expiry is waited for any more. */
    STOP_TIMERS,
    /** Those who wait for the registration have it. */
    SUCCEED,
    /** Those who wait for the registration will not get it. */
    FAIL,
    /** Those who wait for its removal have it. */
    UNREGISTERED_NOW
  }

  record Step(RegistrationState next, List<Action> actions) {}

  private RegistrationMachine() {}

  static Step step(RegistrationState now, Input input) {
    return switch (now) {
      case UNREGISTERED ->
          switch (input) {
            case REGISTER -> to(REGISTERING, SEND_REGISTER);
            case RESUME -> to(RECOVERING, SEND_REGISTER);
            case UNREGISTER -> to(now, UNREGISTERED_NOW);
            case UNREGISTER_ALL -> to(UNREGISTERING, SEND_UNREGISTER_ALL);
            case DROPPED,
                REFRESH_DUE,
                ACCEPTED,
                ASK_AGAIN,
                REFUSED,
                FAILED_FOR_NOW,
                EXPIRED,
                CONNECTION_LOST ->
                to(now);
          };
      case REGISTERING ->
          switch (input) {
            case REGISTER, RESUME, DROPPED, REFRESH_DUE, EXPIRED -> to(now);
            case UNREGISTER -> to(UNREGISTERING, FAIL, SEND_UNREGISTER);
            case UNREGISTER_ALL -> to(UNREGISTERING, FAIL, SEND_UNREGISTER_ALL);
            case ACCEPTED -> to(REGISTERED, SCHEDULE_REFRESH, SUCCEED);
            case ASK_AGAIN -> to(now, SEND_REGISTER);
            case REFUSED, FAILED_FOR_NOW, CONNECTION_LOST -> to(UNREGISTERED, FAIL);
          };
      case REGISTERED ->
          switch (input) {
            case REGISTER, REFRESH_DUE, ASK_AGAIN -> to(now, STOP_REFRESH, SEND_REGISTER);
            case UNREGISTER -> to(UNREGISTERING, STOP_TIMERS, FAIL, SEND_UNREGISTER);
            case UNREGISTER_ALL -> to(UNREGISTERING, STOP_TIMERS, FAIL, SEND_UNREGISTER_ALL);
            case ACCEPTED -> to(now, SCHEDULE_REFRESH, SUCCEED);
            case FAILED_FOR_NOW -> to(now, SCHEDULE_RETRY, FAIL);
            case EXPIRED -> to(RECOVERING);
            case DROPPED -> to(RECOVERING, STOP_TIMERS, SEND_REGISTER);
            case RESUME -> to(now);
            case REFUSED, CONNECTION_LOST -> to(UNREGISTERED, STOP_TIMERS, FAIL);
          };
      case RECOVERING ->
          switch (input) {
            case REGISTER, REFRESH_DUE, ASK_AGAIN -> to(now, STOP_REFRESH, SEND_REGISTER);
            case UNREGISTER -> to(UNREGISTERING, STOP_TIMERS, FAIL, SEND_UNREGISTER);
            case UNREGISTER_ALL -> to(UNREGISTERING, STOP_TIMERS, FAIL, SEND_UNREGISTER_ALL);
            case ACCEPTED -> to(REGISTERED, SCHEDULE_REFRESH, SUCCEED);
            case FAILED_FOR_NOW -> to(now, SCHEDULE_RETRY, FAIL);
            case RESUME, DROPPED, EXPIRED -> to(now);
            case REFUSED, CONNECTION_LOST -> to(UNREGISTERED, STOP_TIMERS, FAIL);
          };
      case UNREGISTERING ->
          switch (input) {
            case REGISTER -> to(REGISTERING, UNREGISTERED_NOW, SEND_REGISTER);
            case UNREGISTER_ALL -> to(now, SEND_UNREGISTER_ALL);
            case RESUME, DROPPED, UNREGISTER, REFRESH_DUE, EXPIRED -> to(now);
            case ACCEPTED, ASK_AGAIN, REFUSED, FAILED_FOR_NOW, CONNECTION_LOST ->
                to(UNREGISTERED, UNREGISTERED_NOW);
          };
    };
  }

  /** Whether an input means that something went wrong, as the application sees it. */
  static boolean isFailure(RegistrationState before, Input input) {
    return switch (input) {
      case REFUSED, FAILED_FOR_NOW, EXPIRED, DROPPED -> before != UNREGISTERING;
      case CONNECTION_LOST -> true;
      default -> false;
    };
  }

  private static Step to(RegistrationState next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
