package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** The sound of a WAV file as one channel of 48 kHz. */
public final class WavFile {

  /**
   * A quarter of an hour at 48 kHz, two channels, 16 bits is 173 MB; more belongs into a streaming
   * source.
   */
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  private final short[] samples;

  private WavFile(short[] samples) {
    this.samples = samples;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read or is no WAV file with PCM; the message
   *     names it
   */
  public static WavFile read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("is larger than " + MAX_BYTES + " bytes");
      }
      byte[] bytes = Files.readAllBytes(file);
      try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
        AudioInputStream linear = PcmDecoder.linear(in);
        PcmDecoder decoder = new PcmDecoder(linear.getFormat());
        byte[] data = linear.readAllBytes();
        return new WavFile(
            Resampler.whole(
                decoder.decode16(data, data.length),
                Math.round(linear.getFormat().getSampleRate())));
      }
    } catch (IllegalArgumentException e) { // says the end of the sentence
      throw bad(file, String.valueOf(e.getMessage()), e);
    } catch (NoSuchFileException e) {
      throw bad(file, "does not exist", e);
    } catch (UnsupportedAudioFileException e) {
      throw bad(file, "is not a WAV file with PCM sound", e);
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException bad(Path file, String what, Throwable cause) {
    return new IllegalArgumentException("audio file \"" + file + "\" " + what, cause);
  }

  /** The samples. */
  public short[] samples() {
    return Arrays.copyOf(samples, samples.length);
  }

  /** A source that plays the file once. */
  public AudioSource source() {
    return new Player(samples);
  }

  private static final class Player implements AudioSource {
    private final short[] samples;
    private int position;

    Player(short[] samples) {
      this.samples = samples;
    }

    @Override
    public boolean read(PcmFrame frame) {
      int count = Math.min(PcmFrame.SAMPLES, samples.length - position);
      System.arraycopy(samples, position, frame.samples(), 0, count);
      Arrays.fill(frame.samples(), count, PcmFrame.SAMPLES, (short) 0);
      position += count;
      return count > 0;
    }
  }
}
