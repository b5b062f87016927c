package io.jasip.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 3261 section 17.2.2. */
class NonInviteServerMachineTest {

  private static final String TABLE =
      """
      TRYING     REQUEST          -> TRYING
      TRYING     SEND_PROVISIONAL -> PROCEEDING SEND_RESPONSE
      TRYING     SEND_FINAL       -> COMPLETED SEND_RESPONSE START_TIMER_J
      TRYING     TIMER_J          -> TRYING
      TRYING     TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      PROCEEDING REQUEST          -> PROCEEDING RESEND_LAST
      PROCEEDING SEND_PROVISIONAL -> PROCEEDING SEND_RESPONSE
      PROCEEDING SEND_FINAL       -> COMPLETED SEND_RESPONSE START_TIMER_J
      PROCEEDING TIMER_J          -> PROCEEDING
      PROCEEDING TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      COMPLETED  REQUEST          -> COMPLETED RESEND_LAST
      COMPLETED  SEND_PROVISIONAL -> COMPLETED
      COMPLETED  SEND_FINAL       -> COMPLETED
      COMPLETED  TIMER_J          -> TERMINATED
      COMPLETED  TRANSPORT_ERROR  -> TERMINATED

      TERMINATED REQUEST          -> TERMINATED
      TERMINATED SEND_PROVISIONAL -> TERMINATED
      TERMINATED SEND_FINAL       -> TERMINATED
      TERMINATED TIMER_J          -> TERMINATED
      TERMINATED TRANSPORT_ERROR  -> TERMINATED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(
        NonInviteServerMachine.State.class, NonInviteServerMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(NonInviteServerMachine.State now, NonInviteServerMachine.Input input, String outcome) {
    Step<NonInviteServerMachine.State, NonInviteServerMachine.Action> step =
        NonInviteServerMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
