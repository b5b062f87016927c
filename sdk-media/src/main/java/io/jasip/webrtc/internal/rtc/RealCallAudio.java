package io.jasip.webrtc.internal.rtc;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.CallAudio;
import io.jasip.webrtc.CallQuality;
import io.jasip.webrtc.CallRecording;
import io.jasip.webrtc.QualityListener;
import io.jasip.webrtc.QualityOptions;
import io.jasip.webrtc.internal.audio.RealCallRecording;
import io.jasip.webrtc.internal.audio.SoundPath;
import io.jasip.webrtc.internal.stats.Counters;
import io.jasip.webrtc.internal.stats.QualityReckoning;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The application's access to the sound of a session. Any thread. */
final class RealCallAudio implements CallAudio {

  private final long begun = System.nanoTime();
  private final SoundPath sound;
  private final boolean headless;
  private final Set<RealCallRecording> recordings = ConcurrentHashMap.newKeySet();
  private final Supplier<CompletableFuture<Counters>> counters;
  private final MediaThread media;
  private volatile boolean closed;

  /**
   * Makes the access.
   *
   * @param counters asks for a reading, and fails once the session is closed
   */
  RealCallAudio(
      SoundPath sound,
      boolean headless,
      Supplier<CompletableFuture<Counters>> counters,
      MediaThread media) {
    this.sound = sound;
    this.headless = headless;
    this.counters = counters;
    this.media = media;
  }

  @Override
  public void setSource(AudioSource source) {
    requireHeadless("setSource()");
    sound.source(source);
  }

  @Override
  public ListenerHandle addSentSink(AudioSink sink) {
    requireHeadless("addSentSink()");
    return sound.sent().add(sink);
  }

  @Override
  public ListenerHandle addReceivedSink(AudioSink sink) {
    return sound.received().add(sink);
  }

  @Override
  public CallRecording record(Path file, CallRecording.Sides sides) {
    if (sides != CallRecording.Sides.RECEIVED) {
      requireHeadless("record() of " + sides);
    }
    if (closed) {
      throw new IllegalStateException("record(): the call is over");
    }
    RealCallRecording recording =
        RealCallRecording.begin(file, sides, sound.sent(), sound.received());
    recordings.add(recording);
    recording.finished().whenComplete((done, failure) -> recordings.remove(recording));
    if (closed) {
      recording.closeLater();
    }
    return recording;
  }

  private void requireHeadless(String operation) {
    if (!headless) {
      throw new IllegalStateException(
          operation + " needs a headless engine: the microphone's sound does not pass here");
    }
  }

  @Override
  public CompletableFuture<CallQuality> quality() {
    return counters
        .get()
        .thenApply(now -> QualityReckoning.between(Counters.none(now.micros() - age()), now));
  }

  private double age() {
    return (System.nanoTime() - begun) / 1e3;
  }

  @Override
  public ListenerHandle monitorQuality(QualityOptions options, QualityListener listener) {
    QualityMonitor monitor = new QualityMonitor(options, listener, counters, media);
    monitor.begin();
    return monitor;
  }

  /** The session is over. Returns at once. */
  void close() {
    closed = true;
    recordings.forEach(RealCallRecording::closeLater);
  }
}
