package io.jasip.examples.dialer;

import io.jasip.CallOptions;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.examples.audio.ToneMeter;
import io.jasip.examples.pbx.EchoPbx;
import io.jasip.trace.SipTrace;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.AudioSource.Tone;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dialer demo}. */
@Command(
    name = "demo",
    description = {
      "Start an echo PBX in this process, register, call 9999, play a tune, and check that the same"
          + " tune came back.",
      "Needs no server, no microphone, and no network beyond the loopback address."
    })
final class DemoCommand implements Callable<Integer> {

  private static final String USER = "250";

  /** In hertz; each note once, so that the order in which they come back can be checked. */
  private static final List<Double> TUNE =
      List.of(392.0, 523.3, 659.3, 784.0, 698.5, 587.3, 493.9, 440.0);

  private static final Duration NOTE = Duration.ofMillis(300);

  /** Longer than the echo takes. */
  private static final Duration TAIL = Duration.ofSeconds(1);

  @Mixin OutputOptions output = new OutputOptions();
  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Run run = Dialer.run(spec, output);
    return run.execute(() -> demonstrate(run)).code();
  }

  private void demonstrate(Run run) {
    WebRtcMedia media = WebRtcMedia.headless();
    String password = UUID.randomUUID().toString();
    EchoPbx pbx = run.await(EchoPbx.start(media, Map.of(USER, password)));
    try {
      run.event("pbx", Map.of("server", pbx.url()), "echo PBX listens on " + pbx.url());
      UABuilder builder =
          UA.builder()
              .server(pbx.url())
              .tls(TlsConfig.trusting(List.of(pbx.certificate())))
              .user(USER)
              .password(password)
              .userAgent("JaSIP dialer")
              .media(media);
      if (output.verbose) {
        builder.trace(SipTrace.slf4j());
      }
      try (Phone phone = new Phone(run, builder)) {
        phone.connect();
        phone.register();
        callTheEcho(run, phone);
      }
    } finally {
      pbx.stop().join();
    }
  }

  private static void callTheEcho(Run run, Phone phone) {
    Playback tune =
        new Playback(
            AudioSource.tones(TUNE.stream().map(hertz -> new Tone(hertz, NOTE)).toList()), TAIL);
    ToneMeter ears = new ToneMeter();
    CallOptions.Builder options =
        CallOptions.builder().media(AudioOptions.builder().source(tune).sink(ears).build());
    phone.call(EchoPbx.ECHO, options).talk(new MediaArguments(), tune.over());
    check(run, tune, ears);
  }

  private static void check(Run run, Playback tune, ToneMeter ears) {
    List<Double> heard = ears.order(TUNE);
    if (!heard.equals(TUNE)) {
      throw new CommandFailedException(
          new Failure(
              ExitCode.NO_MEDIA,
              "media",
              "the tune did not come back: of " + TUNE + " Hz these were heard: " + heard,
              null));
    }
    long delay =
        ears.firstSound().isEmpty() || !tune.begun().isDone()
            ? 0
            : TimeUnit.NANOSECONDS.toMillis(ears.firstSound().getAsLong() - tune.begun().join());
    run.event(
        "echo",
        Map.of("notes", heard.size(), "delayMs", delay),
        "the same tune came back: "
            + heard.size()
            + " of "
            + TUNE.size()
            + " notes, "
            + delay
            + " ms later");
  }
}
