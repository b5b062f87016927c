package io.jasip.webrtc.internal.audio;

import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.jspecify.annotations.Nullable;

/** The sound of a WAV file as one channel of 48 kHz. */
public final class WavFile {

  /**
   * A quarter of an hour at 48 kHz, two channels, 16 bits is 173 MB; more belongs into a streaming
   * source.
   */
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  /** What sound hardware records at; the length of the converted sound is in inverse proportion. */
  private static final float MIN_RATE = 4_000;

  private static final float MAX_RATE = 768_000;

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
        throw bad(file, "is larger than " + MAX_BYTES + " bytes", null);
      }
      byte[] bytes = Files.readAllBytes(file);
      try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(bytes))) {
        AudioFormat format = in.getFormat();
        double[] mono = mono(in.readAllBytes(), format, file);
        return new WavFile(Resampler.resample(mono, format.getSampleRate()));
      }
    } catch (NoSuchFileException e) {
      throw bad(file, "does not exist", e);
    } catch (UnsupportedAudioFileException e) {
      throw bad(file, "is not a WAV file with PCM sound", e);
    } catch (IOException e) {
      throw bad(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException bad(Path file, String what, @Nullable Throwable cause) {
    return new IllegalArgumentException("audio file \"" + file + "\" " + what, cause);
  }

  private static double[] mono(byte[] bytes, AudioFormat format, Path file) {
    boolean real = format.getEncoding().equals(AudioFormat.Encoding.PCM_FLOAT);
    boolean unsigned = format.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED);
    boolean signed = format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED);
    int bits = format.getSampleSizeInBits();
    boolean whole = (signed || unsigned) && bits % 8 == 0 && bits >= 8 && bits <= 32;
    boolean readable = whole || (real && (bits == 32 || bits == 64));
    if (!readable) {
      throw bad(
          file, "holds " + format.getEncoding() + " of " + bits + " bits; save it as PCM", null);
    }
    float rate = format.getSampleRate();
    int channels = format.getChannels();
    if (channels < 1 || !(rate >= MIN_RATE && rate <= MAX_RATE)) {
      throw bad(
          file,
          "has "
              + channels
              + " channels at "
              + rate
              + " Hz; save it with one or two, at 8000 to 48000 Hz",
          null);
    }
    ByteBuffer data =
        ByteBuffer.wrap(bytes)
            .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int width = bits / 8;
    double[] mono = new double[bytes.length / (width * channels)];
    for (int i = 0; i < mono.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * width;
        sum += real ? real(data, at, width) : integer(data, at, width, unsigned);
      }
      mono[i] = sum / channels;
    }
    return mono;
  }

  private static double real(ByteBuffer data, int at, int width) {
    double value = width == 4 ? data.getFloat(at) : data.getDouble(at);
    return Double.isFinite(value) ? value : 0;
  }

  private static double integer(ByteBuffer data, int at, int width, boolean unsigned) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      int place = data.order() == ByteOrder.BIG_ENDIAN ? width - 1 - i : i;
      value |= (data.get(at + i) & 0xffL) << (8 * place);
    }
    long half = 1L << (8 * width - 1);
    long centred = unsigned ? value - half : value >= half ? value - 2 * half : value;
    return (double) centred / half;
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
