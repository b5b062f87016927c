package io.jasip.webrtc;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import io.jasip.webrtc.internal.audio.SoundLine;
import io.jasip.webrtc.internal.rtc.DeviceList;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A speaker as sink of headless calls, which can be changed for another while calls are up, without
 * any negotiation; and for ring tones. On Linux it needs PulseAudio or PipeWire and the package
 * pulseaudio-utils. To be closed after its call. All methods: any thread; opening a device takes
 * some milliseconds. What waits for the device is on daemon threads, {@code jasip-speaker}.
 */
public final class Speaker implements AudioSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
  private static final Duration LONG = Duration.ofDays(1);

  private @Nullable AudioDevice device;
  private boolean closed;

  /** Where frames go; read by the audio thread every 10 ms. */
  private volatile AudioSinkQueue queue;

  private final Volume volume = new Volume();
  private final PcmFrame frame = new PcmFrame();

  private Speaker(@Nullable AudioDevice device) {
    this.device = device;
    this.queue = begin(device);
  }

  /**
   * Opens a speaker.
   *
   * @param device of {@link AudioDevices#speakers()}, or null for the default, see {@link
   *     AudioDevices#setDefaultSpeaker}
   * @return the sink
   * @throws io.jasip.media.MediaException of reason AUDIO_DEVICE, in less than a second, when no
   *     audio system answers or the device cannot be opened
   */
  public static Speaker open(@Nullable AudioDevice device) {
    return new Speaker(device);
  }

  private static OutputStream line(@Nullable AudioDevice named) {
    AudioDevice device = AudioDevices.speakerOr(named);
    DeviceList.require(false, device);
    return SoundLine.speaker(device);
  }

  private static AudioSinkQueue begin(@Nullable AudioDevice device) {
    OutputStream line = line(device);
    AudioSinkQueue opened = new AudioSinkQueue(Duration.ofMillis(100));
    start(
        () -> {
          try (line) {
            while (!opened.isFinished()) {
              PcmFrame next = opened.poll(LONG);
              if (next != null) {
                put(next, line);
              }
            }
          }
        });
    return opened;
  }

  private interface Playing {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Playing playing) {
    Thread thread =
        new Thread(
            () -> {
              try {
                playing.run();
              } catch (IOException | InterruptedException e) {
                LOG.warn("A speaker cannot be played to any more: {}", e.toString());
              }
            },
            "jasip-speaker");
    thread.setDaemon(true);
    thread.start();
  }

  private static void put(PcmFrame from, OutputStream line) throws IOException {
    byte[] bytes = new byte[2 * PcmFrame.SAMPLES];
    for (int i = 0; i < PcmFrame.SAMPLES; i++) {
      bytes[2 * i] = (byte) from.samples()[i];
      bytes[2 * i + 1] = (byte) (from.samples()[i] >> 8);
    }
    line.write(bytes);
    line.flush();
  }

  /**
   * Changes to another speaker.
   *
   * @param next as for {@link #open}
   * @throws io.jasip.media.MediaException as {@link #open}; the present one stays then
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void use(@Nullable AudioDevice next) {
    if (closed) {
      throw new IllegalStateException("use(): the speaker was closed");
    }
    AudioSinkQueue opened = begin(next);
    AudioSinkQueue before = queue;
    device = next;
    queue = opened;
    before.close();
  }

  /**
   * Plays a sound beside the call, such as {@link ProgressTone#source()}, on this device.
   *
   * @param sound played to its end
   * @return stops it earlier
   * @throws io.jasip.media.MediaException as {@link #open}
   */
  public synchronized ListenerHandle play(AudioSource sound) {
    OutputStream line = line(device);
    Tune tune = new Tune(sound, line);
    start(tune::run);
    return () -> tune.stopped = true;
  }

  private static final class Tune {
    private final AudioSource sound;
    private final OutputStream line;
    private volatile boolean stopped;

    Tune(AudioSource sound, OutputStream line) {
      this.sound = sound;
      this.line = line;
    }

    void run() throws IOException {
      PcmFrame next = new PcmFrame();
      try (line) {
        while (!stopped && sound.read(next)) {
          put(next, line); // which waits for the device, and so keeps the time
        }
      }
    }
  }

  /**
   * Makes it louder or softer.
   *
   * @param factor 0 for silence, 1 for as it is, which is the default, at most 4
   * @throws IllegalArgumentException if it is out of range
   */
  public void setVolume(double factor) {
    volume.set(factor);
  }

  /**
   * Plays silence instead of the call.
   *
   * @param muted whether to
   */
  public void setMuted(boolean muted) {
    volume.mute(muted);
  }

  /** {@inheritDoc} Called by the engine. */
  @Override
  public void write(PcmFrame heard) {
    System.arraycopy(heard.samples(), 0, frame.samples(), 0, PcmFrame.SAMPLES);
    volume.apply(frame);
    queue.write(frame);
  }

  /**
   * Takes no more of the call; what is queued is played. What {@link #play} began goes on to its end,
   * or until it is stopped. Idempotent.
   */
  @Override
  public synchronized void close() {
    closed = true;
    queue.close();
  }
}
