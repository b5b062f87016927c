package io.jasip.webrtc.internal.audio;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.AudioFanOut;
import io.jasip.webrtc.CallRecording;
import io.jasip.webrtc.PcmFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Records one or both directions of a call, each placed on the time line by when it came. */
public final class RealCallRecording implements CallRecording {

  /** How long frames may be under way before their place is written: 300 ms. */
  private static final int LAG = 30 * PcmFrame.SAMPLES;

  /** The most that is written at once, when the disk was stuck. */
  private static final int MAX_STRETCH = 10 * PcmFrame.SAMPLE_RATE;

  private final Path path;
  private final Sides sides;
  private final LongSupplier now;
  private final List<TimedTrack> tracks = new ArrayList<>();
  private final List<ListenerHandle> taps = new ArrayList<>();
  private final FileWriting writing;

  /** Up to where the file is written, in samples. */
  private volatile long position;

  /** Begins a recording of what is sent and received. */
  public static RealCallRecording begin(
      Path file, Sides sides, AudioFanOut sent, AudioFanOut received) {
    long start = System.nanoTime();
    return new RealCallRecording(
        file,
        WavWriter.create(file, sides == Sides.STEREO ? 2 : 1),
        sides,
        sent,
        received,
        () -> (System.nanoTime() - start) / 1000 * PcmFrame.SAMPLE_RATE / 1_000_000);
  }

  RealCallRecording(
      Path path,
      WavWriter wav,
      Sides sides,
      AudioFanOut sent,
      AudioFanOut received,
      LongSupplier now) {
    this.path = path;
    this.sides = sides;
    this.now = now;
    if (sides != Sides.RECEIVED) {
      tap(sent);
    }
    if (sides != Sides.SENT) {
      tap(received);
    }
    writing = new FileWriting(path.toString(), wav, this::take);
    writing.finished().whenComplete((done, failure) -> taps.forEach(ListenerHandle::remove));
  }

  private void tap(AudioFanOut direction) {
    TimedTrack track = new TimedTrack(now);
    tracks.add(track);
    taps.add(direction.add(track));
  }

  private short[] take(boolean last) {
    long until = last ? now.getAsLong() : now.getAsLong() - LAG;
    long from = position;
    int length = (int) Math.max(0, Math.min(MAX_STRETCH, until - from));
    short[] first = tracks.get(0).take(from, length);
    short[] second = tracks.size() == 1 ? first : tracks.get(1).take(from, length);
    position = from + length;
    return switch (sides) {
      case SENT, RECEIVED -> first;
      case MIXED -> mixed(first, second);
      case STEREO -> interleaved(first, second);
    };
  }

  private static short[] mixed(short[] first, short[] second) {
    short[] both = new short[first.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, first[i] + second[i]));
    }
    return both;
  }

  private static short[] interleaved(short[] left, short[] right) {
    short[] both = new short[2 * left.length];
    for (int i = 0; i < left.length; i++) {
      both[2 * i] = left[i];
      both[2 * i + 1] = right[i];
    }
    return both;
  }

  @Override
  public Path file() {
    return path;
  }

  @Override
  public Duration length() {
    return Duration.ofNanos(position * 1_000_000_000 / PcmFrame.SAMPLE_RATE);
  }

  @Override
  public long dropped() {
    return tracks.stream().mapToLong(TimedTrack::dropped).sum();
  }

  @Override
  public CompletableFuture<Void> finished() {
    return writing.finished();
  }

  @Override
  public void close() {
    writing.close();
  }

  /** Ends the recording without waiting for the disk. */
  public void closeLater() {
    writing.closeLater();
  }
}
