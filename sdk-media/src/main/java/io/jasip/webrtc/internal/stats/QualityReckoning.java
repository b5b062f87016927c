package io.jasip.webrtc.internal.stats;

import io.jasip.webrtc.AudioLevel;
import io.jasip.webrtc.CallQuality;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Makes the quality of a stretch of time of the counters at its two ends. */
public final class QualityReckoning {

  /** One packet is collected before it is sent. */
  private static final Duration PACKET = Duration.ofMillis(20);

  private QualityReckoning() {}

  /** The quality between two moments. */
  public static CallQuality between(Counters before, Counters now) {
    Duration interval = seconds((now.micros() - before.micros()) / 1e6);
    Counters.Path path = now.path();
    return new CallQuality(
        interval,
        sent(before, now, interval),
        received(before, now, interval),
        now.roundTrip() < 0 ? null : seconds(now.roundTrip()),
        path.local(),
        path.remote(),
        path.dtls(),
        path.srtp());
  }

  private static CallQuality.Sent sent(Counters before, Counters now, Duration interval) {
    Counters.Sent was = before.sent();
    Counters.Sent is = now.sent();
    long packets = is.packets() - was.packets();
    boolean told = now.peer().reportMicros() > 0;
    double loss = now.peer().fractionLost();
    return new CallQuality.Sent(
        is.codec(),
        packets,
        bitrate(is.bytes() - was.bytes(), interval),
        told ? OptionalDouble.of(loss) : OptionalDouble.empty(),
        told ? seconds(now.peer().jitter()) : null,
        level(is.energy() - was.energy(), is.duration() - was.duration()),
        packets > 0 && told
            ? mos(is.codec(), loss, now, now.peer().jitter() * 2)
            : OptionalDouble.empty());
  }

  private static CallQuality.Received received(Counters before, Counters now, Duration interval) {
    Counters.Received is = now.received();
    // A stream of another SSRC counts from its own beginning.
    boolean anew = is.packets() < before.received().packets();
    Counters.Received was = (anew ? Counters.none(0) : before).received();
    long packets = is.packets() - was.packets();
    long lost = is.lost() - was.lost();
    double missing = Math.max(0, lost) + Math.max(0, is.discarded() - was.discarded());
    double loss = ratio(missing, (double) Math.max(0, lost) + packets);
    double buffer =
        ratio(is.bufferDelay() - was.bufferDelay(), is.bufferEmitted() - was.bufferEmitted());
    return new CallQuality.Received(
        is.codec(),
        packets,
        lost,
        bitrate(is.bytes() - was.bytes(), interval),
        Math.min(1, loss),
        seconds(is.jitter()),
        seconds(buffer),
        Math.min(1, ratio(is.concealed() - was.concealed(), is.samples() - was.samples())),
        level(is.energy() - was.energy(), is.duration() - was.duration()),
        packets > 0 ? mos(is.codec(), loss, now, buffer) : OptionalDouble.empty());
  }

  private static OptionalDouble mos(
      @Nullable String codec, double loss, Counters now, double buffer) {
    Duration delay = PACKET.plus(seconds(Math.max(0, now.roundTrip()) / 2 + buffer));
    return OptionalDouble.of(EModel.mos(EModel.Codec.of(codec), loss, delay));
  }

  /** The level of sound of so much energy in so many seconds, in dBFS. */
  static double level(double energy, double duration) {
    if (energy <= 0 || duration <= 0) {
      return AudioLevel.SILENCE;
    }
    return Math.max(AudioLevel.SILENCE, 10 * Math.log10(energy / duration));
  }

  private static long bitrate(long bytes, Duration interval) {
    return Math.round(ratio(8.0 * bytes, interval.toNanos() / 1e9));
  }

  private static double ratio(double part, double whole) {
    return whole <= 0 ? 0 : Math.max(0, part / whole);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
