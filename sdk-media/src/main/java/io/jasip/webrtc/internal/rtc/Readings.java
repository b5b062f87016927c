package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCStatsReport;
import io.jasip.media.MediaEvidence;
import io.jasip.media.MediaStats;
import io.jasip.media.ToneProbe;
import io.jasip.webrtc.internal.audio.EchoTest;
import io.jasip.webrtc.internal.stats.Counters;
import io.jasip.webrtc.internal.stats.PathEvidence;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** What a session's statistics are read into. Any thread. */
final class Readings {

  private final MediaThread media;
  private final Supplier<RTCPeerConnection> connection;
  private final Function<Boolean, Counters.Way> way;

  /**
   * Makes it; what it is given is used on the media thread alone.
   *
   * @param connection fails once the session is closed
   * @param way what is agreed with the peer, muted or not
   */
  Readings(
      MediaThread media,
      Supplier<RTCPeerConnection> connection,
      Function<Boolean, Counters.Way> way) {
    this.media = media;
    this.connection = connection;
    this.way = way;
  }

  CompletableFuture<MediaStats> stats() {
    return media.compose(() -> report(StatsReader::read));
  }

  CompletableFuture<Counters> counters(Supplier<Boolean> muted) {
    return media.compose(
        () -> {
          Counters.Way agreed = way.apply(muted.get());
          return report(report -> CounterReader.read(report, agreed));
        });
  }

  /** Completes on the media thread. */
  CompletableFuture<PathEvidence> evidence() {
    return media
        .compose(
            () -> {
              boolean receives = way.apply(false).receives();
              return report(report -> EvidenceReader.read(report, receives));
            })
        .thenApplyAsync(Function.identity(), media::post);
  }

  /** A look into a test call. */
  ToneProbe probe(EchoTest test) {
    ProbeReader reader = new ProbeReader(test);
    return new ToneProbe() {
      @Override
      public CompletableFuture<MediaEvidence> read() {
        return media.compose(
            () -> {
              Counters.Way agreed = way.apply(false);
              return report(report -> reader.read(report, agreed));
            });
      }
    };
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
}
