package io.jasip.examples.dialer;

import io.jasip.media.IceServer;
import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.WebRtcMedia;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How the sound of a call is made, and how it finds its way. */
final class EngineOptions {

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
      names = "--codec",
      paramLabel = "NAME",
      description = "Offer only these, preferred first: opus, g722, ulaw, alaw. Default: all.")
  List<String> codecs = new ArrayList<>();

  @ArgGroup Kind kind = new Kind();

  /** One of two kinds of engine. */
  static final class Kind {
    @Option(names = "--devices", description = "Talk by the default microphone and speaker.")
    boolean devices;

    @Option(
        names = "--headless",
        description = "Use no microphone and no speaker: send --play or silence. The default.")
    boolean headless;
  }

  /** The engine that makes the media. */
  WebRtcMedia engine() {
    WebRtcMedia.Builder builder = WebRtcMedia.builder();
    if (!codecs.isEmpty()) {
      builder.codecs(codecs.stream().map(AudioCodec::parse).toList());
    }
    return (kind.devices ? builder.devices() : builder.headless()).build();
  }

  /**
   * STUN and TURN servers.
   *
   * @throws IllegalArgumentException if one is none; the message names it
   */
  List<IceServer> iceServers() {
    return iceServers(
        problem -> {
          throw problem;
        });
  }

  /** STUN and TURN servers that are some; those that are none go elsewhere. */
  List<IceServer> iceServers(Consumer<IllegalArgumentException> refused) {
    List<IceServer> servers = new ArrayList<>();
    for (String url : stun) {
      add(() -> IceServer.stun(url), servers, refused);
    }
    for (String each : turn) {
      add(() -> turnServer(each), servers, refused);
    }
    return servers;
  }

  private static void add(
      Supplier<IceServer> server,
      List<IceServer> servers,
      Consumer<IllegalArgumentException> refused) {
    try {
      servers.add(server.get());
    } catch (IllegalArgumentException e) {
      refused.accept(e);
    }
  }

  private static IceServer turnServer(String option) {
    String[] parts = option.split(",", 3);
    if (parts.length < 3) {
      throw new IllegalArgumentException(
          "--turn \"" + parts[0] + "\": user and password are missing; write URL,USER,PASS");
    }
    return IceServer.turn(parts[0], parts[1], parts[2]);
  }
}
