package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ConnectionMachine} as a table. */
class ConnectionMachineTest {

  private static final String TABLE =
      """
      IDLE       START           -> CONNECTING CONNECT
      IDLE       OPENED          -> IDLE
      IDLE       FAILED          -> IDLE
      IDLE       GIVE_UP         -> IDLE
      IDLE       DUE             -> IDLE
      IDLE       NETWORK_CHANGED -> IDLE
      IDLE       STOP            -> STOPPED

      CONNECTING START           -> CONNECTING
      CONNECTING OPENED          -> CONNECTED
      CONNECTING FAILED          -> WAITING WAIT
      CONNECTING GIVE_UP         -> GIVEN_UP
      CONNECTING DUE             -> CONNECTING
      CONNECTING NETWORK_CHANGED -> CONNECTING ABANDON FORGET_FAILURES CONNECT
      CONNECTING STOP            -> STOPPED ABANDON

      CONNECTED  START           -> CONNECTED
      CONNECTED  OPENED          -> CONNECTED
      CONNECTED  FAILED          -> WAITING WAIT
      CONNECTED  GIVE_UP         -> GIVEN_UP
      CONNECTED  DUE             -> CONNECTED
      CONNECTED  NETWORK_CHANGED -> CONNECTED FORGET_FAILURES CHECK
      CONNECTED  STOP            -> STOPPED

      WAITING    START           -> WAITING
      WAITING    OPENED          -> WAITING
      WAITING    FAILED          -> WAITING
      WAITING    GIVE_UP         -> WAITING
      WAITING    DUE             -> CONNECTING CONNECT
      WAITING    NETWORK_CHANGED -> CONNECTING STOP_WAITING FORGET_FAILURES CONNECT
      WAITING    STOP            -> STOPPED STOP_WAITING

      GIVEN_UP   START           -> GIVEN_UP
      GIVEN_UP   OPENED          -> GIVEN_UP
      GIVEN_UP   FAILED          -> GIVEN_UP
      GIVEN_UP   GIVE_UP         -> GIVEN_UP
      GIVEN_UP   DUE             -> GIVEN_UP
      GIVEN_UP   NETWORK_CHANGED -> CONNECTING FORGET_FAILURES CONNECT
      GIVEN_UP   STOP            -> STOPPED

      STOPPED    START           -> STOPPED
      STOPPED    OPENED          -> STOPPED
      STOPPED    FAILED          -> STOPPED
      STOPPED    GIVE_UP         -> STOPPED
      STOPPED    DUE             -> STOPPED
      STOPPED    NETWORK_CHANGED -> STOPPED
      STOPPED    STOP            -> STOPPED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(
        ConnectionMachine.State.class, ConnectionMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(ConnectionMachine.State now, ConnectionMachine.Input input, String outcome) {
    ConnectionMachine.Step step = ConnectionMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
