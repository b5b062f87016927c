package io.jasip.webrtc.internal.audio;

import io.jasip.media.MediaEvidence;
import io.jasip.webrtc.AudioLevelMeter;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends four tones round and round, and recognizes them in what comes back: only the same tones in
 * the same order count, so that nothing that a server plays by itself is taken for the echo.
 */
public final class EchoTest implements AudioSource, AudioSink {

  /** In hertz: passed by every codec, and none of the tones that networks play. */
  private static final double[] TONES = {720, 1130, 1570, 2050};

  private static final int TONE_MS = 200;
  private static final int FRAME_MS = 10;
  private static final int CYCLE_MS = TONE_MS * TONES.length;

  /** 40 ms: half of a tone at least lies in whole blocks. */
  private static final int FRAMES_PER_BLOCK = 4;

  /** The part of a block's energy that makes it the tone's. */
  private static final double SHARE = 0.6;

  /** The least energy per sample, -55 dB below full scale. */
  private static final double LEAST = Math.pow(32_768 * Math.pow(10, -55 / 20.0), 2);

  private final AudioSource pattern =
      new ToneSequence(
          Arrays.stream(TONES)
              .mapToObj(tone -> new Tone(tone, Duration.ofMillis(TONE_MS)))
              .toList(),
          0.3,
          true);
  private final AudioLevelMeter sent = meter();
  private final AudioLevelMeter received = meter();
  private final double[] block = new double[FRAMES_PER_BLOCK * PcmFrame.SAMPLES];
  private volatile long framesSent;
  private volatile MediaEvidence.Echo echo = new MediaEvidence.Echo(0, null);

  /** Touched by the playout thread alone. */
  private int frames;

  private int last = -1;

  private static AudioLevelMeter meter() {
    return new AudioLevelMeter(Duration.ofMillis(TONE_MS), level -> {}, Runnable::run);
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  public boolean read(PcmFrame frame) {
    boolean more = pattern.read(frame);
    framesSent++;
    sent.write(frame);
    return more;
  }

  @Override
  public void write(PcmFrame frame) {
    received.write(frame);
    short[] samples = frame.samples();
    for (int i = 0; i < samples.length; i++) {
      block[frames * samples.length + i] = samples[i];
    }
    if (++frames == FRAMES_PER_BLOCK) {
      frames = 0;
      hear(tone());
    }
  }

  /** The index of the tone that fills the block, -1 for none. */
  private int tone() {
    double energy = 0;
    for (double sample : block) {
      energy += sample * sample;
    }
    energy /= block.length;
    for (int i = 0; energy >= LEAST && i < TONES.length; i++) {
      if (Goertzel.power(block, TONES[i], PcmFrame.SAMPLE_RATE) / 2 > SHARE * energy) {
        return i;
      }
    }
    return -1;
  }

  private void hear(int tone) {
    if (tone < 0 || tone == last) {
      return;
    }
    boolean follows = last >= 0 && tone == (last + 1) % TONES.length;
    last = tone;
    int heard = follows ? echo.tones() + 1 : Math.max(1, echo.tones());
    echo = new MediaEvidence.Echo(heard, shorter(echo.delay(), delay(tone)));
  }

  /** Since when the tone is sent; the block that it was found in began that much earlier. */
  private Duration delay(int tone) {
    long sentMs = framesSent * FRAME_MS - (long) tone * TONE_MS;
    long sinceBegin = Math.floorMod(sentMs, (long) CYCLE_MS) - FRAMES_PER_BLOCK * FRAME_MS;
    return Duration.ofMillis(Math.max(0, sinceBegin));
  }

  private static Duration shorter(@Nullable Duration known, Duration measured) {
    return known == null || measured.compareTo(known) < 0 ? measured : known;
  }

  /** What came back so far. Any thread. */
  public MediaEvidence.Echo echo() {
    return echo;
  }

  /** How loud what is sent was in the last 200 ms, in dBFS. Any thread. */
  public double sentLevel() {
    return sent.latest().rms();
  }

  /** How loud what is received was in the last 200 ms, in dBFS. Any thread. */
  public double receivedLevel() {
    return received.latest().rms();
  }
}
