package io.jasip.webrtc.internal.rtc;

import io.jasip.media.MachineReport;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaExaminer;
import io.jasip.media.MediaException;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.webrtc.AudioDevices;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import io.jasip.webrtc.AudioLevel;
import io.jasip.webrtc.AudioLevelMeter;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioProcessing;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.Microphone;
import io.jasip.webrtc.PcmFrame;
import io.jasip.webrtc.internal.audio.EchoTest;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a diagnosis examine the machine and make test calls, as an engine is configured. */
final class RealMediaExaminer implements MediaExaminer {

  private static final Logger LOG = LoggerFactory.getLogger(RealMediaExaminer.class);

  private static final long LIMIT_MS = 2_500;
  private static final long LISTEN_MS = 400;

  /** A device takes a moment until it gives sound; what comes before is not measured. */
  private static final int FRAMES_NOT_MEASURED = 10;

  /** The diagnosis decides when a test call is over. */
  private static final Duration NEVER = Duration.ofMinutes(1);

  private final EngineSettings settings;

  RealMediaExaminer(EngineSettings settings) {
    this.settings = settings;
  }

  @Override
  public MediaEngine toneEngine() {
    RtcEngine engine =
        new RtcEngine(
            new EngineSettings(
                true,
                settings.codecs(),
                settings.network().withMediaTimeout(NEVER),
                settings.maxSessions(),
                AudioProcessing.NONE,
                AudioSource::silence,
                AudioSink::discard));
    return new MediaEngine() {
      @Override
      public CompletableFuture<Void> retain() {
        return engine.retain();
      }

      @Override
      public CompletableFuture<Void> release() {
        return engine.release();
      }

      @Override
      public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
        EchoTest test = new EchoTest();
        AudioOptions options = AudioOptions.builder().source(test).sink(test).build();
        return engine.createSession(
            new MediaSessionConfig(config.id(), config.iceServers(), options), listener);
      }
    };
  }

  @Override
  public CompletableFuture<MachineReport> examineMachine() {
    CompletableFuture<MachineReport> report = new CompletableFuture<>();
    Thread examiner = new Thread(() -> examine(report), "jasip-examine-machine");
    examiner.setDaemon(true); // native code may not come back
    examiner.start();
    return report.completeOnTimeout(
        report(null, "the audio system does not answer", List.of(), List.of(), null),
        LIMIT_MS,
        TimeUnit.MILLISECONDS);
  }

  private void examine(CompletableFuture<MachineReport> report) {
    try {
      NativeLibrary.load();
    } catch (MediaException e) {
      report.complete(report(e.getMessage(), null, List.of(), List.of(), null));
      return;
    }
    if (settings.headless()) {
      report.complete(report(null, null, List.of(), List.of(), null));
      return;
    }
    try {
      List<String> microphones = names(AudioDevices.microphones().join());
      List<String> speakers = names(AudioDevices.speakers().join());
      AudioLevel level = microphones.isEmpty() ? null : listen();
      report.complete(report(null, null, microphones, speakers, level));
    } catch (RuntimeException e) {
      MediaException why = MediaThread.explain("cannot list devices", e);
      report.complete(report(null, why.getMessage(), List.of(), List.of(), null));
    }
  }

  private static List<String> names(List<AudioDevice> devices) {
    return devices.stream().map(AudioDevice::name).toList();
  }

  /** The level of the default microphone; null if its sound cannot be had. */
  private static @Nullable AudioLevel listen() {
    try (Microphone microphone = Microphone.open(null)) {
      CompletableFuture<AudioLevel> measured = new CompletableFuture<>();
      AudioLevelMeter meter =
          new AudioLevelMeter(Duration.ofMillis(LISTEN_MS), measured::complete, Runnable::run);
      PcmFrame frame = new PcmFrame();
      int frames = 0;
      while (!measured.isDone() && microphone.read(frame)) {
        if (++frames > FRAMES_NOT_MEASURED) {
          meter.write(frame);
        }
        // A call would ask for the next frame in 10 ms.
        measured.copy().completeOnTimeout(null, 10, TimeUnit.MILLISECONDS).join();
      }
      return measured.getNow(null);
    } catch (MediaException e) {
      LOG.debug("The microphone gives no sound that could be measured", e);
      return null;
    }
  }

  private MachineReport report(
      @Nullable String libraryProblem,
      @Nullable String audioProblem,
      List<String> microphones,
      List<String> speakers,
      @Nullable AudioLevel level) {
    return new MachineReport(
        libraryProblem,
        !settings.headless(),
        audioProblem,
        microphones,
        speakers,
        level == null ? OptionalDouble.empty() : OptionalDouble.of(level.rms()));
  }
}
