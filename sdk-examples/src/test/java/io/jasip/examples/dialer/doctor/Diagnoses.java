package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Diagnoses of a phone of alice, made up. */
public final class Diagnoses {

  /** The server of all of them. */
  public static final String SERVER = "wss://pbx.example.com:8089/ws";

  /** The password of alice. */
  public static final String PASSWORD = "correct-horse";

  private static final Map<Step, List<Evidence>> SEEN = new EnumMap<>(Step.class);

  static {
    SEEN.put(Step.URL, seen("url.host", "pbx.example.com", "url.port", "8089", "url.path", "/ws"));
    SEEN.put(Step.DNS, seen("dns.a", "192.0.2.7"));
    SEEN.put(Step.TCP, seen("tcp.address", "192.0.2.7:8089"));
    SEEN.put(
        Step.TLS,
        seen(
            "tls.version", "TLSv1.3",
            "tls.cipher", "TLS_AES_256_GCM_SHA384",
            "tls.subject", "CN=pbx.example.com",
            "tls.issuer", "CN=R11, O=Let's Encrypt, C=US"));
    SEEN.put(Step.UPGRADE, seen("http.status", "101", "http.server", "Asterisk/22.10.1"));
    SEEN.put(Step.REGISTER, seen("sip.status", "200 OK", "register.expires", "300 s"));
    SEEN.put(Step.INVITE, seen("sip.status", "200 OK"));
    SEEN.put(Step.ICE, seen("ice.pair", "192.0.2.31:50000 host, 192.0.2.7:12044 host"));
  }

  private Diagnoses() {}

  static List<Evidence> seen(String... namesAndValues) {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      evidence.add(new Evidence(namesAndValues[i], namesAndValues[i + 1]));
    }
    return evidence;
  }

  /** Every step is as it should be. */
  public static Diagnosis healthy() {
    return of(Map.of(), Step.BYE);
  }

  /** It works, but the certificate is about to expire. */
  public static Diagnosis warning() {
    Finding finding =
        new Finding(
            Fault.TLS_CERTIFICATE_EXPIRES_SOON,
            Verdict.WARNING,
            seen("tls.notAfter", "2026-12-01T00:00:00Z"));
    return of(Map.of(Step.TLS, List.of(finding)), Step.BYE);
  }

  /** It breaks at a step; what comes after it was not tried. */
  public static Diagnosis broken(Step step, Fault fault, String... evidence) {
    return of(Map.of(step, List.of(new Finding(fault, Verdict.FAILED, seen(evidence)))), step);
  }

  private static Diagnosis of(Map<Step, List<Finding>> findings, Step last) {
    List<StepResult> steps = new ArrayList<>();
    Duration begun = Duration.ZERO;
    for (Step step : Step.values()) {
      if (step.compareTo(last) > 0) {
        steps.add(
            new StepResult(
                step, Verdict.SKIPPED, Duration.ZERO, Duration.ZERO, List.of(), List.of()));
        continue;
      }
      List<Finding> found = findings.getOrDefault(step, List.of());
      Duration took = Duration.ofMillis(step == Step.ECHO ? 2040 : 3 + 7L * step.name().length());
      steps.add(
          new StepResult(
              step,
              found.isEmpty() ? Verdict.OK : found.get(0).verdict(),
              begun,
              took,
              SEEN.getOrDefault(step, List.of()),
              found));
      begun = begun.plus(took);
    }
    return new Diagnosis(
        URI.create(SERVER),
        Instant.parse("2026-11-21T11:30:00Z"),
        begun,
        steps,
        last.compareTo(Step.OPTIONS) < 0 ? "" : ladder(),
        last.compareTo(Step.RTP) < 0 ? List.of() : samples());
  }

  private static List<QualitySample> samples() {
    return IntStream.range(0, 21)
        .mapToObj(
            i ->
                new QualitySample(
                    Duration.ofMillis(100L * i),
                    i < 3 ? Double.NaN : 21 + 4 * Math.sin(i),
                    2 + Math.cos(i),
                    i == 12 ? 2.5 : 0,
                    i < 2 ? Double.NEGATIVE_INFINITY : -18,
                    i < 4 ? Double.NEGATIVE_INFINITY : -19 - 0.1 * i))
        .toList();
  }

  private static String ladder() {
    return """
          seconds  we                             wss://pbx.example.com:8089/ws
            0.000  |--- OPTIONS sip:pbx.example.com ------------------------->|  #1
            0.012  |<-- 200 OK (OPTIONS) -------------------------------------|  #1
            0.014  |--- REGISTER sip:pbx.example.com ------------------------>|  #2
            0.020  |<-- 401 Unauthorized (REGISTER) --------------------------|  #2
            0.021  |--- REGISTER sip:pbx.example.com ------------------------>|  #2
            0.031  |<-- 200 OK (REGISTER) ------------------------------------|  #2
            0.340  |--- INVITE sip:9999@pbx.example.com (SDP) --------------->|  #3
            0.352  |<-- 100 Trying (INVITE) ----------------------------------|  #3
            0.391  |<-- 200 OK (INVITE) (SDP) --------------------------------|  #3
            0.393  |--- ACK sip:9999@pbx.example.com ------------------------>|  #3
        """;
  }

  /** What may be shown of a diagnosis of alice. */
  public static Report report(Diagnosis diagnosis) {
    return Report.of(
        diagnosis,
        SERVER,
        "alice",
        "9999",
        Optional.empty(),
        ServerSide.NONE,
        Secrets.of(List.of(PASSWORD), List.of()));
  }
}
