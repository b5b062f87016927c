package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioDeviceModule;
import dev.onvoid.webrtc.media.audio.AudioDeviceModuleBase;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.internal.audio.PulseClient;
import java.util.Arrays;

/**
 * A peer connection factory and its audio device. A headless engine has a clock of its own that
 * asks for and delivers a frame every 10 ms; each call gets an engine to itself, for a headless
 * device has one microphone only. Made and disposed on one thread at a time.
 */
final class AudioEngine {

  private static final AudioSource SILENCE = AudioSource.silence();

  private final AudioDeviceModuleBase device;
  private final PeerConnectionFactory factory;
  private final boolean headless;

  /** Read by the capture thread every 10 ms. */
  private volatile AudioSource microphone = SILENCE;

  private AudioEngine(AudioDeviceModuleBase device, boolean headless) {
    this.device = device;
    this.headless = headless;
    this.factory = new PeerConnectionFactory(device);
  }

  /** An engine without devices, running. */
  static AudioEngine headless() {
    AudioEngine engine = new AudioEngine(new HeadlessAudioDeviceModule(), true);
    engine.device.initPlayout();
    engine.device.startPlayout();
    // Only while it plays does the native side keep its own callback beside this one; set at
    // another time, this would
    // silence the call for good. So it is set once, and only what it reads from changes.
    engine.device.setAudioSource(engine.new Capture());
    return engine;
  }

  /** An engine with the default microphone and speaker. */
  static AudioEngine devices() {
    PulseServer.requireOnLinux();
    if (PulseClient.isUsed() && PulseClient.isInstalled()) {
      PulseClient.list(false, false); // one that does not answer would hold up native code for ever
    }
    try {
      return new AudioEngine(new AudioDeviceModule(), false);
    } catch (Error e) { // the binding reports an absent audio system as a bare Error
      throw new MediaException(
          Reason.AUDIO_DEVICE,
          "no audio system answers here ("
              + e.getMessage()
              + "); start one, or take WebRtcMedia.headless()",
          e);
    }
  }

  PeerConnectionFactory factory() {
    return factory;
  }

  /** Sets what is sent; on an engine with devices the microphone is, and this does nothing. */
  void microphone(AudioSource source) {
    microphone = source;
  }

  void dispose() {
    microphone = SILENCE;
    if (headless) {
      Guard.run("Stopping the recording", device::stopRecording);
      Guard.run("Stopping the playout", device::stopPlayout);
    }
    Guard.run("Disposing the factory", factory::dispose);
    Guard.run("Disposing the audio device", device::dispose);
  }

  /**
   * Brings the application's sound to the capture thread. Nothing may escape, and nothing may
   * block.
   */
  private final class Capture implements dev.onvoid.webrtc.media.audio.AudioSource {
    private final PcmFrame frame = new PcmFrame();

    @Override
    public int onPlaybackData(byte[] data, int samples, int bytes, int channels, int rate) {
      try {
        boolean expected =
            samples == PcmFrame.SAMPLES && channels == 1 && data.length >= PcmFrame.SAMPLES * 2;
        if (!expected) {
          Arrays.fill(data, (byte) 0);
          return samples;
        }
        if (!microphone.read(frame)) {
          frame.silence();
          microphone = SILENCE;
        }
        short[] from = frame.samples();
        for (int i = 0; i < PcmFrame.SAMPLES; i++) {
          data[2 * i] = (byte) from[i];
          data[2 * i + 1] = (byte) (from[i] >> 8);
        }
      } catch (Throwable e) { // an exception that reaches native code aborts the process
        Arrays.fill(data, (byte) 0);
      }
      return samples;
    }
  }
}
