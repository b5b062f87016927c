package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.media.MediaEvidence;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a poor call. */
class QualityJudgementTest {

  private static StepResult judge(List<MediaEvidence> readings) {
    Notes notes = new Notes();
    QualityJudgement.judge(readings, notes);
    return notes.result(Step.QUALITY, Duration.ZERO, Duration.ZERO);
  }

  private static MediaEvidence reading(
      long lost, int jitterMs, int roundTripMs, double lossToServer, double mos) {
    return reading(100, lost, jitterMs, roundTripMs, lossToServer, mos);
  }

  private static MediaEvidence reading(
      long packets, long lost, int jitterMs, int roundTripMs, double lossToServer, double mos) {
    MediaEvidence good = ScriptedTones.healthy(10);
    return new MediaEvidence(
        good.path(),
        good.keys(),
        new MediaEvidence.Sent("opus", OptionalDouble.of(lossToServer), -14),
        new MediaEvidence.Received("opus", packets, lost, 0, Duration.ofMillis(jitterMs), -14),
        Duration.ofMillis(roundTripMs),
        OptionalDouble.of(mos),
        good.echo());
  }

  @ParameterizedTest
  @CsvSource({
    "0,   2,   5, 0,    4.4, OK",
    "1,  30, 200, 0.05, 4.0, OK",
    "2,   2,   5, 0,    4.4, OK",
    "5,   2,   5, 0,    4.2, WARNING",
    "0,  60,   5, 0,    4.4, WARNING",
    "0,   2, 400, 0,    4.2, WARNING",
    "0,   2,   5, 0.2,  4.4, WARNING",
    "0,   2,   5, 0,    3.2, WARNING",
    "60,  2,   5, 0,    1.5, FAILED"
  })
  void a_call(
      long lost, int jitterMs, int roundTripMs, double lossToServer, double mos, Verdict expected) {
    StepResult step = judge(List.of(reading(lost, jitterMs, roundTripMs, lossToServer, mos)));

    assertThat(step.verdict()).as(step.toString()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"4, OK", "6, OK", "8, WARNING"})
  void what_is_lost_before_the_first_reading_is_lost_to_the_begin(long lost, Verdict expected) {
    StepResult step = judge(List.of(reading(6, 4, 2, 5, 0, 4.4), reading(101, lost, 2, 5, 0, 4.4)));

    assertThat(step.verdict()).as(step.toString()).isEqualTo(expected);
  }

  @Test
  void without_readings_nothing_is_said() {
    assertThat(judge(List.of()).verdict()).isEqualTo(Verdict.SKIPPED);
  }
}
