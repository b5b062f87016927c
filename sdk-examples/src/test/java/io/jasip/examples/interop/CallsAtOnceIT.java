package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.MediaStats;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Twenty calls at once to the echo of Asterisk. {@code -Djasip.callSeconds=60} lets them last
 * longer than the ordinary run.
 */
class CallsAtOnceIT {

  private static final int CALLS = 20;
  private static final double LOWEST = 400;
  private static final double STEP = 50;
  private static final Duration LASTING =
      Duration.ofSeconds(Integer.getInteger("jasip.callSeconds", 10));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);

  @Test
  void in_each_of_twenty_calls_alice_hears_what_she_says_there() {
    try (Softphone alice = Softphone.of(pbx, "250").register()) {
      Softphone.get(Softphone.get(alice.ua.call("9999").answered()).hangup());
      Usage before = Usage.now();
      List<Line> lines = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        lines.add(new Line(alice, LOWEST + i * STEP));
      }
      lines.forEach(line -> Softphone.get(line.call.answered()));
      lines.forEach(Line::awaitEcho);
      lines.forEach(line -> line.clock.begin());
      Usage.now().print(before);
      Instant end = Instant.now().plus(LASTING);
      await()
          .atMost(LASTING.plus(PATIENCE))
          .pollInterval(Duration.ofSeconds(1))
          .until(
              () -> {
                lines.forEach(line -> line.ears.clear()); // or they fill the heap with sound
                return Instant.now().isAfter(end);
              });

      List<Long> gaps = lines.stream().map(line -> line.clock.longestGap()).sorted().toList();
      System.out.printf(
          "%d calls of %d s: longest gap between frames, by call: least %d ms, median %d ms, most"
              + " %d ms%n",
          CALLS, LASTING.toSeconds(), gaps.get(0), gaps.get(CALLS / 2), gaps.get(CALLS - 1));
      for (Line line : lines) {
        line.ears.clear();
        line.awaitEcho();
        assertThat(line.call.state()).isEqualTo(CallState.ESTABLISHED);
        MediaStats stats = Softphone.get(line.call.stats());
        assertThat(stats.packetsSent()).isPositive();
        assertThat(stats.packetsReceived()).isPositive();
      }
      // The median, because a busy machine stops any one thread for longer.
      assertThat(gaps.get(CALLS / 2)).isLessThanOrEqualTo(100);
      lines.forEach(line -> Softphone.get(line.call.hangup()));
    }
  }

  @Test
  void the_call_beyond_the_limit_is_refused_and_the_others_go_on() {
    WebRtcMedia small = WebRtcMedia.builder().maxSessions(2).build();
    try (Softphone alice = Softphone.of(pbx, "250", "secret250", ua -> ua.media(small)).register();
        Softphone bob = Softphone.of(pbx, "251").register()) {
      Call first = alice.call("9999", 440);
      Call second = Softphone.get(alice.ua.call("9999").answered());

      Throwable outgoing = catchThrowable(() -> Softphone.get(alice.ua.call("9999").answered()));
      assertThat(outgoing).hasMessageContaining("maxSessions");
      Call fromBob = bob.ua.call("250", bob.whistling(900));
      Throwable incoming = catchThrowable(() -> Softphone.get(alice.awaitRinging().answer()));
      assertThat(incoming).hasMessageContaining("maxSessions");
      assertThat(Softphone.get(fromBob.ended()).cause()).isEqualTo(Cause.BUSY);

      alice.ears.clear();
      alice.ears.awaitTone(440);
      Softphone.get(second.hangup());
      await("room for another call, when the media of the second has been freed")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> Softphone.get(alice.ua.call("9999").answered()), another -> true);
      Softphone.get(first.hangup());
    }
  }

  /** What this process uses. */
  private record Usage(long threads, long kilobytes) {

    static Usage now() {
      try {
        List<String> status = Files.readAllLines(Path.of("/proc/self/status"));
        return new Usage(number(status, "Threads:"), number(status, "RssAnon:"));
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    private static long number(List<String> status, String field) {
      return status.stream()
          .filter(line -> line.startsWith(field))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    }

    void print(Usage before) {
      System.out.printf(
          "%d calls take %d threads and %d kB more%n",
          CALLS, threads - before.threads, kilobytes - before.kilobytes);
    }
  }

  /** One of the calls, with its own tone. */
  private static final class Line {

    final Ears ears = new Ears();
    final FrameClock clock = new FrameClock();
    final Call call;
    private final double hertz;

    Line(Softphone alice, double hertz) {
      this.hertz = hertz;
      AudioSink both =
          frame -> {
            clock.write(frame);
            ears.write(frame);
          };
      call =
          alice.ua.call(
              "9999",
              CallOptions.builder()
                  .media(
                      AudioOptions.builder()
                          .source(AudioSource.tone(hertz, 0.5))
                          .sink(both)
                          .build())
                  .build());
    }

    void awaitEcho() {
      await("the echo of " + hertz + " Hz")
          .atMost(PATIENCE)
          .until(() -> ears.windowsWith(hertz) >= 5);
    }
  }

  /** Measures the time between frames. */
  private static final class FrameClock implements AudioSink {

    private long last;
    private long longest;
    private boolean begun;

    synchronized void begin() {
      begun = true;
    }

    @Override
    public synchronized void write(PcmFrame frame) {
      long now = System.nanoTime();
      if (begun && last != 0) {
        longest = Math.max(longest, now - last);
      }
      last = now;
    }

    /** In milliseconds. */
    synchronized long longestGap() {
      return longest / 1_000_000;
    }
  }
}
