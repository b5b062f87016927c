package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCStatsReport;
import io.jasip.media.MediaStats;
import io.jasip.media.ToneProbe;
import io.jasip.webrtc.internal.audio.EchoTest;
import io.jasip.webrtc.internal.stats.Counters;
import io.jasip.webrtc.internal.stats.PathEvidence;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a session's statistics say (W3C WebRTC Statistics), for each who asks. Any thread. */
final class SessionReports {

  private final MediaThread media;
  private final Supplier<RTCPeerConnection> connection;
  private final Supplier<@Nullable RTCRtpTransceiver> audio;
  private final BooleanSupplier muted;
  private final Question<MediaStats> stats = new Question<>();
  private final Question<Counters> counters = new Question<>();

  /**
   * Makes reports of a session; all that is given is asked on the media thread.
   *
   * @param connection throws what the application is to be told if there is none
   * @param audio the transceiver of the sound, once there is one
   */
  SessionReports(
      MediaThread media,
      Supplier<RTCPeerConnection> connection,
      Supplier<@Nullable RTCRtpTransceiver> audio,
      BooleanSupplier muted) {
    this.media = media;
    this.connection = connection;
    this.audio = audio;
    this.muted = muted;
  }

  CompletableFuture<MediaStats> stats() {
    return stats.ask(() -> media.compose(() -> report(StatsReader::read)));
  }

  CompletableFuture<Counters> counters() {
    return counters.ask(
        () ->
            media.compose(
                () -> {
                  Counters.Way way = PeerSettings.way(audio.get(), muted.getAsBoolean());
                  return report(report -> CounterReader.read(report, way));
                }));
  }

  /** Completes on the media thread. */
  CompletableFuture<PathEvidence> evidence() {
    return media.compose(
        () -> {
          boolean receives = PeerSettings.way(audio.get(), false).receives();
          return report(report -> EvidenceReader.read(report, receives));
        });
  }

  /** A look into a test call. */
  ToneProbe probe(EchoTest test) {
    ProbeReader reader = new ProbeReader(test);
    return () ->
        media.compose(
            () -> {
              Counters.Way way = PeerSettings.way(audio.get(), false);
              return report(report -> reader.read(report, way));
            });
  }

  private <T> CompletableFuture<T> report(Function<RTCStatsReport, T> reader) {
    CompletableFuture<T> result = new CompletableFuture<>();
    connection
        .get()
        .getStats(
            report -> {
              try {
                result.complete(reader.apply(report));
              } catch (Throwable e) { // native code is above us
                result.completeExceptionally(MediaThread.explain("has no statistics", e));
              }
            });
    return result;
  }

  /**
   * Whoever asks again before the answer is there gets the same: an application that asks without a
   * pause would fill the media thread's queue.
   */
  private static final class Question<T> {
    private @Nullable CompletableFuture<T> open;

    synchronized CompletableFuture<T> ask(Supplier<CompletableFuture<T>> asking) {
      CompletableFuture<T> answer = open;
      if (answer == null || answer.isDone()) {
        answer = asking.get();
        open = answer;
      }
      return answer.copy();
    }
  }
}
