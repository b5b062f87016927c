package io.jasip.examples.dialer;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dialer answer}. */
@Command(name = "answer", description = "Register, wait for one call, answer it, and talk.")
final class AnswerCommand implements Callable<Integer> {

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "Wait this long for the call. Default: ${DEFAULT-VALUE}.")
  int timeout;

  @Option(names = "--echo", description = "Send back what is heard.")
  boolean echo;

  @Mixin AccountOptions account = new AccountOptions();
  @Mixin MediaArguments media = new MediaArguments();
  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Run run = Dialer.run(spec, output);
    return run.execute(() -> answer(run)).code();
  }

  private void answer(Run run) {
    if (timeout < 1) {
      throw new IllegalArgumentException("--timeout " + timeout + " is less than 1");
    }
    try (Sound sound = Sound.of(media, echo);
        Phone phone = new Phone(run, Dialer.builder(account, media, output))) {
      phone.connect();
      phone.register();
      phone.answer(Duration.ofSeconds(timeout), sound.callOptions()).talk(media, sound.sent());
    }
  }
}
