package io.jasip.webrtc.internal.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Makes samples between -1 and 1 of one channel from the bytes of a linear format: 8, 16, 24 or 32
 * bits with or without sign, or floating point; several channels are averaged.
 */
public final class PcmDecoder {

  /** What sound hardware records at. */
  private static final float MIN_RATE = 4_000;

  private static final float MAX_RATE = 768_000;

  private final AudioFormat format;
  private final boolean real;
  private final boolean unsigned;
  private final int width;

  /**
   * Makes a decoder.
   *
   * @throws IllegalArgumentException if the format is not such a one; the message is the end of a
   *     sentence
   */
  public PcmDecoder(AudioFormat format) {
    this.format = format;
    int bits = format.getSampleSizeInBits();
    real = format.getEncoding().equals(Encoding.PCM_FLOAT);
    unsigned = format.getEncoding().equals(Encoding.PCM_UNSIGNED);
    width = bits / 8;
    boolean signed = format.getEncoding().equals(Encoding.PCM_SIGNED);
    boolean whole = (signed || unsigned) && bits % 8 == 0 && bits >= 8 && bits <= 32;
    if (!whole && !(real && (bits == 32 || bits == 64))) {
      throw new IllegalArgumentException(
          "holds " + format.getEncoding() + " of " + bits + " bits; save it as PCM");
    }
    float rate = format.getSampleRate();
    if (format.getChannels() < 1 || !(rate >= MIN_RATE && rate <= MAX_RATE)) {
      throw new IllegalArgumentException(
          "has "
              + format.getChannels()
              + " channels at "
              + rate
              + " Hz; save it with one or two, at 8000 to 48000 Hz");
    }
  }

  /** The same sound in a linear format: A-law and mu-law are expanded, others left as they are. */
  public static AudioInputStream linear(AudioInputStream in) {
    AudioFormat format = in.getFormat();
    Encoding encoding = format.getEncoding();
    boolean companded = encoding.equals(Encoding.ALAW) || encoding.equals(Encoding.ULAW);
    if (!companded || format.getSampleSizeInBits() != 8 || format.getChannels() < 1) {
      return in;
    }
    AudioFormat linear =
        new AudioFormat(
            Encoding.PCM_SIGNED,
            format.getSampleRate(),
            16,
            format.getChannels(),
            2 * format.getChannels(),
            format.getSampleRate(),
            false);
    return AudioSystem.getAudioInputStream(linear, in);
  }

  /** The bytes of one sample of all channels. */
  public int frameBytes() {
    return width * format.getChannels();
  }

  /** Decodes whole samples; what is left of a last one is left out. */
  public double[] decode(byte[] bytes, int length) {
    ByteBuffer data =
        ByteBuffer.wrap(bytes)
            .order(format.isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int channels = format.getChannels();
    double[] mono = new double[length / frameBytes()];
    for (int i = 0; i < mono.length; i++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        int at = (i * channels + channel) * width;
        sum += real ? real(data, at) : integer(data, at);
      }
      mono[i] = sum / channels;
    }
    return mono;
  }

  /** Decodes to 16 bits. */
  public short[] decode16(byte[] bytes, int length) {
    double[] mono = decode(bytes, length);
    short[] samples = new short[mono.length];
    for (int i = 0; i < samples.length; i++) {
      long value = Math.round(mono[i] * Short.MAX_VALUE);
      samples[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value));
    }
    return samples;
  }

  private double real(ByteBuffer data, int at) {
    double value = width == 4 ? data.getFloat(at) : data.getDouble(at);
    return Double.isFinite(value) ? value : 0;
  }

  private double integer(ByteBuffer data, int at) {
    long value = 0;
    for (int i = 0; i < width; i++) {
      int place = data.order() == ByteOrder.BIG_ENDIAN ? width - 1 - i : i;
      value |= (data.get(at + i) & 0xffL) << (8 * place);
    }
    long half = 1L << (8 * width - 1);
    long centred = unsigned ? value - half : value >= half ? value - 2 * half : value;
    return (double) centred / half;
  }
}
