package io.jasip.webrtc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sounds and sound files for tests. */
public final class Sounds {

  private Sounds() {}

  /** Reads frames of a source, as the audio thread does. */
  public static short[] read(AudioSource source, int frames) {
    short[] sound = new short[frames * PcmFrame.SAMPLES];
    PcmFrame frame = new PcmFrame();
    for (int i = 0; i < frames; i++) {
      source.read(frame);
      System.arraycopy(frame.samples(), 0, sound, i * PcmFrame.SAMPLES, PcmFrame.SAMPLES);
    }
    return sound;
  }

  /** Reads a source to its end. */
  public static short[] readAll(AudioSource source) {
    short[] sound = new short[0];
    PcmFrame frame = new PcmFrame();
    while (source.read(frame)) {
      int before = sound.length;
      sound = Arrays.copyOf(sound, before + PcmFrame.SAMPLES);
      System.arraycopy(frame.samples(), 0, sound, before, PcmFrame.SAMPLES);
    }
    return sound;
  }

  /** One second of a tone at half of full scale, in a WAV file of PCM. */
  public static Path toneFile(Path file, double frequency, int rate, int bits, int channels) {
    int width = bits / 8;
    ByteBuffer data = ByteBuffer.allocate(rate * width * channels).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < rate; i++) {
      double value = 0.5 * Math.sin(2 * Math.PI * frequency * i / rate);
      long sample = Math.round(value * (1L << (bits - 1)));
      for (int channel = 0; channel < channels; channel++) {
        // WAV files of 8 bits are unsigned, all others signed.
        long stored = bits == 8 ? sample + 128 : sample;
        for (int place = 0; place < width; place++) {
          data.put((byte) (stored >> (8 * place)));
        }
      }
    }
    AudioFormat format = new AudioFormat(rate, bits, channels, bits > 8, false);
    try (AudioInputStream in =
        new AudioInputStream(new ByteArrayInputStream(data.array()), format, rate)) {
      AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The 44 bytes of a WAV header of plain PCM, with whatever numbers are given. */
  public static byte[] wavHeader(int encoding, int channels, int rate, int bits, int dataBytes) {
    ByteBuffer header = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {'R', 'I', 'F', 'F'}).putInt(36 + dataBytes);
    header.put(new byte[] {'W', 'A', 'V', 'E', 'f', 'm', 't', ' '}).putInt(16);
    header.putShort((short) encoding).putShort((short) channels);
    header.putInt(rate).putInt(rate * channels * bits / 8);
    header.putShort((short) (channels * bits / 8)).putShort((short) bits);
    header.put(new byte[] {'d', 'a', 't', 'a'}).putInt(dataBytes);
    return header.array();
  }
}
