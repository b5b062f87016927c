package io.jasip.examples.dialer.doctor;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.StepResult;
import io.jasip.fault.AsteriskVersion;
import io.jasip.fault.Fault;
import io.jasip.fault.FaultText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A report for programs. {@code doctor.schema.json} beside this class says what is in it; fields
 * may be added, and a change that breaks readers raises {@value #SCHEMA}.
 */
public final class DiagnosisJson {

  /** The number of the schema. */
  public static final int SCHEMA = 1;

  private final Phrases phrases;

  /**
   * Writes nothing yet.
   *
   * @param phrases the language of the texts
   */
  public DiagnosisJson(Phrases phrases) {
    this.phrases = phrases;
  }

  /**
   * One JSON object.
   *
   * @param report what was found
   * @param exit the exit code of the command
   * @return indented
   */
  public String write(Report report, int exit) {
    try {
      // Escaped, because standard output may have another charset than the reader thinks.
      return JSON.builder(
              new JsonFactoryBuilder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build())
          .build()
          .with(JSON.Feature.WRITE_NULL_PROPERTIES, JSON.Feature.PRETTY_PRINT_OUTPUT)
          .asString(map(report, exit));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a map of plain values can be written
    }
  }

  private Map<String, Object> map(Report report, int exit) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("schema", SCHEMA);
    map.put("verdict", report.verdict().name());
    map.put("exit", exit);
    map.put("headline", Headline.of(report, phrases));
    map.put("language", phrases.language());
    map.put("server", report.server());
    map.put("account", report.account());
    map.put("product", report.seen());
    map.put("startedAt", report.diagnosis().startedAt().toString());
    map.put("tookMs", millis(report.diagnosis().took()));
    map.put("findings", report.findings().stream().map(each -> finding(each, report)).toList());
    map.put("steps", report.diagnosis().steps().stream().map(DiagnosisJson::step).toList());
    map.put("samples", report.diagnosis().samples().stream().map(DiagnosisJson::sample).toList());
    ServerSideJson serverSide = new ServerSideJson(phrases);
    map.put("log", serverSide.log(report.serverSide()));
    map.put("config", serverSide.config(report.serverSide()));
    map.put("ladder", report.diagnosis().ladder().lines().toList());
    return map;
  }

  private Map<String, Object> finding(Finding finding, Report report) {
    Map<String, Object> map = new LinkedHashMap<>();
    Fault fault = finding.fault();
    FaultText text = fault.text(phrases.locale());
    map.put("fault", fault.name());
    map.put("layer", fault.layer().name());
    map.put("verdict", finding.verdict().name());
    map.put("sentence", text.sentence());
    map.put("proof", text.proof());
    map.put("evidence", evidence(finding.evidence()));
    map.put("mistake", text.mistake());
    Map<String, Object> fixes = new LinkedHashMap<>();
    for (AsteriskVersion version : AsteriskVersion.values()) {
      fixes.put(
          version.name().substring(1),
          text.fixes().getOrDefault(version, List.of()).stream().map(report::personal).toList());
    }
    map.put("fixes", fixes);
    map.put("confirm", report.personal(text.confirm()));
    map.put("question", text.question());
    map.put("alternatives", text.alternatives().stream().map(this::alternative).toList());
    map.put("link", Report.link(fault));
    return map;
  }

  private Map<String, Object> alternative(Fault fault) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fault", fault.name());
    map.put("sentence", fault.text(phrases.locale()).sentence());
    return map;
  }

  private static Map<String, Object> step(StepResult result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("step", result.step().name());
    map.put("verdict", result.verdict().name());
    map.put("begunMs", millis(result.begun()));
    map.put("tookMs", millis(result.took()));
    map.put("evidence", evidence(result.evidence()));
    map.put("faults", result.findings().stream().map(each -> each.fault().name()).toList());
    return map;
  }

  private static List<Map<String, Object>> evidence(List<Evidence> evidence) {
    return evidence.stream()
        .map(
            each -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("name", each.name());
              map.put("value", each.value());
              return map;
            })
        .toList();
  }

  private static Map<String, Object> sample(QualitySample sample) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("atMs", millis(sample.at()));
    map.put("roundTripMs", number(sample.roundTripMillis()));
    map.put("jitterMs", number(sample.jitterMillis()));
    map.put("lossPercent", number(sample.lossPercent()));
    map.put("sentLevelDb", number(sample.sentLevelDb()));
    map.put("receivedLevelDb", number(sample.receivedLevelDb()));
    return map;
  }

  /** JSON has no infinity and no "not a number": such a figure is unknown. */
  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? Double.valueOf(Math.round(value * 1000) / 1000.0) : null;
  }

  private static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 1e3) / 1000.0;
  }
}
