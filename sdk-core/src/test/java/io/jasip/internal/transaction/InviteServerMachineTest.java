package io.jasip.internal.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 3261 section 17.2.1 and RFC 6026 section 7.1 on a reliable transport, where there is no timer
 * G.
 */
class InviteServerMachineTest {

  private static final String TABLE =
      """
      PROCEEDING INVITE           -> PROCEEDING RESEND_LAST
      PROCEEDING SEND_PROVISIONAL -> PROCEEDING SEND_RESPONSE
      PROCEEDING SEND_SUCCESS     -> ACCEPTED START_TIMER_L SEND_RESPONSE
      PROCEEDING SEND_REFUSAL     -> COMPLETED START_TIMER_H SEND_RESPONSE
      PROCEEDING ACK              -> PROCEEDING
      PROCEEDING TIMER_H          -> PROCEEDING
      PROCEEDING TIMER_I          -> PROCEEDING
      PROCEEDING TIMER_L          -> PROCEEDING
      PROCEEDING TRANSPORT_ERROR  -> TERMINATED REPORT_TRANSPORT_ERROR

      ACCEPTED   INVITE           -> ACCEPTED
      ACCEPTED   SEND_PROVISIONAL -> ACCEPTED
      ACCEPTED   SEND_SUCCESS     -> ACCEPTED SEND_RESPONSE
      ACCEPTED   SEND_REFUSAL     -> ACCEPTED
      ACCEPTED   ACK              -> ACCEPTED PASS_ACK_UP
      ACCEPTED   TIMER_H          -> ACCEPTED
      ACCEPTED   TIMER_I          -> ACCEPTED
      ACCEPTED   TIMER_L          -> TERMINATED
      ACCEPTED   TRANSPORT_ERROR  -> ACCEPTED

      COMPLETED  INVITE           -> COMPLETED RESEND_LAST
      COMPLETED  SEND_PROVISIONAL -> COMPLETED
      COMPLETED  SEND_SUCCESS     -> COMPLETED
      COMPLETED  SEND_REFUSAL     -> COMPLETED
      COMPLETED  ACK              -> CONFIRMED STOP_TIMER_H START_TIMER_I
      COMPLETED  TIMER_H          -> TERMINATED REPORT_TIMEOUT
      COMPLETED  TIMER_I          -> COMPLETED
      COMPLETED  TIMER_L          -> COMPLETED
      COMPLETED  TRANSPORT_ERROR  -> TERMINATED STOP_TIMER_H

      CONFIRMED  INVITE           -> CONFIRMED
      CONFIRMED  SEND_PROVISIONAL -> CONFIRMED
      CONFIRMED  SEND_SUCCESS     -> CONFIRMED
      CONFIRMED  SEND_REFUSAL     -> CONFIRMED
      CONFIRMED  ACK              -> CONFIRMED
      CONFIRMED  TIMER_H          -> CONFIRMED
      CONFIRMED  TIMER_I          -> TERMINATED
      CONFIRMED  TIMER_L          -> CONFIRMED
      CONFIRMED  TRANSPORT_ERROR  -> TERMINATED

      TERMINATED INVITE           -> TERMINATED
      TERMINATED SEND_PROVISIONAL -> TERMINATED
      TERMINATED SEND_SUCCESS     -> TERMINATED
      TERMINATED SEND_REFUSAL     -> TERMINATED
      TERMINATED ACK              -> TERMINATED
      TERMINATED TIMER_H          -> TERMINATED
      TERMINATED TIMER_I          -> TERMINATED
      TERMINATED TIMER_L          -> TERMINATED
      TERMINATED TRANSPORT_ERROR  -> TERMINATED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(
        InviteServerMachine.State.class, InviteServerMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(InviteServerMachine.State now, InviteServerMachine.Input input, String outcome) {
    Step<InviteServerMachine.State, InviteServerMachine.Action> step =
        InviteServerMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
