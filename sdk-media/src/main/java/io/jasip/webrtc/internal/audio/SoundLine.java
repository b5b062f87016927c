package io.jasip.webrtc.internal.audio;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;

/** Opens microphones and speakers: with 48 kHz, 16 bits, one channel, little endian. */
public final class SoundLine {

  private static final AudioFormat FORMAT = new AudioFormat(48_000, 16, 1, true, false);

  /** Bytes of 40 ms. */
  private static final int BUFFER = 2 * 48 * 40;

  private SoundLine() {}

  /**
   * The sound of a microphone, without end until it is closed.
   *
   * @param device null for the default
   * @throws MediaException of reason AUDIO_DEVICE
   */
  public static InputStream microphone(@Nullable AudioDevice device) {
    if (PulseClient.isUsed()) {
      Process process = PulseClient.record(device);
      return new InputStream() {
        private final InputStream in = process.getInputStream();

        @Override
        public int read() throws IOException {
          return in.read();
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
          return in.read(to, offset, length);
        }

        @Override
        public void close() {
          process.destroy();
        }
      };
    }
    try {
      TargetDataLine line = AudioSystem.getTargetDataLine(FORMAT, mixer(device));
      line.open(FORMAT, BUFFER);
      line.start();
      return new AudioInputStream(line);
    } catch (LineUnavailableException | IllegalArgumentException e) {
      throw unavailable("microphone", device, e);
    }
  }

  /**
   * Plays what is written; writing waits for the speaker.
   *
   * @param device null for the default
   * @throws MediaException of reason AUDIO_DEVICE
   */
  public static OutputStream speaker(@Nullable AudioDevice device) {
    if (PulseClient.isUsed()) {
      return PulseClient.play(device).getOutputStream();
    }
    try {
      SourceDataLine line = AudioSystem.getSourceDataLine(FORMAT, mixer(device));
      line.open(FORMAT, BUFFER);
      line.start();
      return new OutputStream() {
        @Override
        public void write(int one) {
          write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
          line.write(from, offset, length);
        }

        @Override
        public void close() {
          line.close();
        }
      };
    } catch (LineUnavailableException | IllegalArgumentException e) {
      throw unavailable("speaker", device, e);
    }
  }

  private static Mixer.@Nullable Info mixer(@Nullable AudioDevice device) {
    if (device == null) {
      return null;
    }
    return Arrays.stream(AudioSystem.getMixerInfo())
        .filter(each -> each.getName().contains(device.name()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no such device"));
  }

  private static MediaException unavailable(
      String kind, @Nullable AudioDevice device, Exception why) {
    return new MediaException(
        Reason.AUDIO_DEVICE,
        "the "
            + kind
            + (device == null ? " (default)" : " \"" + device.name() + "\"")
            + " cannot be opened: "
            + why.getMessage()
            + "; choose another by AudioDevices",
        why);
  }
}
