package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LogFinding;
import io.jasip.fault.Fault;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What log and configuration of the server say, for programs. */
final class ServerSideJson {

  private final Phrases phrases;

  ServerSideJson(Phrases phrases) {
    this.phrases = phrases;
  }

  /** The log; null if none was given. */
  @Nullable Map<String, Object> log(ServerSide serverSide) {
    return serverSide
        .log()
        .map(
            log -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("file", log.file());
              map.put("findings", log.findings().stream().map(this::log).toList());
              return map;
            })
        .orElse(null);
  }

  private Map<String, Object> log(LogFinding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", finding.rule());
    map.put("fault", finding.fault().map(Fault::name).orElse(null));
    map.put("harmless", finding.harmless());
    map.put("firstLine", finding.firstLine());
    map.put("lastLine", finding.lastLine());
    map.put("count", finding.count());
    map.put("line", finding.line());
    map.put("sentence", finding.sentence(phrases.locale()));
    return map;
  }

  /** The configuration; null if none was given. */
  @Nullable Map<String, Object> config(ServerSide serverSide) {
    return serverSide
        .config()
        .map(
            config -> {
              Map<String, Object> map = new LinkedHashMap<>();
              map.put("folder", config.folder());
              map.put("findings", config.findings().stream().map(this::config).toList());
              return map;
            })
        .orElse(null);
  }

  private Map<String, Object> config(ConfigFinding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", finding.rule());
    map.put("fault", finding.fault().name());
    map.put("verdict", finding.verdict().name());
    map.put("file", finding.file().toString());
    map.put("line", finding.line());
    map.put("found", finding.found());
    map.put("correction", finding.correction());
    map.put("sentence", finding.sentence(phrases.locale()));
    return map;
  }
}
