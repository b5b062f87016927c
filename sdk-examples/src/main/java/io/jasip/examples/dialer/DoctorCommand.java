package io.jasip.examples.dialer;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.examples.dialer.doctor.Checklist;
import io.jasip.examples.dialer.doctor.Phrases;
import io.jasip.examples.dialer.doctor.Report;
import io.jasip.examples.dialer.doctor.Secrets;
import io.jasip.examples.dialer.doctor.Terminal;
import io.jasip.fault.Fault;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dialer doctor}. */
@Command(
    name = "doctor",
    description = {
      "Say why it does not connect, register or carry sound, and what to change.",
      "Walks the path of a call step by step: address, name, connection, TLS, WebSocket,"
          + " registration, a call to an echo test."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:something is broken",
      "2:wrong usage, or a file that cannot be read or written",
      "3:it works, with warnings",
      "130:Ctrl-C"
    })
final class DoctorCommand implements Callable<Integer> {

  /** What is done with a user agent; a seam for tests. */
  interface Examination {
    CompletableFuture<Diagnosis> of(UA ua, DoctorOptions options, DoctorListener listener);
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      description =
          "WebSocket of the SIP server, such as wss://pbx.example.com:8089/ws. The same as"
              + " --server.")
  @Nullable String url;

  @Mixin AccountOptions account = new AccountOptions();
  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--extension",
      paramLabel = "NUMBER",
      description = "An echo test to call. Default: 9999.")
  String extension = DoctorOptions.DEFAULT.testExtension();

  @Option(names = "--no-call", description = "Stop after the registration.")
  boolean noCall;

  @Option(
      names = "--send-credentials-anyway",
      description = "Register even where TLS failed: whoever sits between can read along.")
  boolean credentialsAnyway;

  @Mixin DoctorOutput output = new DoctorOutput();
  @Spec CommandSpec spec = CommandSpec.create();

  private final Examination examination;

  DoctorCommand() {
    this(
        (ua, options, listener) ->
            CompletableFuture.failedFuture(new UnsupportedOperationException("not there yet")));
  }

  DoctorCommand(Examination examination) {
    this.examination = examination;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (Interruption interruption = new Interruption()) {
      return examine(interruption);
    } catch (RuntimeException | LinkageError e) {
      Failure failure = Failure.of(e);
      if (failure.code() != ExitCode.INTERRUPTED) {
        err.println("dialer: " + failure.line());
      }
      if (output.verbose && failure.reason() != null) {
        failure.reason().printStackTrace(err);
      }
      err.flush();
      return switch (failure.code()) {
        case USAGE, INTERRUPTED -> failure.code().code();
        default -> ExitCode.FAULT.code();
      };
    }
  }

  private int examine(Interruption interruption) {
    output.check();
    Map<String, String> environment = System.getenv();
    if (url != null) {
      if (account.server != null) {
        throw new IllegalArgumentException(
            "the server is given twice: \"" + url + "\" and --server \"" + account.server + "\"");
      }
      account.server = url;
    }
    String server = account.serverUrl(environment);
    Phrases phrases = output.phrases();
    Terminal terminal = DoctorOutput.terminal();
    PrintWriter out = spec.commandLine().getOut();
    Diagnosis refused = refused(server);
    UABuilder builder = refused == null ? builder(environment) : UA.builder();
    String user = Objects.requireNonNullElse(account.userName(environment), "");
    Secrets secrets = secrets(user);
    if (!output.json) {
      String key = user.isEmpty() ? "title.nobody" : "title";
      out.println(terminal.plain(phrases.say(key, secrets.mask(server), user)));
      out.println();
    }
    PrintWriter progress = output.json ? new PrintWriter(Writer.nullWriter()) : out;
    Diagnosis diagnosis;
    try (Checklist checklist = new Checklist(progress, terminal, phrases, secrets)) {
      if (refused == null) {
        diagnosis = diagnose(builder, interruption, checklist);
      } else {
        diagnosis = refused;
        diagnosis.steps().forEach(checklist::onStepEnded);
      }
    }
    int exit = DoctorOutput.exit(diagnosis);
    output.show(Report.of(diagnosis, server, user, extension, output.version(), secrets), out, terminal, exit);
    return exit;
  }

  private Diagnosis diagnose(
      UABuilder builder, Interruption interruption, DoctorListener listener) {
    UA ua = builder.build();
    try {
      DoctorOptions options =
          new DoctorOptions(extension, !noCall, credentialsAnyway, DoctorOptions.DEFAULT.listen());
      return interruption.await(examination.of(ua, options, listener));
    } finally {
      ua.stop().join();
    }
  }

  private UABuilder builder(Map<String, String> environment) {
    UABuilder builder = account.builder(environment, output.verbose);
    if (!noCall) {
      builder.media(engine.engine());
    }
    engine.iceServers().forEach(builder::iceServer);
    return builder;
  }

  private Secrets secrets(String user) {
    List<String> passwords = new ArrayList<>();
    if (account.secret() != null) {
      passwords.add(account.secret());
    }
    for (String each : engine.turn) {
      String[] parts = each.split(",", 3);
      passwords.add(parts[parts.length - 1]);
    }
    return Secrets.of(passwords, List.of(user, extension));
  }

  /** What is wrong with a URL that no user agent takes; null if it is usable. */
  private static @Nullable Diagnosis refused(String url) {
    try {
      UA.builder().server(url);
      return null;
    } catch (IllegalArgumentException e) {
      List<Evidence> evidence =
          List.of(new Evidence("url.problem", String.valueOf(e.getMessage())));
      Fault fault =
          String.valueOf(e.getMessage()).contains("begins with wss://")
              ? Fault.URL_NOT_WEBSOCKET
              : Fault.URL_INVALID;
      List<StepResult> steps =
          Stream.of(Step.values())
              .map(
                  step ->
                      step == Step.URL
                          ? new StepResult(
                              step,
                              Verdict.FAILED,
                              Duration.ZERO,
                              Duration.ZERO,
                              evidence,
                              List.of(new Finding(fault, Verdict.FAILED, evidence)))
                          : new StepResult(
                              step,
                              Verdict.SKIPPED,
                              Duration.ZERO,
                              Duration.ZERO,
                              List.of(),
                              List.of()))
              .toList();
      return new Diagnosis(
          URI.create("wss:unknown"), Instant.now(), Duration.ZERO, steps, "", List.of());
    }
  }
}
