package io.jasip.internal.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.RegistrationState;
import io.jasip.internal.core.TransitionTable;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 3261 section 10.2. */
class RegistrationMachineTest {

  private static final String TABLE =
      """
      UNREGISTERED  REGISTER        -> REGISTERING SEND_REGISTER
      UNREGISTERED  UNREGISTER      -> UNREGISTERED UNREGISTERED_NOW
      UNREGISTERED  REFRESH_DUE     -> UNREGISTERED
      UNREGISTERED  ACCEPTED        -> UNREGISTERED
      UNREGISTERED  TOO_BRIEF       -> UNREGISTERED
      UNREGISTERED  REFUSED         -> UNREGISTERED
      UNREGISTERED  CONNECTION_LOST -> UNREGISTERED

      REGISTERING   REGISTER        -> REGISTERING
      REGISTERING   UNREGISTER      -> UNREGISTERING FAIL SEND_UNREGISTER
      REGISTERING   REFRESH_DUE     -> REGISTERING
      REGISTERING   ACCEPTED        -> REGISTERED SCHEDULE_REFRESH SUCCEED
      REGISTERING   TOO_BRIEF       -> REGISTERING SEND_REGISTER
      REGISTERING   REFUSED         -> UNREGISTERED FAIL
      REGISTERING   CONNECTION_LOST -> UNREGISTERED FAIL

      REGISTERED    REGISTER        -> REGISTERED STOP_REFRESH SEND_REGISTER
      REGISTERED    UNREGISTER      -> UNREGISTERING STOP_REFRESH FAIL SEND_UNREGISTER
      REGISTERED    REFRESH_DUE     -> REGISTERED STOP_REFRESH SEND_REGISTER
      REGISTERED    ACCEPTED        -> REGISTERED SCHEDULE_REFRESH SUCCEED
      REGISTERED    TOO_BRIEF       -> REGISTERED STOP_REFRESH SEND_REGISTER
      REGISTERED    REFUSED         -> UNREGISTERED STOP_REFRESH FAIL
      REGISTERED    CONNECTION_LOST -> UNREGISTERED STOP_REFRESH FAIL

      UNREGISTERING REGISTER        -> REGISTERING UNREGISTERED_NOW SEND_REGISTER
      UNREGISTERING UNREGISTER      -> UNREGISTERING
      UNREGISTERING REFRESH_DUE     -> UNREGISTERING
      UNREGISTERING ACCEPTED        -> UNREGISTERED UNREGISTERED_NOW
      UNREGISTERING TOO_BRIEF       -> UNREGISTERED UNREGISTERED_NOW
      UNREGISTERING REFUSED         -> UNREGISTERED UNREGISTERED_NOW
      UNREGISTERING CONNECTION_LOST -> UNREGISTERED UNREGISTERED_NOW
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(RegistrationState.class, RegistrationMachine.Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(RegistrationState now, RegistrationMachine.Input input, String outcome) {
    RegistrationMachine.Step step = RegistrationMachine.step(now, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
