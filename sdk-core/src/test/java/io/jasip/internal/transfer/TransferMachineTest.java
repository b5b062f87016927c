package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.TransferState;
import io.jasip.internal.core.TransitionTable;
import io.jasip.internal.transfer.TransferMachine.Input;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 3515 section 2.4, RFC 4488. */
class TransferMachineTest {

  private static final String TABLE =
      """
      WAITING    READY              -> REFERRING PUBLISH SEND_REFER
      WAITING    TAKEN              -> WAITING
      WAITING    TAKEN_UNREPORTED   -> WAITING
      WAITING    REFUSED            -> WAITING
      WAITING    PROVISIONAL        -> WAITING
      WAITING    SUCCESS            -> WAITING
      WAITING    FAILURE            -> WAITING
      WAITING    SILENCE            -> WAITING
      WAITING    SILENCE_AFTER_CALL -> WAITING
      WAITING    BROKEN             -> FAILED PUBLISH FAIL

      REFERRING  READY              -> REFERRING
      REFERRING  TAKEN              -> ACCEPTED PUBLISH WATCH
      REFERRING  TAKEN_UNREPORTED   -> UNREPORTED PUBLISH COMPLETE
      REFERRING  REFUSED            -> FAILED PUBLISH FAIL
      REFERRING  PROVISIONAL        -> PROCEEDING PUBLISH WATCH
      REFERRING  SUCCESS            -> SUCCEEDED PUBLISH COMPLETE
      REFERRING  FAILURE            -> FAILED PUBLISH FAIL
      REFERRING  SILENCE            -> REFERRING
      REFERRING  SILENCE_AFTER_CALL -> REFERRING
      REFERRING  BROKEN             -> FAILED PUBLISH FAIL

      ACCEPTED   READY              -> ACCEPTED
      ACCEPTED   TAKEN              -> ACCEPTED
      ACCEPTED   TAKEN_UNREPORTED   -> ACCEPTED
      ACCEPTED   REFUSED            -> ACCEPTED
      ACCEPTED   PROVISIONAL        -> PROCEEDING PUBLISH WATCH
      ACCEPTED   SUCCESS            -> SUCCEEDED PUBLISH COMPLETE
      ACCEPTED   FAILURE            -> FAILED PUBLISH FAIL
      ACCEPTED   SILENCE            -> FAILED PUBLISH FAIL
      ACCEPTED   SILENCE_AFTER_CALL -> UNREPORTED PUBLISH COMPLETE
      ACCEPTED   BROKEN             -> FAILED PUBLISH FAIL

      PROCEEDING READY              -> PROCEEDING
      PROCEEDING TAKEN              -> PROCEEDING
      PROCEEDING TAKEN_UNREPORTED   -> PROCEEDING
      PROCEEDING REFUSED            -> PROCEEDING
      PROCEEDING PROVISIONAL        -> PROCEEDING PUBLISH WATCH
      PROCEEDING SUCCESS            -> SUCCEEDED PUBLISH COMPLETE
      PROCEEDING FAILURE            -> FAILED PUBLISH FAIL
      PROCEEDING SILENCE            -> FAILED PUBLISH FAIL
      PROCEEDING SILENCE_AFTER_CALL -> UNREPORTED PUBLISH COMPLETE
      PROCEEDING BROKEN             -> FAILED PUBLISH FAIL

      SUCCEEDED  READY              -> SUCCEEDED
      SUCCEEDED  TAKEN              -> SUCCEEDED
      SUCCEEDED  TAKEN_UNREPORTED   -> SUCCEEDED
      SUCCEEDED  REFUSED            -> SUCCEEDED
      SUCCEEDED  PROVISIONAL        -> SUCCEEDED
      SUCCEEDED  SUCCESS            -> SUCCEEDED
      SUCCEEDED  FAILURE            -> SUCCEEDED
      SUCCEEDED  SILENCE            -> SUCCEEDED
      SUCCEEDED  SILENCE_AFTER_CALL -> SUCCEEDED
      SUCCEEDED  BROKEN             -> SUCCEEDED

      UNREPORTED READY              -> UNREPORTED
      UNREPORTED TAKEN              -> UNREPORTED
      UNREPORTED TAKEN_UNREPORTED   -> UNREPORTED
      UNREPORTED REFUSED            -> UNREPORTED
      UNREPORTED PROVISIONAL        -> UNREPORTED
      UNREPORTED SUCCESS            -> UNREPORTED
      UNREPORTED FAILURE            -> UNREPORTED
      UNREPORTED SILENCE            -> UNREPORTED
      UNREPORTED SILENCE_AFTER_CALL -> UNREPORTED
      UNREPORTED BROKEN             -> UNREPORTED

      FAILED     READY              -> FAILED
      FAILED     TAKEN              -> FAILED
      FAILED     TAKEN_UNREPORTED   -> FAILED
      FAILED     REFUSED            -> FAILED
      FAILED     PROVISIONAL        -> FAILED
      FAILED     SUCCESS            -> FAILED
      FAILED     FAILURE            -> FAILED
      FAILED     SILENCE            -> FAILED
      FAILED     SILENCE_AFTER_CALL -> FAILED
      FAILED     BROKEN             -> FAILED
      """;

  static List<Arguments> rows() {
    return TransitionTable.rows(TransferState.class, Input.class, TABLE);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  @DisplayName("#110 #116 the machine of a transfer of ours")
  void step(TransferState state, Input input, String outcome) {
    TransferMachine.Step step = TransferMachine.step(state, input);
    assertThat(TransitionTable.outcome(step.next(), step.actions())).isEqualTo(outcome);
  }
}
