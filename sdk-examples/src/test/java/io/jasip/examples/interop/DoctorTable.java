package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ServerCertificate;
import io.jasip.fault.Fault;
import io.jasip.transport.TlsConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What was set up, what was expected, and what the diagnosis said. */
final class DoctorTable {

  static final DoctorOptions WITHOUT_CALL =
      new DoctorOptions("9999", false, false, Duration.ofSeconds(2));

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final AsteriskServer pbx;
  private final List<String> lines = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  DoctorTable(AsteriskServer pbx) {
    this.pbx = pbx;
  }

  static Diagnosis diagnose(UA ua, DoctorOptions options) {
    return ua.diagnose(options, new DoctorListener() {})
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** Expects nothing to be found if the fault is null. */
  void examine(String row, @Nullable Fault expected, UnaryOperator<UABuilder> change) {
    examine(row, expected, change, WITHOUT_CALL);
  }

  void examine(
      String row,
      @Nullable Fault expected,
      UnaryOperator<UABuilder> change,
      DoctorOptions options) {
    long others = pbx.connections();
    add(row, expected, diagnose(alice(change), options));
    pbx.awaitLeft(others); // or the next one may lose its binding
  }

  UA alice(UnaryOperator<UABuilder> change) {
    return change
        .apply(
            UA.builder()
                .server(pbx.wssUrl())
                .tls(TlsConfig.trusting(pbx.caFile()))
                .user("250")
                .password("secret250"))
        .build();
  }

  void add(String row, @Nullable Fault expected, Diagnosis diagnosis) {
    String found = diagnosis.first().map(Finding::fault).map(Fault::name).orElse("nothing");
    String right = expected == null ? "nothing" : expected.name();
    boolean same = found.equals(right);
    lines.add(
        "%-34s %2d  %-30s %-30s %s %5d ms"
            .formatted(
                row,
                pbx.version(),
                found,
                right,
                same ? "ok " : "BAD",
                diagnosis.took().toMillis()));
    if (!same) {
      wrong.add(row + " on " + pbx + ": " + found + " instead of " + right + show(diagnosis));
    }
  }

  private static String show(Diagnosis diagnosis) {
    StringBuilder text = new StringBuilder("\n");
    for (StepResult each : diagnosis.steps()) {
      if (each.verdict() != Verdict.SKIPPED) {
        text.append("  ").append(each.step()).append(' ').append(each.verdict()).append('\n');
        for (Evidence seen : each.evidence()) {
          text.append("      %s = %s%n".formatted(seen.name(), seen.value()));
        }
      }
    }
    return text.append(diagnosis.ladder()).toString();
  }

  /** What is asked of a port of a reverse proxy, and what should be found. */
  record Site(String row, @Nullable Fault expected, String url, UnaryOperator<UABuilder> change) {}

  /** Examines each, and checks what was found. */
  void examineAll(List<Site> sites, ServerCertificate root) {
    for (Site each : sites) {
      examine(
          each.row(),
          each.expected(),
          alice ->
              each.change()
                  .apply(
                      alice
                          .server(each.url())
                          .tls(TlsConfig.trusting(List.of(root.certificate())))));
    }
    check();
  }

  /** How many rows there are so far. */
  int size() {
    return lines.size();
  }

  void check() {
    System.out.printf("%-34s %2s  %-30s %-30s%n", "fault", "", "verdict", "expected");
    lines.forEach(System.out::println);
    assertThat(wrong).isEmpty();
  }
}
