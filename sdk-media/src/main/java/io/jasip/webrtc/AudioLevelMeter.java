package io.jasip.webrtc;

import io.jasip.webrtc.internal.audio.SerialTasks;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Measures how loud the sound is that it takes, and tells so at an interval of the sound's own
 * time. It keeps no sound: to measure and record, give both to an {@link AudioFanOut}.
 */
public final class AudioLevelMeter implements AudioSink {

  private final int framesPerEvent;
  private final Consumer<AudioLevel> listener;
  private final SerialTasks events;
  private volatile AudioLevel latest = new AudioLevel(AudioLevel.SILENCE, AudioLevel.SILENCE);

  /** Touched by the audio thread alone. */
  private double sumOfSquares;

  private int peak;
  private int frames;

  /**
   * Makes a meter that tells on a thread of the common pool, one event at a time and in order.
   *
   * @param interval how often to tell, 10 ms or more, in steps of 10 ms
   * @param listener may block, which delays only further events, of which a thousand wait
   * @throws IllegalArgumentException if the interval is shorter
   */
  public AudioLevelMeter(Duration interval, Consumer<AudioLevel> listener) {
    this(interval, listener, ForkJoinPool.commonPool());
  }

  /**
   * Makes a meter.
   *
   * @param interval how often to tell, 10 ms or more, in steps of 10 ms
   * @param listener may block, which delays only further events, of which a thousand wait
   * @param executor where the listener is called, one event at a time and in order
   * @throws IllegalArgumentException if the interval is shorter
   */
  public AudioLevelMeter(Duration interval, Consumer<AudioLevel> listener, Executor executor) {
    if (interval.toMillis() < 10 || interval.toHours() > 1) {
      throw new IllegalArgumentException("interval " + interval + " is not within 10 ms to 1 hour");
    }
    this.framesPerEvent = (int) (interval.toMillis() / 10);
    this.listener = listener;
    this.events = new SerialTasks(executor, "The level listener");
  }

  /**
   * The level of the last whole interval. Any thread.
   *
   * @return silence before the first
   */
  public AudioLevel latest() {
    return latest;
  }

  @Override
  public void write(PcmFrame frame) {
    for (short sample : frame.samples()) {
      sumOfSquares += (double) sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    if (++frames < framesPerEvent) {
      return;
    }
    AudioLevel level = AudioLevel.of(sumOfSquares, peak, (long) frames * PcmFrame.SAMPLES);
    latest = level;
    sumOfSquares = 0;
    peak = 0;
    frames = 0;
    events.run(() -> listener.accept(level));
  }
}
