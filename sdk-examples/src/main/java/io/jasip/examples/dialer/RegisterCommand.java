package io.jasip.examples.dialer;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dialer register}. */
@Command(
    name = "register",
    description = "Register, and unregister again: says whether server and account work.")
final class RegisterCommand implements Callable<Integer> {

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description = "Stay registered this long. Default: 0.")
  int seconds;

  @Mixin AccountOptions account = new AccountOptions();
  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Run run = Dialer.run(spec, output);
    return run.execute(() -> register(run)).code();
  }

  private void register(Run run) {
    if (seconds < 0) {
      throw new IllegalArgumentException("--duration " + seconds + " is less than 0");
    }
    try (Phone phone = new Phone(run, account.builder(System.getenv(), output.verbose))) {
      phone.connect();
      phone.register();
      phone.stay(Duration.ofSeconds(seconds));
    }
  }
}
