package io.jasip.internal.registration;

import static io.jasip.RegistrationState.REGISTERED;
import static io.jasip.RegistrationState.REGISTERING;
import static io.jasip.RegistrationState.UNREGISTERED;
import static io.jasip.RegistrationState.UNREGISTERING;
import static io.jasip.internal.registration.RegistrationMachine.Action.FAIL;
import static io.jasip.internal.registration.RegistrationMachine.Action.SCHEDULE_REFRESH;
import static io.jasip.internal.registration.RegistrationMachine.Action.SEND_REGISTER;
import static io.jasip.internal.registration.RegistrationMachine.Action.SEND_UNREGISTER;
import static io.jasip.internal.registration.RegistrationMachine.Action.STOP_REFRESH;
import static io.jasip.internal.registration.RegistrationMachine.Action.SUCCEED;
import static io.jasip.internal.registration.RegistrationMachine.Action.UNREGISTERED_NOW;

import io.jasip.RegistrationState;
import java.util.List;

/** The machine of {@link RegistrationState} (RFC 3261 section 10.2). */
final class RegistrationMachine {

  /** What can happen. */
  enum Input {
    /** The application wants to be registered. */
    REGISTER,
    /** The application wants not to be registered. */
    UNREGISTER,
    /** The registration needs a refresh. */
    REFRESH_DUE,
    /** A 2xx. */
    ACCEPTED,
    /** The server wants a longer interval: 423. */
    TOO_BRIEF,
    /** Any other refusal, or no answer in time. */
    REFUSED,
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
    SCHEDULE_REFRESH,
    STOP_REFRESH,
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
            case UNREGISTER -> to(UNREGISTERED, UNREGISTERED_NOW);
            case REFRESH_DUE, ACCEPTED, TOO_BRIEF, REFUSED, CONNECTION_LOST -> to(now);
          };
      case REGISTERING ->
          switch (input) {
            case REGISTER, REFRESH_DUE -> to(now);
            case UNREGISTER -> to(UNREGISTERING, FAIL, SEND_UNREGISTER);
            case ACCEPTED -> to(REGISTERED, SCHEDULE_REFRESH, SUCCEED);
            case TOO_BRIEF -> to(now, SEND_REGISTER);
            case REFUSED, CONNECTION_LOST -> to(UNREGISTERED, FAIL);
          };
      case REGISTERED ->
          switch (input) {
            case REGISTER, REFRESH_DUE, TOO_BRIEF -> to(now, STOP_REFRESH, SEND_REGISTER);
            case UNREGISTER -> to(UNREGISTERING, STOP_REFRESH, FAIL, SEND_UNREGISTER);
            case ACCEPTED -> to(now, SCHEDULE_REFRESH, SUCCEED);
            case REFUSED, CONNECTION_LOST -> to(UNREGISTERED, STOP_REFRESH, FAIL);
          };
      case UNREGISTERING ->
          switch (input) {
            case REGISTER -> to(REGISTERING, UNREGISTERED_NOW, SEND_REGISTER);
            case UNREGISTER, REFRESH_DUE -> to(now);
            case ACCEPTED, TOO_BRIEF, REFUSED, CONNECTION_LOST ->
                to(UNREGISTERED, UNREGISTERED_NOW);
          };
    };
  }

  private static Step to(RegistrationState next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
