package io.jasip.webrtc;

import io.jasip.webrtc.AudioDevices.AudioDevice;
import io.jasip.webrtc.internal.audio.SoundLine;
import io.jasip.webrtc.internal.rtc.DeviceList;
import java.io.InputStream;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.jspecify.annotations.Nullable;

/**
 * The sound of a microphone as source of headless calls, which can be changed for another while
 * calls are up, without any negotiation. On Linux it needs PulseAudio or PipeWire and the package
 * pulseaudio-utils. It records until it is closed; to be closed after its call. One source may
 * serve one call at a time. All methods: any thread; opening a device takes some milliseconds.
 *
 * <pre>{@code
 * Microphone microphone = Microphone.open(null);
 * AudioOptions options =
 *     AudioOptions.builder().source(microphone).processing(AudioProcessing.ALL).build();
 * }</pre>
 */
public final class Microphone implements AudioSource, AutoCloseable {

  /** Both are read by the audio thread every 10 ms, which waits for no lock. */
  private volatile JavaSoundSource current;

  private volatile boolean closed;

  private final Volume volume = new Volume();

  Microphone(JavaSoundSource opened) {
    this.current = opened;
  }

  /**
   * Opens a microphone.
   *
   * @param device of {@link AudioDevices#microphones()}, or null for the default, see {@link
   *     AudioDevices#setDefaultMicrophone}
   * @return the source, recording
   * @throws io.jasip.media.MediaException of reason AUDIO_DEVICE, in less than a second, when no
   *     audio system answers or the device cannot be opened
   */
  public static Microphone open(@Nullable AudioDevice device) {
    return new Microphone(record(device));
  }

  private static JavaSoundSource record(@Nullable AudioDevice named) {
    AudioDevice device = AudioDevices.microphoneOr(named);
    DeviceList.require(true, device);
    InputStream in = SoundLine.microphone(device);
    return new JavaSoundSource(
        new AudioInputStream(in, JavaSound.FORMAT, AudioSystem.NOT_SPECIFIED), true);
  }

  /**
   * Changes to another microphone; the present one is heard until that works.
   *
   * @param device as for {@link #open}
   * @throws io.jasip.media.MediaException as {@link #open}; the present one stays then
   * @throws IllegalStateException after {@link #close}
   */
  public synchronized void use(@Nullable AudioDevice device) {
    if (closed) {
      throw new IllegalStateException("use(): the microphone was closed");
    }
    JavaSoundSource next = record(device);
    JavaSoundSource before = current;
    current = next;
    before.close();
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
   * Sends silence instead; the device goes on recording.
   *
   * @param muted whether to
   */
  public void setMuted(boolean muted) {
    volume.mute(muted);
  }

  @Override
  public boolean read(PcmFrame frame) {
    JavaSoundSource from = current;
    boolean more = from.read(frame);
    volume.apply(frame);
    return more || !isOver(from);
  }

  /** A device that was pulled out gives silence, so that another can take its place. */
  @SuppressWarnings("ReferenceEquality") // unless it was changed meanwhile
  private boolean isOver(JavaSoundSource which) {
    return closed && which == current;
  }

  /** Ends the recording. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    current.close();
  }
}
