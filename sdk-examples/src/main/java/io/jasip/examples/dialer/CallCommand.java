package io.jasip.examples.dialer;

import io.jasip.sip.SipUri;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dialer call TARGET}. */
@Command(name = "call", description = "Register, call a number, talk, and hang up.")
final class CallCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "TARGET",
      description = "A number such as 9999, or an address such as sip:bob@example.com.")
  String target = "";

  @Mixin AccountOptions account = new AccountOptions();
  @Mixin MediaArguments media = new MediaArguments();
  @Mixin OutputOptions output = new OutputOptions();
  @Mixin TraceOptions traceOptions = new TraceOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Run run = Dialer.run(spec, output);
    return run.execute(() -> talk(run)).code();
  }

  /** What is wrong at first sight is told before anything is connected. */
  private void checkTarget() {
    if (target.isBlank()) {
      throw new IllegalArgumentException("target is empty; give a number such as 9999");
    }
    if (target.matches("(?i)sips?:.*")) {
      SipUri.parse(target);
    }
  }

  private void talk(Run run) {
    checkTarget();
    try (TraceOptions.Traces traces = traceOptions.open(spec);
        Sound sound = Sound.of(media, false);
        Phone phone = new Phone(run, traces.on(Dialer.builder(account, media, output)))) {
      phone.connect();
      phone.register();
      phone.call(target, sound.callOptions()).talk(media, sound.sent());
    }
  }
}
