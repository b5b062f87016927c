package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.media.IceServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Where nothing answers")
class NothingAnswersTest extends DoctorTest {

  /** A third of what a person waits. */
  private static Deadlines brief() {
    Map<Step, Duration> steps = new EnumMap<>(Deadlines.DEFAULT.steps());
    steps.replaceAll((step, time) -> time.dividedBy(3));
    return new Deadlines(steps, Deadlines.DEFAULT.whole());
  }

  @Test
  void theDoctorComesToAnEnd() throws IOException {
    IllServer silent = open(IllServer.silent());
    DatagramSocket stun = open(new DatagramSocket(0, InetAddress.getLoopbackAddress()));

    Diagnosis diagnosis =
        examine(
            alice(silent.url(true))
                .iceServer(IceServer.stun("stun:127.0.0.1:" + stun.getLocalPort()))
                .build(),
            DoctorOptions.DEFAULT,
            brief());

    assertThat(diagnosis.steps()).extracting(StepResult::step).containsExactly(Step.values());
    assertThat(diagnosis.findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.TLS_SILENT, Fault.STUN_UNREACHABLE);
  }

  /** A step that could wait for ten minutes is ended by the time for all of them. */
  @Test
  void theDoctorComesToAnEndWhateverAStepMayTake() throws IOException {
    Map<Step, Duration> patient = new EnumMap<>(Deadlines.DEFAULT.steps());
    patient.replaceAll((step, time) -> Duration.ofMinutes(10));
    IllServer silent = open(IllServer.silent());
    DatagramSocket stun = open(new DatagramSocket(0, InetAddress.getLoopbackAddress()));

    Diagnosis diagnosis =
        examine(
            alice(silent.url(true))
                .iceServer(IceServer.stun("stun:127.0.0.1:" + stun.getLocalPort()))
                .build(),
            DoctorOptions.DEFAULT,
            new Deadlines(patient, Duration.ofSeconds(3)));

    assertThat(diagnosis.steps()).extracting(StepResult::step).containsExactly(Step.values());
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.FAILED);
  }
}
