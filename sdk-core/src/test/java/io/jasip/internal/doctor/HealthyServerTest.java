package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.sip.SipMethod;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A healthy server")
class HealthyServerTest extends DoctorTest {

  @Test
  void getsACleanBill() {
    IllPbx pbx = open(new IllPbx(GOOD));

    Diagnosis diagnosis = examine(pbx.url());

    assertHealthy(diagnosis);
    assertThat(diagnosis.steps()).extracting(StepResult::step).containsExactly(Step.values());
    assertThat(diagnosis.steps())
        .filteredOn(step -> NETWORK.contains(step.step()))
        .extracting(StepResult::verdict)
        .containsOnly(Verdict.OK);
    assertThat(evidence(diagnosis, Step.TLS, "tls.version")).isEqualTo("TLSv1.3");
    assertThat(evidence(diagnosis, Step.TLS, "tls.certificate.names")).isEqualTo("localhost");
    assertThat(evidence(diagnosis, Step.REGISTER, "register.challenge"))
        .contains("realm \"asterisk\"", "MD5", "qop auth")
        .doesNotContain("0123456789abcdef");
    assertThat(diagnosis.ladder()).contains("OPTIONS", "REGISTER").doesNotContain("wonderland");
    assertThat(diagnosis.took()).isPositive();
  }

  /** Whatever a listener does, the diagnosis goes on. */
  @Test
  void getsACleanBillAlsoIfTheListenerFails() {
    IllPbx pbx = open(new IllPbx(GOOD));

    Diagnosis diagnosis =
        Doctor.examine(
                alice(pbx.url()).build(),
                DoctorOptions.DEFAULT,
                new DoctorListener() {
                  @Override
                  public void onStepBegun(Step step) {
                    throw new AssertionError("the application's");
                  }
                })
            .orTimeout(60, TimeUnit.SECONDS)
            .join();

    assertHealthy(diagnosis);
  }

  @Test
  void isLeftWithoutABindingOfTheDoctor() {
    IllPbx pbx = open(new IllPbx(GOOD));

    examine(pbx.url());

    assertThat(pbx.requests())
        .filteredOn(request -> request.is(SipMethod.REGISTER))
        .last()
        .satisfies(last -> assertThat(last.header("Expires")).contains("0"));
    assertThat(pbx.bindings).isEmpty();
  }

  @Test
  void mayBeWithoutTlsOnThisMachine() {
    IllPbx pbx = open(IllPbx.plain());

    Diagnosis diagnosis = examine(pbx.url());

    assertHealthy(diagnosis);
    assertThat(result(diagnosis, Step.TLS).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(result(diagnosis, Step.REGISTER).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void isWaitedForNoLongerThanAPersonWaits() {
    // What uses up its time fails, and what depends on it is left out: no way takes all of them.
    Duration longest =
        Deadlines.DEFAULT.steps().values().stream().max(Duration::compareTo).orElseThrow();

    Duration toTheRegistrar =
        NETWORK.stream()
            .filter(step -> step != Step.KEEP_ALIVE) // each of the others needs the one before
            .map(step -> Deadlines.DEFAULT.of(step))
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(longest).isLessThanOrEqualTo(Duration.ofSeconds(5));
    // A slow server may use up all of these and is still examined to the end of its way.
    assertThat(toTheRegistrar).isLessThanOrEqualTo(Deadlines.DEFAULT.whole());
    assertThat(Deadlines.DEFAULT.whole()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    assertThat(Deadlines.DEFAULT.steps()).containsOnlyKeys(DoctorTest.timed());
  }
}
