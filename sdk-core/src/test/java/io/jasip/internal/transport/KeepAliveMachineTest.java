package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link KeepAliveMachine} as a table. */
class KeepAliveMachineTest {

  private static final String TABLE =
      """
      QUIET   OPENED       -> QUIET WAIT_INTERVAL
      QUIET   REQUEST_SENT -> ASKING WAIT_HALF_PENDING
      QUIET   SIGN_OF_LIFE -> QUIET
      QUIET   DUE          -> PINGED PING WAIT_PONG
      QUIET   DOUBT        -> ASKED PING WAIT_HALF_PENDING
      QUIET   CLOSED       -> OVER STOP_TIMER

      PINGED  OPENED       -> PINGED
      PINGED  REQUEST_SENT -> ASKED WAIT_HALF_PENDING
      PINGED  SIGN_OF_LIFE -> QUIET WAIT_INTERVAL
      PINGED  DUE          -> OVER DECLARE_DEAD
      PINGED  DOUBT        -> ASKED PING WAIT_HALF_PENDING
      PINGED  CLOSED       -> OVER STOP_TIMER

      ASKING  OPENED       -> ASKING
      ASKING  REQUEST_SENT -> ASKING
      ASKING  SIGN_OF_LIFE -> QUIET WAIT_INTERVAL
      ASKING  DUE          -> ASKED PING WAIT_HALF_PENDING
      ASKING  DOUBT        -> ASKED PING WAIT_HALF_PENDING
      ASKING  CLOSED       -> OVER STOP_TIMER

      ASKED   OPENED       -> ASKED
      ASKED   REQUEST_SENT -> ASKED
      ASKED   SIGN_OF_LIFE -> QUIET WAIT_INTERVAL
      ASKED   DUE          -> OVER DECLARE_DEAD
      ASKED   DOUBT        -> ASKED
      ASKED   CLOSED       -> OVER STOP_TIMER

      OVER    OPENED       -> OVER
      OVER    REQUEST_SENT -> OVER
      OVER    SIGN_OF_LIFE -> OVER
      OVER    DUE          -> OVER
      OVER    DOUBT        -> OVER
      OVER    CLOSED       -> OVER
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(KeepAliveMachine.State.class, KeepAliveMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(KeepAliveMachine.State now, KeepAliveMachine.Input input, String outcome) {
    KeepAliveMachine.Step step = KeepAliveMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
