package io.jasip.examples.asterisk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFileFormat.Type;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** WAV files as telephones have them: 8000 Hz, one channel, 16 bits, little endian. */
public final class Wav {

  private static final int RATE = 8000;
  private static final int FRAMES_PER_SECOND = 20;
  private static final int FRAME = RATE / FRAMES_PER_SECOND;
  private static final int AUDIBLE = 100;

  /** RIFF, fmt and data. */
  private static final int HEADER = 44;

  private static final AudioFormat TELEPHONE = new AudioFormat(RATE, 16, 1, true, false);

  private Wav() {}

  /**
   * Writes a sine tone, or silence.
   *
   * @param file the file to make
   * @param hertz the frequency; 0 for silence
   * @param length how long it sounds
   * @return {@code file}
   */
  public static Path writeTone(Path file, int hertz, Duration length) {
    ByteBuffer samples = littleEndian(ByteBuffer.allocate(bytes(length)));
    for (int i = 0; samples.hasRemaining(); i++) {
      samples.putShort((short) (10_000 * Math.sin(2 * Math.PI * hertz * i / RATE)));
    }
    return write(file, samples.array());
  }

  /**
   * Copies {@code source} again and again until {@code target} is as long as asked.
   *
   * @param source the file to copy
   * @param target the file to make
   * @param length how long it sounds
   * @return {@code target}
   * @throws IllegalArgumentException if {@code source} is not 8000 Hz, mono, 16 bits, or is empty
   */
  public static Path writeLoop(Path source, Path target, Duration length) {
    byte[] once = read(source);
    if (once.length == 0) {
      throw new IllegalArgumentException(source + " holds no sound");
    }
    byte[] loop = new byte[bytes(length)];
    for (int i = 0; i < loop.length; i++) {
      loop[i] = once[i % once.length];
    }
    return write(target, loop);
  }

  /**
   * How long the file sounds.
   *
   * @param file 8000 Hz, one channel, 16 bits
   * @return the length in milliseconds
   */
  public static Duration length(Path file) {
    return Duration.ofMillis(read(file).length / 2 * 1000L / RATE);
  }

  /**
   * How much of the file's energy is at one frequency.
   *
   * @param file 8000 Hz, one channel, 16 bits
   * @param hertz the frequency; exact for multiples of 20
   * @return near 1 for a recording of that tone, near 0 for speech, another tone, or silence
   */
  public static double toneShare(Path file, int hertz) {
    double tone = 0;
    double all = 0;
    for (Frame frame : frames(read(file), hertz)) {
      tone += frame.tone;
      all += frame.all;
    }
    return all == 0 ? 0 : tone / all;
  }

  /**
   * How long one tone, and nothing else, sounds in a file that somebody may still be writing: then
   * its header says nothing of its length.
   *
   * @param file 8000 Hz, one channel, 16 bits, with the usual header
   * @param hertz the frequency; exact for multiples of 20
   * @return in steps of 50 ms
   */
  public static Duration toneLength(Path file, int hertz) {
    try {
      byte[] all = Files.readAllBytes(file);
      byte[] samples = Arrays.copyOfRange(all, Math.min(HEADER, all.length), all.length);
      return Duration.ofMillis(
          1000 / FRAMES_PER_SECOND * frames(samples, hertz).stream().filter(Frame::isTone).count());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The energy of some sound.
   *
   * @param tone at the frequency
   * @param all at any
   */
  private record Frame(double tone, double all) {
    boolean isTone() {
      return all > FRAME * AUDIBLE * AUDIBLE && tone > 0.7 * all;
    }
  }

  private static List<Frame> frames(byte[] bytes, int hertz) {
    ShortBuffer samples = littleEndian(ByteBuffer.wrap(bytes)).asShortBuffer();
    short[] frame = new short[FRAME];
    List<Frame> frames = new ArrayList<>();
    while (samples.remaining() >= frame.length) {
      samples.get(frame);
      double re = 0;
      double im = 0;
      double all = 0;
      for (int i = 0; i < frame.length; i++) {
        double phase = 2 * Math.PI * hertz * i / RATE;
        re += frame[i] * Math.cos(phase);
        im += frame[i] * Math.sin(phase);
        all += (double) frame[i] * frame[i];
      }
      frames.add(new Frame(2 * (re * re + im * im) / frame.length, all));
    }
    return frames;
  }

  private static int bytes(Duration length) {
    return Math.toIntExact(length.toMillis() * RATE / 1000) * 2;
  }

  private static ByteBuffer littleEndian(ByteBuffer buffer) {
    return buffer.order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] read(Path file) {
    try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
      if (!in.getFormat().matches(TELEPHONE)) {
        throw new IllegalArgumentException(
            file + " must be 8000 Hz, one channel, 16 bits, not " + in.getFormat());
      }
      return in.readAllBytes();
    } catch (UnsupportedAudioFileException e) {
      throw new IllegalArgumentException(file + " is not a WAV file", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path write(Path file, byte[] samples) {
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(samples), TELEPHONE, samples.length / 2)) {
      AudioSystem.write(in, Type.WAVE, file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
