package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.media.MachineReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a report about this machine means. */
class MachineExaminationTest {

  private static final List<String> ONE = List.of("the only one");

  private static StepResult judge(@Nullable MachineReport report) {
    Notes notes = new Notes();
    MachineExamination.judge(report, notes);
    return notes.result(Step.MACHINE, Duration.ZERO, Duration.ZERO);
  }

  private static StepResult devices(
      @Nullable String problem, List<String> microphones, double level) {
    return judge(
        new MachineReport(null, true, problem, microphones, ONE, OptionalDouble.of(level)));
  }

  private static Fault only(StepResult step) {
    assertThat(step.findings()).hasSize(1);
    return step.findings().get(0).fault();
  }

  @Test
  void a_headless_engine_needs_no_devices() {
    StepResult step =
        judge(new MachineReport(null, false, null, List.of(), List.of(), OptionalDouble.empty()));

    assertThat(step.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void a_microphone_in_a_quiet_room() {
    assertThat(devices(null, ONE, -65).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void a_microphone_that_is_muted() {
    StepResult step = devices(null, ONE, -127);

    assertThat(only(step)).isEqualTo(Fault.MICROPHONE_SILENT);
    assertThat(step.verdict()).isEqualTo(Verdict.WARNING);
  }

  @Test
  void no_microphone() {
    assertThat(devices(null, List.of(), -60).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.AUDIO_DEVICE_MISSING);
  }

  @Test
  void no_audio_system() {
    assertThat(only(devices("nobody answers", ONE, -60))).isEqualTo(Fault.AUDIO_SYSTEM_MISSING);
  }

  @Test
  void no_library() {
    StepResult step =
        judge(
            new MachineReport(
                "libpulse.so.0 is missing", false, null, ONE, ONE, OptionalDouble.empty()));

    assertThat(only(step)).isEqualTo(Fault.NATIVE_LIBRARY_MISSING);
    assertThat(step.findings().get(0).evidence())
        .anySatisfy(each -> assertThat(each.value()).contains("libpulse.so.0"));
  }

  @Test
  void no_report_in_time() {
    assertThat(only(judge(null))).isEqualTo(Fault.NOT_IN_TIME);
  }
}
