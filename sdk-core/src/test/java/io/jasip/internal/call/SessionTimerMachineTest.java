package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 4028 sections 7.2, 9 and 10. */
class SessionTimerMachineTest {

  private static final String TABLE =
      """
      OFF        AGREED_LOCAL  -> LOCAL STOP_TIMERS START_REFRESH START_EXPIRY
      OFF        AGREED_REMOTE -> REMOTE STOP_TIMERS START_EXPIRY
      OFF        AGREED_NONE   -> OFF STOP_TIMERS
      OFF        DUE           -> OFF
      OFF        REFUSED       -> OFF
      OFF        GONE          -> OFF
      OFF        EXPIRY        -> OFF
      OFF        END           -> ENDED STOP_TIMERS

      LOCAL      AGREED_LOCAL  -> LOCAL STOP_TIMERS START_REFRESH START_EXPIRY
      LOCAL      AGREED_REMOTE -> REMOTE STOP_TIMERS START_EXPIRY
      LOCAL      AGREED_NONE   -> OFF STOP_TIMERS
      LOCAL      DUE           -> REFRESHING REFRESH
      LOCAL      REFUSED       -> LOCAL
      LOCAL      GONE          -> LOCAL
      LOCAL      EXPIRY        -> ENDED STOP_TIMERS END_CALL
      LOCAL      END           -> ENDED STOP_TIMERS

      REFRESHING AGREED_LOCAL  -> LOCAL STOP_TIMERS START_REFRESH START_EXPIRY
      REFRESHING AGREED_REMOTE -> REMOTE STOP_TIMERS START_EXPIRY
      REFRESHING AGREED_NONE   -> OFF STOP_TIMERS
      REFRESHING DUE           -> REFRESHING
      REFRESHING REFUSED       -> LOCAL START_RETRY
      REFRESHING GONE          -> ENDED STOP_TIMERS END_CALL
      REFRESHING EXPIRY        -> ENDED STOP_TIMERS END_CALL
      REFRESHING END           -> ENDED STOP_TIMERS

      REMOTE     AGREED_LOCAL  -> LOCAL STOP_TIMERS START_REFRESH START_EXPIRY
      REMOTE     AGREED_REMOTE -> REMOTE STOP_TIMERS START_EXPIRY
      REMOTE     AGREED_NONE   -> OFF STOP_TIMERS
      REMOTE     DUE           -> REMOTE
      REMOTE     REFUSED       -> REMOTE
      REMOTE     GONE          -> REMOTE
      REMOTE     EXPIRY        -> ENDED STOP_TIMERS END_CALL
      REMOTE     END           -> ENDED STOP_TIMERS

      ENDED      AGREED_LOCAL  -> ENDED
      ENDED      AGREED_REMOTE -> ENDED
      ENDED      AGREED_NONE   -> ENDED
      ENDED      DUE           -> ENDED
      ENDED      REFUSED       -> ENDED
      ENDED      GONE          -> ENDED
      ENDED      EXPIRY        -> ENDED
      ENDED      END           -> ENDED
      """;

  static List<Arguments> table() {
    return TransitionTable.rows(
        SessionTimerMachine.State.class, SessionTimerMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("table")
  void steps(SessionTimerMachine.State now, SessionTimerMachine.Input input, String outcome) {
    SessionTimerMachine.Step step = SessionTimerMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
