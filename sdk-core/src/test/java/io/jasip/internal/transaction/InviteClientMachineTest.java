package io.jasip.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 3261 section 17.1.1 and RFC 6026 section 7.2 on a reliable transport, where there is no timer
 * A.
 */
class InviteClientMachineTest {

  private static final String TABLE =
      """
      INITIAL    START            -> CALLING START_TIMER_B SEND_REQUEST
      INITIAL    PROVISIONAL      -> INITIAL
      INITIAL    SUCCESS          -> INITIAL
      INITIAL    REFUSAL          -> INITIAL
      INITIAL    TIMER_B          -> INITIAL
      INITIAL    TIMER_D          -> INITIAL
      INITIAL    TIMER_M          -> INITIAL
      INITIAL    TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      CALLING    START            -> CALLING
      CALLING    PROVISIONAL      -> PROCEEDING STOP_TIMER_B PASS_UP
      CALLING    SUCCESS          -> ACCEPTED STOP_TIMER_B START_TIMER_M PASS_UP
      CALLING    REFUSAL          -> COMPLETED STOP_TIMER_B SEND_ACK START_TIMER_D PASS_UP
      CALLING    TIMER_B          -> TERMINATED REPORT_TIMEOUT
      CALLING    TIMER_D          -> CALLING
      CALLING    TIMER_M          -> CALLING
      CALLING    TRANSPORT_ERROR  -> TERMINATED STOP_TIMER_B REPORT_TRANSPORT_ERROR

      PROCEEDING START            -> PROCEEDING
      PROCEEDING PROVISIONAL      -> PROCEEDING PASS_UP
      PROCEEDING SUCCESS          -> ACCEPTED START_TIMER_M PASS_UP
      PROCEEDING REFUSAL          -> COMPLETED SEND_ACK START_TIMER_D PASS_UP
      PROCEEDING TIMER_B          -> PROCEEDING
      PROCEEDING TIMER_D          -> PROCEEDING
      PROCEEDING TIMER_M          -> PROCEEDING
      PROCEEDING TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      ACCEPTED   START            -> ACCEPTED
      ACCEPTED   PROVISIONAL      -> ACCEPTED
      ACCEPTED   SUCCESS          -> ACCEPTED PASS_UP
      ACCEPTED   REFUSAL          -> ACCEPTED
      ACCEPTED   TIMER_B          -> ACCEPTED
      ACCEPTED   TIMER_D          -> ACCEPTED
      ACCEPTED   TIMER_M          -> TERMINATED
      ACCEPTED   TRANSPORT_ERROR  -> ACCEPTED

      COMPLETED  START            -> COMPLETED
      COMPLETED  PROVISIONAL      -> COMPLETED
      COMPLETED  SUCCESS          -> COMPLETED
      COMPLETED  REFUSAL          -> COMPLETED SEND_ACK
      COMPLETED  TIMER_B          -> COMPLETED
      COMPLETED  TIMER_D          -> TERMINATED
      COMPLETED  TIMER_M          -> COMPLETED
      COMPLETED  TRANSPORT_ERROR  -> TERMINATED

      TERMINATED START            -> TERMINATED
      TERMINATED PROVISIONAL      -> TERMINATED
      TERMINATED SUCCESS          -> TERMINATED
      TERMINATED REFUSAL          -> TERMINATED
      TERMINATED TIMER_B          -> TERMINATED
      TERMINATED TIMER_D          -> TERMINATED
      TERMINATED TIMER_M          -> TERMINATED
      TERMINATED TRANSPORT_ERROR  -> TERMINATED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(
        InviteClientMachine.State.class, InviteClientMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(InviteClientMachine.State now, InviteClientMachine.Input input, String outcome) {
    Step<InviteClientMachine.State, InviteClientMachine.Action> step =
        InviteClientMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
