package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.AsteriskVersion;
import io.jasip.fault.Fault;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A diagnosis that may be shown to anybody: no secret is in it. Immutable.
 *
 * @param diagnosis with all secrets masked
 * @param server what was examined, as the user wrote it
 * @param account who registers, such as {@code 250}; empty if nobody
 * @param extension the number that is called
 * @param versions the generations of Asterisk whose configuration is of interest, in order
 * @param serverSide what was read of the server, with all secrets masked
 * @param seen what the server says that it is, such as {@code Asterisk PBX 22.10.1}; empty if it
 *     says nothing
 */
public record Report(
    Diagnosis diagnosis,
    String server,
    String account,
    String extension,
    List<AsteriskVersion> versions,
    ServerSide serverSide,
    String seen) {

  private static final Pattern EXAMPLES = Pattern.compile("(?<![0-9])(?:250|9999)(?![0-9])");

  /** Checks the arguments. */
  public Report {
    Objects.requireNonNull(diagnosis, "diagnosis");
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(extension, "extension");
    Objects.requireNonNull(serverSide, "serverSide");
    Objects.requireNonNull(seen, "seen");
    versions = List.copyOf(versions);
  }

  /**
   * Masks what must not be shown, and finds out which Asterisk it is.
   *
   * @param diagnosis as the library gives it
   * @param server as the user wrote it
   * @param account who registers; empty if nobody
   * @param extension the number that is called
   * @param wanted the generation that the user named; empty to guess it from what the server says
   * @param serverSide what was read of the server
   * @param secrets what must not be shown
   * @return what may be shown
   */
  public static Report of(
      Diagnosis diagnosis,
      String server,
      String account,
      String extension,
      Optional<AsteriskVersion> wanted,
      ServerSide serverSide,
      Secrets secrets) {
    Diagnosis masked = mask(diagnosis, secrets);
    ServerProduct product = ServerProduct.of(masked);
    List<AsteriskVersion> versions =
        wanted
            .or(product::asterisk)
            .map(List::of)
            .orElseGet(() -> List.of(AsteriskVersion.values()));
    return new Report(
        masked,
        secrets.mask(server),
        secrets.mask(account),
        secrets.mask(extension),
        versions,
        serverSide.masked(secrets),
        product.name());
  }

  /**
   * Where the documentation tells more about a fault.
   *
   * @param fault which
   * @return a link into the project's own page
   */
  public static String link(Fault fault) {
    return fault.text(Locale.ENGLISH).link();
  }

  /**
   * The generation of a release of Asterisk.
   *
   * @param release such as 18
   * @return never null
   */
  public static AsteriskVersion generation(int release) {
    return ServerProduct.version(release);
  }

  /**
   * Whether the server was examined, and not only what was read of it.
   *
   * @return true if there are steps
   */
  public boolean isExamined() {
    return !diagnosis.steps().isEmpty();
  }

  /**
   * The result in one word.
   *
   * @return that of the diagnosis; if there was none, of what was read
   */
  public Verdict verdict() {
    return isExamined() ? diagnosis.verdict() : serverSide.verdict();
  }

  /**
   * The result of a step.
   *
   * @param step which
   * @return empty if the diagnosis does not have it
   */
  public Optional<StepResult> step(Step step) {
    return diagnosis.steps().stream().filter(each -> each.step() == step).findFirst();
  }

  /**
   * The findings, that to repair first at the front.
   *
   * @return empty if nothing is wrong
   */
  public List<Finding> findings() {
    List<Finding> ordered = new ArrayList<>(diagnosis.findings());
    diagnosis
        .first()
        .ifPresent(
            first -> {
              ordered.remove(first);
              ordered.add(0, first);
            });
    return ordered;
  }

  /** Lines of a remedy speak of 250, who calls 9999: puts those in who are meant here. */
  String personal(String line) {
    String user = account.replaceFirst("^sips?:", "").replaceFirst("@.*", "");
    return EXAMPLES
        .matcher(line)
        .replaceAll(
            example -> {
              String own = example.group().equals("250") ? user : extension;
              return own.matches("[A-Za-z0-9_.+-]+") ? own : example.group();
            });
  }

  private static Diagnosis mask(Diagnosis diagnosis, Secrets secrets) {
    return new Diagnosis(
        uri(diagnosis.server(), secrets),
        diagnosis.startedAt(),
        diagnosis.took(),
        diagnosis.steps().stream().map(step -> mask(step, secrets)).toList(),
        secrets.mask(diagnosis.ladder()),
        diagnosis.samples());
  }

  private static URI uri(URI server, Secrets secrets) {
    String masked = secrets.mask(server.toString());
    return masked.equals(server.toString()) ? server : URI.create(masked.replace("***", "masked"));
  }

  private static StepResult mask(StepResult step, Secrets secrets) {
    return new StepResult(
        step.step(),
        step.verdict(),
        step.begun(),
        step.took(),
        mask(step.evidence(), secrets),
        step.findings().stream()
            .map(
                finding ->
                    new Finding(
                        finding.fault(), finding.verdict(), mask(finding.evidence(), secrets)))
            .toList());
  }

  private static List<Evidence> mask(List<Evidence> evidence, Secrets secrets) {
    return evidence.stream()
        .map(each -> new Evidence(each.name(), secrets.mask(each.value())))
        .toList();
  }
}
