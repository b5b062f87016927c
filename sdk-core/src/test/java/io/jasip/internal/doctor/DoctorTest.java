package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.transport.CertificateSpec;
import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.transport.TlsConfig;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;

/** What tests of the doctor share. */
@Isolated("a diagnosis has the time limits of a person who waits")
abstract class DoctorTest {

  static final Made ROOT = CertificateSpec.authority("Root").valid(-1, 90).make();
  static final TlsConfig TRUSTING_ROOT = TlsConfig.trusting(List.of(ROOT.certificate()));
  static final Made GOOD = certificate().make();

  /** The steps that this module does alone. */
  static final List<Step> NETWORK =
      List.of(
          Step.URL,
          Step.DNS,
          Step.TCP,
          Step.TLS,
          Step.UPGRADE,
          Step.WEBSOCKET,
          Step.OPTIONS,
          Step.REGISTER,
          Step.KEEP_ALIVE);

  static Step[] timed() {
    List<Step> timed = new ArrayList<>(NETWORK);
    timed.add(Step.MACHINE);
    timed.add(Step.ICE_SERVERS);
    timed.add(Step.OTHER_SERVERS);
    return timed.toArray(new Step[0]);
  }

  private static final DoctorOptions WITHOUT_CALL =
      new DoctorOptions("9999", false, false, Duration.ofSeconds(2));

  private final List<AutoCloseable> open = new ArrayList<>();

  static CertificateSpec certificate() {
    return CertificateSpec.of("localhost").dns("localhost").signedBy(ROOT).valid(-1, 90);
  }

  <T extends AutoCloseable> T open(T server) {
    open.add(server);
    return server;
  }

  @AfterEach
  void closeServers() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  static UABuilder alice(String url) {
    return UA.builder()
        .server(url)
        .tls(TRUSTING_ROOT)
        .user("alice")
        .password("wonderland")
        .domain("pbx.example");
  }

  static Diagnosis examine(String url) {
    return examine(url, builder -> builder);
  }

  static Diagnosis examine(String url, UnaryOperator<UABuilder> change) {
    return examine(change.apply(alice(url)).build(), WITHOUT_CALL, Deadlines.DEFAULT);
  }

  static Diagnosis examine(UA ua, DoctorOptions options, Deadlines deadlines) {
    return examine(ua, options, deadlines, null);
  }

  static Diagnosis examine(
      UA ua,
      DoctorOptions options,
      Deadlines deadlines,
      @Nullable DnsServerAddressStreamProvider nameServers) {
    return Doctor.examine(ua, options, new DoctorListener() {}, deadlines, nameServers)
        .orTimeout(60, TimeUnit.SECONDS)
        .join();
  }

  static void assertFirst(Diagnosis diagnosis, Fault fault, Step step) {
    assertThat(diagnosis.first().map(Finding::fault)).as(show(diagnosis)).contains(fault);
    StepResult where = result(diagnosis, step);
    assertThat(where.findings()).as(show(diagnosis)).extracting(Finding::fault).contains(fault);
    assertThat(diagnosis.first().orElseThrow().evidence()).as(show(diagnosis)).isNotEmpty();
  }

  static StepResult result(Diagnosis diagnosis, Step step) {
    return diagnosis.steps().stream().filter(each -> each.step() == step).findFirst().orElseThrow();
  }

  static String evidence(Diagnosis diagnosis, Step step, String name) {
    return result(diagnosis, step).evidence().stream()
        .filter(each -> each.name().equals(name))
        .map(each -> each.value())
        .findFirst()
        .orElse("");
  }

  static void assertHealthy(Diagnosis diagnosis) {
    assertThat(diagnosis.findings()).as(show(diagnosis)).isEmpty();
    assertThat(diagnosis.verdict()).isEqualTo(Verdict.OK);
  }

  static String show(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder("\n");
    for (StepResult each : diagnosis.steps()) {
      text.append(each.step())
          .append(' ')
          .append(each.verdict())
          .append(' ')
          .append(each.took())
          .append('\n');
      each.evidence()
          .forEach(
              seen ->
                  text.append("    ")
                      .append(seen.name())
                      .append(" = ")
                      .append(seen.value())
                      .append('\n'));
      each.findings()
          .forEach(
              found ->
                  text.append("  ! ")
                      .append(found.fault())
                      .append(' ')
                      .append(found.verdict())
                      .append('\n'));
    }
    return text.append(diagnosis.ladder()).toString();
  }
}
