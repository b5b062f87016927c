package io.jasip.examples.dialer;

import io.jasip.media.IceServer;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a call sounds like and for how long. */
final class MediaArguments {

  @Mixin EngineOptions engine = new EngineOptions();

  @Option(
      names = "--play",
      paramLabel = "FILE.wav",
      description = "Send this sound; hang up when it is over, unless --duration says when.")
  @Nullable Path play;

  @Option(names = "--record", paramLabel = "FILE.wav", description = "Record what is heard.")
  @Nullable Path record;

  @Option(
      names = "--duration",
      paramLabel = "SECONDS",
      description = "Hang up this long after the answer. Default: the far end hangs up, or Ctrl-C.")
  @Nullable Double seconds;

  @Option(
      names = {"-i", "--interactive"},
      description = {
        "While the call is up, read lines of standard input: digits to send, hold, resume, mute,"
            + " unmute, transfer TARGET, quality, hangup, help.",
        "Not for a process in the background of a terminal, which the terminal would stop."
      })
  boolean interactive;

  /** How long to talk; null if the options do not say. */
  @Nullable Duration duration() {
    if (seconds == null) {
      return null;
    }
    if (!(seconds > 0) || seconds > Duration.ofDays(7).toSeconds()) {
      throw new IllegalArgumentException(
          "--duration " + seconds + " is not a number of seconds between 0 and a week");
    }
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /** Whether microphone and speaker are used. */
  boolean devices() {
    return engine.kind.devices;
  }

  /** The engine that makes the media. */
  WebRtcMedia engine() {
    if (devices() && play != null) {
      throw new IllegalArgumentException(
          "--play \""
              + play
              + "\" and --devices exclude each other: the microphone is what is sent");
    }
    return engine.engine();
  }

  /** STUN and TURN servers. */
  List<IceServer> iceServers() {
    return engine.iceServers();
  }
}
