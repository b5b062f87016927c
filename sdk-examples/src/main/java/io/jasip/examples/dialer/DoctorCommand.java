package io.jasip.examples.dialer;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.LintOptions;
import io.jasip.examples.dialer.doctor.Checklist;
import io.jasip.examples.dialer.doctor.Report;
import io.jasip.examples.dialer.doctor.Secrets;
import io.jasip.examples.dialer.doctor.ServerSide;
import io.jasip.examples.dialer.doctor.Terminal;
import io.jasip.transport.ConnectOptions;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  @Mixin ServerSideOptions serverSide = new ServerSideOptions();
  @Mixin DoctorOutput output = new DoctorOutput();
  @Spec CommandSpec spec = CommandSpec.create();

  /** Less than the process gives a command after Ctrl-C. */
  private static final Duration FAREWELL = Duration.ofSeconds(4);

  private static final URI NO_SERVER = URI.create("wss://none.invalid/ws");

  private final RefusedIceServers refused = new RefusedIceServers();
  private final Examination examination;

  DoctorCommand() {
    this(UA::diagnose);
  }

  DoctorCommand(Examination examination) {
    this.examination = examination;
  }

  @Override
  public Integer call() {
    try (Interruption interruption = new Interruption()) {
      output.check();
      if (!serverSide.isGiven() || url != null || account.server != null) {
        return examine(interruption);
      }
      ServerSide read = serverSide.read(lintOptions(Optional.empty()));
      Diagnosis none =
          new Diagnosis(NO_SERVER, Instant.now(), Duration.ZERO, List.of(), "", List.of());
      return show(none, "", user(), read, secrets(user()));
    } catch (RuntimeException | LinkageError e) {
      return fail(Failure.of(e));
    }
  }

  private int fail(Failure failure) {
    PrintWriter err = spec.commandLine().getErr();
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

  private int examine(Interruption interruption) {
    String server = server();
    String user = user();
    ServerSide read = serverSide.read(lintOptions(serverUri(server)));
    Optional<Diagnosis> refusal = UrlRefusal.of(server);
    UABuilder builder = refusal.isPresent() ? UA.builder() : builder();
    Secrets secrets = secrets(user);
    Terminal terminal = DoctorOutput.terminal();
    PrintWriter out = spec.commandLine().getOut();
    if (!output.json) {
      String url = secrets.mask(server);
      String title =
          user.isEmpty()
              ? output.phrases().say("title.server", url)
              : output.phrases().say("title", url, secrets.mask(user));
      out.println(terminal.plain(title));
      out.println();
      out.flush();
    }
    Diagnosis diagnosis;
    PrintWriter progress = output.json ? new PrintWriter(Writer.nullWriter()) : out;
    try (Checklist checklist = new Checklist(progress, terminal, output.phrases(), secrets)) {
      diagnosis =
          refusal.isPresent()
              ? told(refusal.get(), checklist)
              : diagnose(builder, server, interruption, checklist);
    }
    return show(diagnosis, server, user, read, secrets);
  }

  private int show(
      Diagnosis diagnosis, String server, String user, ServerSide read, Secrets secrets) {
    Report report = Report.of(diagnosis, server, user, extension, output.version(), read, secrets);
    int exit = DoctorOutput.exit(report.verdict());
    output.show(report, spec.commandLine().getOut(), DoctorOutput.terminal(), exit);
    return exit;
  }

  private LintOptions lintOptions(Optional<URI> server) {
    if (serverSide.readsStandardInput() && account.readsStandardInput()) {
      throw new IllegalArgumentException(
          "--log - and --password-stdin exclude each other: there is one standard input");
    }
    String extensionOfUser = user().replaceFirst("^sips?:", "").replaceFirst("@.*", "");
    Optional<String> named = Optional.of(extensionOfUser).filter(each -> !each.isBlank());
    return new LintOptions(server, named, extension);
  }

  private static Optional<URI> serverUri(String server) {
    try {
      return Optional.of(new URI(server.strip()));
    } catch (URISyntaxException e) {
      return Optional.empty(); // it is found elsewhere
    }
  }

  private Diagnosis diagnose(
      UABuilder builder, String server, Interruption interruption, Checklist checklist) {
    UA ua;
    try {
      ua = builder.build();
    } catch (IllegalArgumentException e) {
      return told(UrlRefusal.ofCredentials(server, e), checklist);
    }
    DoctorOptions options =
        new DoctorOptions(extension, !noCall, credentialsAnyway, DoctorOptions.DEFAULT.listen());
    CompletableFuture<Diagnosis> examined = examination.of(ua, options, refused.before(checklist));
    try {
      return refused.in(interruption.await(examined));
    } finally {
      checklist.close();
      examined.cancel(true);
      // The test call is hung up meanwhile.
      examined
          .handle((diagnosis, failure) -> "over")
          .completeOnTimeout("given up", FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
          .join();
      ua.stop().join();
    }
  }

  private static Diagnosis told(Diagnosis diagnosis, DoctorListener listener) {
    diagnosis.steps().forEach(listener::onStepEnded);
    return diagnosis;
  }

  private String server() {
    if (url == null) {
      return account.serverUrl(System.getenv());
    }
    if (account.server != null) {
      throw new IllegalArgumentException(
          "the server is given twice, as URL and by --server; leave one out");
    }
    account.server = url;
    return url;
  }

  private String user() {
    String user = account.userName(System.getenv());
    return user == null ? "" : user;
  }

  private UABuilder builder() {
    UABuilder builder = account.builder(System.getenv(), output.verbose);
    if (!noCall) {
      builder.media(engine.engine());
    }
    if (credentialsAnyway) {
      builder.connect(ConnectOptions.builder().allowCredentialsWithoutTls().build());
    }
    engine.iceServers(refused::add).forEach(builder::iceServer);
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
}
