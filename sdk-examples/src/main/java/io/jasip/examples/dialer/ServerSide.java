package io.jasip.examples.dialer;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.AsteriskLog;
import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LintOptions;
import io.jasip.doctor.LogFinding;
import io.jasip.doctor.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What the server's own files say: its configuration and its log.
 *
 * @param config the mistakes in the configuration; null if none was given
 * @param log the lines of the log that are known; null if none was given
 */
record ServerSide(@Nullable List<ConfigFinding> config, @Nullable List<LogFinding> log) {

  /**
   * Reads what the user gives.
   *
   * @param folder {@code --config}, or null
   * @param file {@code --log}, a file or {@code -} for standard input, or null
   * @param input standard input
   * @param options what is known of the client
   * @throws IOException if one of them cannot be read
   */
  static ServerSide read(
      @Nullable Path folder, @Nullable String file, InputStream input, LintOptions options)
      throws IOException {
    List<ConfigFinding> config = folder == null ? null : AsteriskConfig.lint(folder, options);
    if (file == null) {
      return new ServerSide(config, null);
    }
    if (file.equals("-")) {
      return new ServerSide(config, AsteriskLog.explain(reader(input)));
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new ServerSide(config, AsteriskLog.explain(reader(in)));
    }
  }

  /** Names of callers are in any encoding: a malformed one must not stop the reading. */
  private static Reader reader(InputStream in) {
    return new BufferedReader(
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)));
  }

  /**
   * The worst of it: a mistake that keeps calls from working is a failure, a log line a warning.
   */
  Verdict verdict() {
    boolean failed =
        config != null && config.stream().anyMatch(each -> each.verdict() == Verdict.FAILED);
    boolean warned =
        (config != null && !config.isEmpty())
            || (log != null && log.stream().anyMatch(each -> each.fault().isPresent()));
    return failed ? Verdict.FAILED : warned ? Verdict.WARNING : Verdict.OK;
  }

  /** Prints it for people. */
  void print(PrintWriter out, Locale locale) {
    ResourceBundle words =
        ResourceBundle.getBundle(
            "io.jasip.examples.dialer.server-side",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    if (config != null) {
      out.println(words.getString(config.isEmpty() ? "config.good" : "config"));
      config.forEach(finding -> print(finding, out, locale, words));
    }
    if (log != null) {
      out.println(words.getString(log.isEmpty() ? "log.nothing" : "log"));
      log.stream()
          .filter(each -> !each.harmless())
          .forEach(each -> print(each, out, locale, words));
      log.stream().filter(LogFinding::harmless).forEach(each -> print(each, out, locale, words));
    }
    out.flush();
  }

  private static void print(
      ConfigFinding finding, PrintWriter out, Locale locale, ResourceBundle words) {
    String where = finding.file() + (finding.line() > 0 ? ":" + finding.line() : "");
    out.println();
    out.println(
        (finding.verdict() == Verdict.FAILED ? "  ✗ " : "  ! ") + where + "  " + finding.fault());
    out.println("    " + finding.sentence(locale));
    if (!finding.found().isEmpty()) {
      out.println("    - " + finding.found());
    }
    if (finding.correction().isEmpty() && finding.found().contains("=")) {
      out.println("    " + words.getString("remove"));
    }
    finding.correction().lines().forEach(line -> out.println("    + " + line));
  }

  private static void print(
      LogFinding finding, PrintWriter out, Locale locale, ResourceBundle words) {
    String mark = finding.harmless() ? "  · " : finding.fault().isPresent() ? "  ✗ " : "  ! ";
    String lines =
        finding.count() == 1
            ? words.getString("line") + " " + finding.firstLine()
            : finding.count()
                + " × "
                + words.getString("line")
                + " "
                + finding.firstLine()
                + "-"
                + finding.lastLine();
    out.println();
    out.println(
        mark
            + lines
            + "  "
            + finding
                .fault()
                .map(Enum::name)
                .orElse(finding.harmless() ? words.getString("harmless") : ""));
    out.println("    " + finding.sentence(locale));
    out.println("    > " + finding.line());
  }

  /** The same as values for JSON: {@code config} and {@code log}, each a list or absent. */
  Map<String, Object> json(Locale locale) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (config != null) {
      List<Object> list = new ArrayList<>();
      config.forEach(each -> list.add(json(each, locale)));
      json.put("config", list);
    }
    if (log != null) {
      List<Object> list = new ArrayList<>();
      log.forEach(each -> list.add(json(each, locale)));
      json.put("log", list);
    }
    return json;
  }

  private static Map<String, Object> json(ConfigFinding finding, Locale locale) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    json.put("fault", finding.fault().name());
    json.put("verdict", finding.verdict().name());
    json.put("file", finding.file().toString());
    json.put("line", finding.line());
    json.put("found", finding.found());
    json.put("correction", finding.correction());
    json.put("sentence", finding.sentence(locale));
    return json;
  }

  private static Map<String, Object> json(LogFinding finding, Locale locale) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rule", finding.rule());
    finding.fault().ifPresent(fault -> json.put("fault", fault.name()));
    json.put("harmless", finding.harmless());
    json.put("firstLine", finding.firstLine());
    json.put("lastLine", finding.lastLine());
    json.put("count", finding.count());
    json.put("line", finding.line());
    json.put("sentence", finding.sentence(locale));
    return json;
  }
}
