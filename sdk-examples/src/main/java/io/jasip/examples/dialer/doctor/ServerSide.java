package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LogFinding;
import io.jasip.doctor.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the user has given of the server: its log, its configuration. Immutable.
 *
 * @param log empty if it was not given
 * @param config empty if it was not given
 */
public record ServerSide(Optional<Log> log, Optional<Config> config) {

  /** Nothing was given. */
  public static final ServerSide NONE = new ServerSide(Optional.empty(), Optional.empty());

  /**
   * A log that was read.
   *
   * @param file where it is; {@code -} for standard input
   * @param findings in the order of their lines
   */
  public record Log(String file, List<LogFinding> findings) {

    /** Copies what it is given. */
    public Log {
      findings = List.copyOf(findings);
    }
  }

  /**
   * A configuration that was read.
   *
   * @param folder where it is
   * @param findings in the order of files and lines
   */
  public record Config(String folder, List<ConfigFinding> findings) {

    /** Copies what it is given. */
    public Config {
      findings = List.copyOf(findings);
    }
  }

  /**
   * The result in one word, where nothing else was examined.
   *
   * @return {@link Verdict#FAILED} if a mistake or a line proves a fault
   */
  public Verdict verdict() {
    List<Verdict> verdicts =
        Stream.concat(
                log.stream().flatMap(each -> each.findings().stream()).map(ServerSide::of),
                config.stream()
                    .flatMap(each -> each.findings().stream())
                    .map(ConfigFinding::verdict))
            .toList();
    if (verdicts.contains(Verdict.FAILED)) {
      return Verdict.FAILED;
    }
    return verdicts.contains(Verdict.WARNING) ? Verdict.WARNING : Verdict.OK;
  }

  /** What a line of a log stands for. */
  static Verdict of(LogFinding finding) {
    if (finding.harmless()) {
      return Verdict.OK;
    }
    return finding.fault().isPresent() ? Verdict.FAILED : Verdict.WARNING;
  }

  ServerSide masked(Secrets secrets) {
    return new ServerSide(
        log.map(
            all ->
                new Log(all.file(), all.findings().stream().map(f -> mask(f, secrets)).toList())),
        config.map(
            all ->
                new Config(
                    all.folder(), all.findings().stream().map(f -> mask(f, secrets)).toList())));
  }

  private static LogFinding mask(LogFinding finding, Secrets secrets) {
    return new LogFinding(
        finding.rule(),
        finding.fault(),
        finding.harmless(),
        finding.firstLine(),
        finding.lastLine(),
        finding.count(),
        secrets.mask(finding.line()),
        finding.values().stream().map(secrets::mask).toList());
  }

  private static ConfigFinding mask(ConfigFinding finding, Secrets secrets) {
    return new ConfigFinding(
        finding.rule(),
        finding.fault(),
        finding.verdict(),
        finding.file(),
        finding.line(),
        secrets.mask(finding.found()),
        secrets.mask(finding.correction()),
        finding.values().stream().map(secrets::mask).toList());
  }
}
