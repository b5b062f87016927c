package io.jasip.internal.doctor;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaEvidence;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.media.MediaStats;
import io.jasip.media.SdpType;
import io.jasip.media.ToneProbe;
import io.jasip.testkit.Sdp;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Media whose evidence is what the test says: for each offer, one reading after the other. */
final class ScriptedTones implements MediaEngine {

  /** What our side offers. */
  static final String CANDIDATE = "a=candidate:1 1 udp 2113937151 192.0.2.7 40000 typ host\r\n";

  private volatile Function<String, IntFunction<MediaEvidence>> script =
      offer -> reading -> healthy(reading);
  private volatile @Nullable MediaException refusal;

  /** From now on the media goes like this, for each reading in the order of their numbers. */
  ScriptedTones goes(IntFunction<MediaEvidence> readings) {
    script = offer -> readings;
    return this;
  }

  /** From now on the media of a call depends on its number, from 1. */
  ScriptedTones goesByCall(IntFunction<IntFunction<MediaEvidence>> byCall) {
    AtomicInteger calls = new AtomicInteger();
    script = offer -> byCall.apply(calls.incrementAndGet());
    return this;
  }

  /** From now on answers are refused. */
  ScriptedTones refuses(String why) {
    refusal = new MediaException(MediaException.Reason.NEGOTIATION, why);
    return this;
  }

  /** A call in which everything works from the begin. */
  static MediaEvidence healthy(int reading) {
    return connected(reading * 10L, 3, -14);
  }

  /** Connected media that has received so many packets. */
  static MediaEvidence connected(long packets, int tones, double level) {
    return with(packets, packets, tones, level, 0, 4.4);
  }

  /** Connected media. */
  static MediaEvidence with(
      long sent, long received, int tones, double level, long lost, double mos) {
    return new MediaEvidence(
        new MediaEvidence.Path(
            "connected",
            "192.0.2.7:40000 udp host",
            "192.0.2.1:12000 udp host",
            List.of("host"),
            List.of("host"),
            new MediaEvidence.Checks(3, 3, 3),
            sent + 10,
            received * 100),
        new MediaEvidence.Keys("connected", "DTLS 1.2", "AES_CM_128_HMAC_SHA1_80"),
        new MediaEvidence.Sent("opus", OptionalDouble.of(0), -14),
        new MediaEvidence.Received("opus", received, lost, 0, Duration.ofMillis(2), level),
        Duration.ofMillis(5),
        OptionalDouble.of(mos),
        new MediaEvidence.Echo(tones, Duration.ofMillis(40)));
  }

  /** ICE that checks, or has failed. */
  static MediaEvidence ice(String state, long received) {
    return new MediaEvidence(
        new MediaEvidence.Path(
            state,
            null,
            null,
            List.of("host"),
            List.of("host"),
            new MediaEvidence.Checks(20, 0, received),
            0,
            0),
        MediaEvidence.NONE.keys(),
        MediaEvidence.NONE.sent(),
        MediaEvidence.NONE.received(),
        null,
        OptionalDouble.empty(),
        MediaEvidence.NONE.echo());
  }

  /** A path, and the handshake over it. */
  static MediaEvidence dtls(String state) {
    MediaEvidence works = healthy(1);
    return new MediaEvidence(
        works.path(),
        new MediaEvidence.Keys(state, null, null),
        works.sent(),
        MediaEvidence.NONE.received(),
        null,
        OptionalDouble.empty(),
        MediaEvidence.NONE.echo());
  }

  @Override
  public CompletableFuture<Void> retain() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletableFuture<Void> release() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
    return new Session();
  }

  private final class Session implements MediaSession {
    private final AtomicInteger readings = new AtomicInteger();
    private @Nullable IntFunction<MediaEvidence> evidence;

    @Override
    public CompletableFuture<String> createOffer() {
      String offer = Sdp.audio("alice", 1, 1, "sendrecv") + CANDIDATE;
      evidence = script.apply(offer);
      return CompletableFuture.completedFuture(offer);
    }

    @Override
    public CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer) {
      MediaException why = refusal;
      return why == null
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(why);
    }

    @Override
    public <T> @Nullable T extension(Class<T> type) {
      ToneProbe probe =
          () -> {
            IntFunction<MediaEvidence> from = evidence;
            return CompletableFuture.completedFuture(
                from == null ? MediaEvidence.NONE : from.apply(readings.incrementAndGet()));
          };
      return type == ToneProbe.class ? type.cast(probe) : null;
    }

    @Override
    public CompletableFuture<String> createAnswer(String remoteOffer) {
      return unused();
    }

    @Override
    public CompletableFuture<Void> rollback() {
      return unused();
    }

    @Override
    public CompletableFuture<Void> setDirection(MediaDirection direction) {
      return unused();
    }

    @Override
    public CompletableFuture<Void> setMuted(boolean muted) {
      return unused();
    }

    @Override
    public CompletableFuture<Void> sendDtmf(String tones, Duration duration, Duration gap) {
      return unused();
    }

    @Override
    public CompletableFuture<MediaStats> stats() {
      return unused();
    }

    @Override
    public CompletableFuture<Void> close() {
      return CompletableFuture.completedFuture(null);
    }

    private <T> CompletableFuture<T> unused() {
      return CompletableFuture.failedFuture(new AssertionError("a diagnosis does not do that"));
    }
  }
}
