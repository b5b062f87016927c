package io.jasip.examples.dialer;

import io.jasip.media.IceServer;
import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a call sounds like and for how long. */
final class MediaArguments {

  @Option(
      names = "--stun",
      paramLabel = "URL",
      description = "STUN server, such as stun:host:3478.")
  List<String> stun = new ArrayList<>();

  @Option(
      names = "--turn",
      paramLabel = "URL,USER,PASS",
      description = "TURN server, such as turn:host:3478,bob,secret.")
  List<String> turn = new ArrayList<>();

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
      names = "--codec",
      paramLabel = "NAME",
      description = "Offer only these, preferred first: opus, g722, ulaw, alaw. Default: all.")
  List<String> codecs = new ArrayList<>();

  @ArgGroup Sound sound = new Sound();

  /** One of two kinds of engine. */
  static final class Sound {
    @Option(names = "--devices", description = "Talk by the default microphone and speaker.")
    boolean devices;

    @Option(
        names = "--headless",
        description = "Use no microphone and no speaker: send --play or silence. The default.")
    boolean headless;
  }

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

  /** The engine that makes the media. */
  WebRtcMedia engine() {
    if (sound.devices && play != null) {
      throw new IllegalArgumentException(
          "--play \""
              + play
              + "\" and --devices exclude each other: the microphone is what is sent");
    }
    WebRtcMedia.Builder builder = WebRtcMedia.builder();
    if (!codecs.isEmpty()) {
      builder.codecs(codecs.stream().map(AudioCodec::parse).toList());
    }
    return (sound.devices ? builder.devices() : builder.headless()).build();
  }

  /** STUN and TURN servers. */
  List<IceServer> iceServers() {
    List<IceServer> servers = new ArrayList<>();
    stun.forEach(url -> servers.add(IceServer.stun(url)));
    for (String each : turn) {
      String[] parts = each.split(",", 3);
      if (parts.length < 3) {
        throw new IllegalArgumentException(
            "--turn \"" + parts[0] + "\": user and password are missing; write URL,USER,PASS");
      }
      servers.add(IceServer.turn(parts[0], parts[1], parts[2]));
    }
    return servers;
  }
}
