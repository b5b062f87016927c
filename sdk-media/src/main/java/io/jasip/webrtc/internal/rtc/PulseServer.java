package io.jasip.webrtc.internal.rtc;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds out whether a PulseAudio server (or PipeWire in its place) answers. The native code waits
 * for one for ever, on a thread that cannot be interrupted, so it is asked for devices only after
 * this has said yes.
 */
final class PulseServer {

  private static final int TIMEOUT_MS = 500;

  private PulseServer() {}

  /**
   * Fails on Linux when no server answers.
   *
   * @throws MediaException of reason AUDIO_DEVICE
   */
  static void requireOnLinux() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("linux") && !answers(System.getenv())) {
      throw new MediaException(
          Reason.AUDIO_DEVICE,
          "no audio system answers here (PulseAudio or PipeWire); start one, or go headless with"
              + " WebRtcMedia.headless()");
    }
  }

  /** Whether a server answers at any of the places where clients look. */
  static boolean answers(Map<String, String> environment) {
    String named = environment.get("PULSE_SERVER");
    if (named != null && !named.isBlank()) {
      return Arrays.stream(named.strip().split("\\s+", -1)).anyMatch(PulseServer::connects);
    }
    List<Path> sockets = new ArrayList<>();
    String pulse = environment.get("PULSE_RUNTIME_PATH");
    if (pulse != null) {
      sockets.add(Path.of(pulse, "native"));
    }
    String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null) {
      sockets.add(Path.of(runtime, "pulse", "native"));
    }
    sockets.add(Path.of("/var/run/pulse/native"));
    return sockets.stream().anyMatch(PulseServer::connects);
  }

  private static boolean connects(String server) {
    String address = server.startsWith("{") ? server.substring(server.indexOf('}') + 1) : server;
    if (address.startsWith("unix:") || address.startsWith("/")) {
      return connects(Path.of(address.replaceFirst("^unix:", "")));
    }
    String hostport = address.replaceFirst("^tcp[46]?:", "");
    int colon = hostport.lastIndexOf(':');
    String host = colon < 0 ? hostport : hostport.substring(0, colon);
    try (Socket socket = new Socket()) {
      int port = colon < 0 ? 4713 : Integer.parseInt(hostport.substring(colon + 1));
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MS);
      return true;
    } catch (IOException | IllegalArgumentException e) { // no number, or no port
      return false;
    }
  }

  private static boolean connects(Path socket) {
    if (!Files.exists(socket)) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.configureBlocking(false); // where too many wait already, connecting waits for ever
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
