package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether there is a PulseAudio server, asked before native code waits for one for ever. */
class PulseServerTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"%s", "tcp:%s", "tcp4:%s", "{0123abcd}tcp:%s"})
  void aServerOnATcpPortIsFound(String form) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    String address;
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      address = form.formatted(loopback.getHostAddress() + ":" + server.getLocalPort());
      assertThat(PulseServer.answers(Map.of("PULSE_SERVER", address))).isTrue();
    }
    assertThat(PulseServer.answers(Map.of("PULSE_SERVER", address))).isFalse();
  }

  @Test
  void aServerIsFoundBehindOthersThatDoNotAnswer() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback)) {
      String there = "tcp:" + loopback.getHostAddress() + ":" + server.getLocalPort();
      assertThat(PulseServer.answers(Map.of("PULSE_SERVER", "unix:/no/such " + there))).isTrue();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aServerOnASocketIsFoundWhereClientsLook() throws IOException {
    Path socket = Files.createDirectory(folder.resolve("pulse")).resolve("native");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertThat(PulseServer.answers(Map.of("PULSE_SERVER", "unix:" + socket))).isTrue();
      assertThat(PulseServer.answers(Map.of("PULSE_SERVER", socket.toString()))).isTrue();
      assertThat(PulseServer.answers(Map.of("PULSE_SERVER", "{0123abcd}unix:" + socket))).isTrue();
      assertThat(PulseServer.answers(Map.of("XDG_RUNTIME_DIR", folder.toString()))).isTrue();
      assertThat(PulseServer.answers(Map.of("PULSE_RUNTIME_PATH", socket.getParent().toString())))
          .isTrue();
    }
    assertThat(PulseServer.answers(Map.of("PULSE_SERVER", "unix:" + socket)))
        .as("the server is gone, its socket file is not")
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1:0", "127.0.0.1:99999", "127.0.0.1:port", "unix:/no/such", "{", "unix:"})
  void anAddressThatCannotAnswerIsAnAbsentServer(String address) {
    assertThat(PulseServer.answers(Map.of("PULSE_SERVER", address))).isFalse();
  }
}
