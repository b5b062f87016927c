package io.jasip.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 3261 section 17.1.2 on a reliable transport, where there is no timer E. */
class NonInviteClientMachineTest {

  private static final String TABLE =
      """
      INITIAL    START            -> TRYING START_TIMER_F SEND_REQUEST
      INITIAL    PROVISIONAL      -> INITIAL
      INITIAL    FINAL            -> INITIAL
      INITIAL    TIMER_F          -> INITIAL
      INITIAL    TIMER_K          -> INITIAL
      INITIAL    TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      TRYING     START            -> TRYING
      TRYING     PROVISIONAL      -> PROCEEDING PASS_UP
      TRYING     FINAL            -> COMPLETED STOP_TIMER_F START_TIMER_K PASS_UP
      TRYING     TIMER_F          -> TERMINATED REPORT_TIMEOUT
      TRYING     TIMER_K          -> TRYING
      TRYING     TRANSPORT_ERROR  -> TERMINATED STOP_TIMER_F REPORT_TRANSPORT_ERROR

      PROCEEDING START            -> PROCEEDING
      PROCEEDING PROVISIONAL      -> PROCEEDING PASS_UP
      PROCEEDING FINAL            -> COMPLETED STOP_TIMER_F START_TIMER_K PASS_UP
      PROCEEDING TIMER_F          -> TERMINATED REPORT_TIMEOUT
      PROCEEDING TIMER_K          -> PROCEEDING
      PROCEEDING TRANSPORT_ERROR  -> TERMINATED STOP_TIMER_F REPORT_TRANSPORT_ERROR

      COMPLETED  START            -> COMPLETED
      COMPLETED  PROVISIONAL      -> COMPLETED
      COMPLETED  FINAL            -> COMPLETED
      COMPLETED  TIMER_F          -> COMPLETED
      COMPLETED  TIMER_K          -> TERMINATED
      COMPLETED  TRANSPORT_ERROR  -> TERMINATED

      TERMINATED START            -> TERMINATED
      TERMINATED PROVISIONAL      -> TERMINATED
      TERMINATED FINAL            -> TERMINATED
      TERMINATED TIMER_F          -> TERMINATED
      TERMINATED TIMER_K          -> TERMINATED
      TERMINATED TRANSPORT_ERROR  -> TERMINATED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(
        NonInviteClientMachine.State.class, NonInviteClientMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(NonInviteClientMachine.State now, NonInviteClientMachine.Input input, String outcome) {
    Step<NonInviteClientMachine.State, NonInviteClientMachine.Action> step =
        NonInviteClientMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
