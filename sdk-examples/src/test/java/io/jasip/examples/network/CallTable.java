package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.doctor.StepResult;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.fault.Fault;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What was set up, what was expected, and what the diagnosis said. */
final class CallTable {
  private final AsteriskServer pbx;
  private final List<String> lines = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  CallTable(AsteriskServer pbx) {
    this.pbx = pbx;
  }

  void examine(Row row) {
    examine(row, phone(pbx, row.user()));
  }

  void examine(Row row, UA ua) {
    Diagnosis diagnosis = diagnose(ua, row.extension());
    String expected = row.expected() == null ? "nothing" : row.expected().name();
    String found = diagnosis.first().map(Finding::fault).map(Fault::name).orElse("nothing");
    boolean right = found.equals(expected);
    lines.add(
        "%-32s %2d  %-28s %-28s %s %5d ms"
            .formatted(
                row.id(),
                pbx.version(),
                found,
                expected,
                right ? "ok " : "BAD",
                diagnosis.took().toMillis()));
    if (!right) {
      wrong.add(row.id() + " on " + pbx + ": " + found + "\n" + shown(diagnosis));
    }
  }

  void check() {
    System.out.printf("%-32s %2s  %-28s %-28s%n", "fault", "", "verdict", "expected");
    lines.forEach(System.out::println);
    assertThat(wrong).isEmpty();
  }

  /** A fault, how it is set up, and what the diagnosis should say. */
  record Row(String id, String user, String extension, @Nullable Fault expected) {}

  /** A user agent of the extension; not started. */
  static UA phone(AsteriskServer pbx, String user) {
    return phone(pbx, user, WebRtcMedia.headless());
  }

  static UA phone(AsteriskServer pbx, String user, WebRtcMedia media) {
    return UA.builder()
        .server(pbx.wssUrl())
        .tls(TlsConfig.trusting(pbx.caFile()))
        .user(user)
        .password("secret" + user)
        .media(media)
        .build();
  }

  static Diagnosis diagnose(UA ua, String extension) {
    return diagnose(ua, extension, DoctorOptions.DEFAULT.listen());
  }

  static Diagnosis diagnose(UA ua, String extension, Duration listen) {
    DoctorOptions options = new DoctorOptions(extension, true, false, listen);
    try {
      return ua.diagnose(options, new DoctorListener() {}).get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static String shown(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder();
    for (StepResult step : diagnosis.steps()) {
      text.append(step.step()).append(' ').append(step.verdict()).append(' ');
      text.append(step.took().toMillis()).append(" ms ").append(step.evidence()).append('\n');
    }
    return text.toString();
  }
}
