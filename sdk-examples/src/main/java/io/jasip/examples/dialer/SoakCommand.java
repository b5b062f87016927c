package io.jasip.examples.dialer;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.examples.pbx.EchoPbx;
import io.jasip.examples.soak.Soak;
import io.jasip.examples.soak.SoakPlan;
import io.jasip.examples.soak.SoakReport;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dialer soak}. */
@Command(
    name = "soak",
    description = {
      "Register, call and hang up again and again while the network breaks, and see what is left.",
      "Without a server, from an option or the environment, the echo PBX of the demo is called,"
          + " inside this process.",
      "Exit code 1 if threads, file descriptors or memory have grown, or a phone is not registered"
          + " at the end."
    })
final class SoakCommand implements Callable<Integer> {

  /** Less than the process gives a command after Ctrl-C. */
  private static final Duration FAREWELL = Duration.ofSeconds(4);

  private static final Pattern LENGTH = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "30m",
      description = "How long, such as 90s, 30m or 8h. Default: ${DEFAULT-VALUE}.")
  String length = "";

  @Option(
      names = "--phones",
      paramLabel = "NUMBER",
      defaultValue = "3",
      description = "How many phones call at a time. Default: ${DEFAULT-VALUE}.")
  int phones;

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = EchoPbx.ECHO,
      description = "What they call; it must answer. Default: ${DEFAULT-VALUE}.")
  String target = "";

  @Option(
      names = "--talk",
      paramLabel = "TIME",
      defaultValue = "2s",
      description = "How long a call lasts. Default: ${DEFAULT-VALUE}.")
  String talk = "";

  @Option(
      names = "--faults",
      paramLabel = "TIME",
      defaultValue = "15s",
      description =
          "How often the network breaks: cut, stalled, delayed, split, corrupted, half closed. For a"
              + " server on this machine; 0s for never. Default: ${DEFAULT-VALUE}.")
  String faults = "";

  @Mixin AccountOptions account = new AccountOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Run run = Dialer.run(spec, output);
    return run.execute(() -> soak(run)).code();
  }

  private void soak(Run run) {
    if (phones < 1) {
      throw new IllegalArgumentException("--phones " + phones + " is less than 1");
    }
    WebRtcMedia media = WebRtcMedia.headless();
    Map<String, String> environment = System.getenv();
    if (!account.namesNoServer(environment)) {
      soak(run, () -> account.builder(environment, output.verbose).media(media));
      return;
    }
    String password = UUID.randomUUID().toString();
    EchoPbx pbx = run.await(EchoPbx.start(media, Map.of("250", password)));
    try {
      soak(run, () -> insideBuilder(pbx, password).media(media));
    } finally {
      pbx.stop().join();
    }
  }

  private static UABuilder insideBuilder(EchoPbx pbx, String password) {
    return UA.builder()
        .server(pbx.url())
        .tls(TlsConfig.trusting(List.of(pbx.certificate())))
        .user("250")
        .password(password);
  }

  private void soak(Run run, Supplier<UABuilder> builder) {
    SoakPlan plan =
        new SoakPlan(
            builder,
            phones,
            target,
            time("--for", length),
            time("--talk", talk),
            time("--faults", faults));
    run.event(
        "soak",
        Map.of("seconds", plan.length().toSeconds(), "phones", phones),
        phones + (phones == 1 ? " phone calls for " : " phones call for ") + length);
    SoakReport report = soak(run, plan);
    run.event("report", fields(report), report.text());
    if (!report.isGood()) {
      throw new CommandFailedException(
          new Failure(
              ExitCode.FAULT, "soak", "something was left, or did not come back; see above", null));
    }
  }

  /** Soaks on a thread of its own; on Ctrl-C the phones hang up and unregister before this ends. */
  private static SoakReport soak(Run run, SoakPlan plan) {
    FutureTask<SoakReport> soak = new FutureTask<>(() -> Soak.run(plan));
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              soak.run();
              over.complete(null);
            },
            "dialer-soak");
    thread.setDaemon(true);
    thread.start();
    try {
      run.await(over);
      return soak.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new CommandFailedException(Failure.of(e));
    } finally {
      thread.interrupt();
      over.completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS).join();
    }
  }

  private static Map<String, Object> fields(SoakReport report) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("answered", report.answered());
    fields.put("failures", report.failures());
    fields.put("faults", report.faults());
    fields.put("reconnects", report.reconnects());
    fields.put("setUpMillisP50", report.setUpMillisP50());
    fields.put("setUpMillisP99", report.setUpMillisP99());
    fields.put("registered", report.registered());
    fields.put("threadsBefore", report.before().threads());
    fields.put("threadsAfter", report.after().threads());
    fields.put("descriptorsBefore", report.before().descriptors());
    fields.put("descriptorsAfter", report.after().descriptors());
    fields.put("heapBytesBefore", report.before().heapBytes());
    fields.put("heapBytesAfter", report.after().heapBytes());
    return fields;
  }

  private static Duration time(String option, @Nullable String text) {
    Matcher matcher = LENGTH.matcher(String.valueOf(text));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          option + " \"" + text + "\" is no time; write 90s, 30m or 8h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
