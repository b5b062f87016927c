package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import io.jasip.internal.transfer.ReferServerMachine.Input;
import io.jasip.internal.transfer.ReferServerMachine.State;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 3515 section 2.4. */
class ReferServerMachineTest {

  private static final String TABLE =
      """
      OPEN      ACCEPT      -> FOLLOWING ACCEPT NOTIFY_TRYING
      OPEN      REJECT      -> OVER REFUSE
      OPEN      DEFER       -> DEFERRED START_TIMER
      OPEN      TIMEOUT     -> OVER REFUSE
      OPEN      PROGRESS    -> OPEN
      OPEN      FINAL       -> OPEN
      OPEN      UNSUBSCRIBE -> OPEN
      OPEN      LOST        -> OVER

      DEFERRED  ACCEPT      -> FOLLOWING STOP_TIMER ACCEPT NOTIFY_TRYING
      DEFERRED  REJECT      -> OVER STOP_TIMER REFUSE
      DEFERRED  DEFER       -> DEFERRED
      DEFERRED  TIMEOUT     -> OVER STOP_TIMER REFUSE
      DEFERRED  PROGRESS    -> DEFERRED
      DEFERRED  FINAL       -> DEFERRED
      DEFERRED  UNSUBSCRIBE -> DEFERRED
      DEFERRED  LOST        -> OVER STOP_TIMER

      FOLLOWING ACCEPT      -> FOLLOWING
      FOLLOWING REJECT      -> FOLLOWING
      FOLLOWING DEFER       -> FOLLOWING
      FOLLOWING TIMEOUT     -> FOLLOWING
      FOLLOWING PROGRESS    -> FOLLOWING NOTIFY_PROGRESS
      FOLLOWING FINAL       -> OVER STOP_TIMER NOTIFY_FINAL
      FOLLOWING UNSUBSCRIBE -> OVER STOP_TIMER NOTIFY_TIMEOUT
      FOLLOWING LOST        -> OVER STOP_TIMER

      OVER      ACCEPT      -> OVER
      OVER      REJECT      -> OVER
      OVER      DEFER       -> OVER
      OVER      TIMEOUT     -> OVER
      OVER      PROGRESS    -> OVER
      OVER      FINAL       -> OVER
      OVER      UNSUBSCRIBE -> OVER
      OVER      LOST        -> OVER
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(State.class, Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  @DisplayName("#114 #116 the machine of a REFER that has come in")
  void step(State state, Input input, String outcome) {
    ReferServerMachine.Step step = ReferServerMachine.step(state, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
