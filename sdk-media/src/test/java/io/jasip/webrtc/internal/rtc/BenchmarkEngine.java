package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.media.audio.AudioOptions;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import dev.onvoid.webrtc.media.audio.HeadlessAudioDeviceModule;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.PcmFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How the calls of {@link FactoryBenchmark} get their factory and their sound. */
interface BenchmarkEngine {

  /** A connection that sends a tone. */
  BenchmarkCall call();

  /** The ways that are compared. */
  enum Arrangement {
    /** What JaSIP does. */
    OWN_FACTORY,
    /** All calls send the same. */
    SHARED_FACTORY,
    /**
     * Each sends its own. The device is told of the benchmark's source while nothing plays, and of
     * the factory while it does. So its capture thread asks the factory for what is to be heard,
     * its playout thread is the clock of what is sent, and nothing is recorded.
     */
    SHARED_FACTORY_OWN_SOUND;

    BenchmarkEngine make() {
      return switch (this) {
        case OWN_FACTORY -> own();
        case SHARED_FACTORY -> shared();
        case SHARED_FACTORY_OWN_SOUND -> new OwnSound();
      };
    }
  }

  private static BenchmarkEngine own() {
    List<AudioEngine> engines = new ArrayList<>(); // kept from the garbage collector
    return () -> {
      AudioEngine engine = AudioEngine.headless();
      engine.microphone(AudioSource.tone(440, 0.5));
      engines.add(engine);
      return callOn(engine.factory());
    };
  }

  private static BenchmarkEngine shared() {
    AudioEngine engine = AudioEngine.headless();
    engine.microphone(AudioSource.tone(440, 0.5));
    return () -> callOn(engine.factory());
  }

  private static BenchmarkCall callOn(PeerConnectionFactory factory) {
    return new BenchmarkCall(factory, factory.createAudioSource(new AudioOptions()));
  }

  /** A factory whose calls each have a source of their own. */
  final class OwnSound implements BenchmarkEngine, dev.onvoid.webrtc.media.audio.AudioSource {

    private record Sending(CustomAudioSource to, AudioSource from) {}

    private final List<Sending> sendings = new CopyOnWriteArrayList<>();
    private final PeerConnectionFactory factory;
    private final PcmFrame frame = new PcmFrame();
    private final byte[] bytes = new byte[PcmFrame.SAMPLES * 2];

    OwnSound() {
      HeadlessAudioDeviceModule device = new HeadlessAudioDeviceModule();
      device.setAudioSource(this);
      device.initPlayout();
      device.startPlayout();
      device.initRecording();
      device.startRecording();
      factory = new PeerConnectionFactory(device);
    }

    @Override
    public BenchmarkCall call() {
      CustomAudioSource source = new CustomAudioSource();
      BenchmarkCall call = new BenchmarkCall(factory, source);
      sendings.add(new Sending(source, AudioSource.tone(300 + 40.0 * sendings.size(), 0.5)));
      return call;
    }

    @Override
    public int onPlaybackData(byte[] data, int samples, int size, int channels, int rate) {
      try {
        for (Sending each : sendings) {
          each.from.read(frame);
          short[] sound = frame.samples();
          for (int i = 0; i < sound.length; i++) {
            bytes[2 * i] = (byte) sound[i];
            bytes[2 * i + 1] = (byte) (sound[i] >> 8);
          }
          each.to.pushAudio(bytes, 16, rate, 1, sound.length);
        }
      } catch (Throwable e) { // an exception that reaches native code aborts the process
        e.printStackTrace();
      }
      return samples;
    }
  }
}
