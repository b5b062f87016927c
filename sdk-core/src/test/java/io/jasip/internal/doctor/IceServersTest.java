package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.media.IceServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("STUN and TURN servers")
class IceServersTest extends DoctorTest {

  /** What a STUN server does with a request. */
  interface Reply {
    StunMessage to(StunMessage request, DatagramPacket packet);
  }

  private DatagramSocket server(Reply reply) throws IOException {
    DatagramSocket socket = open(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
    Thread thread =
        new Thread(
            () -> {
              byte[] in = new byte[2_048];
              while (!socket.isClosed()) {
                try {
                  DatagramPacket packet = new DatagramPacket(in, in.length);
                  socket.receive(packet);
                  StunMessage request = StunMessage.read(in, packet.getLength()).orElseThrow();
                  byte[] out = reply.to(request, packet).bytes();
                  socket.send(new DatagramPacket(out, out.length, packet.getSocketAddress()));
                } catch (IOException e) {
                  return;
                }
              }
            },
            "stun-server");
    thread.setDaemon(true);
    thread.start();
    return socket;
  }

  private static StunMessage success(StunMessage request) {
    return request.reply(StunMessage.SUCCESS);
  }

  private static StunMessage error(StunMessage request, int code) {
    return request
        .reply(StunMessage.ERROR)
        .with(
            StunMessage.ERROR_CODE,
            new byte[] {0, 0, (byte) (code / 100), (byte) (code % 100), 'n', 'o'});
  }

  private static StunMessage asking(StunMessage request) {
    return error(request, 401)
        .with(StunMessage.REALM, "turn.example")
        .with(StunMessage.NONCE, "n1");
  }

  private static StepResult ask(IceServer server) {
    Diagnosis diagnosis = examine("wss://localhost:1/ws", alice -> alice.iceServer(server));
    return result(diagnosis, Step.ICE_SERVERS);
  }

  @Test
  void aStunServerTellsOurAddress() throws IOException {
    DatagramSocket stun =
        server(
            (request, packet) ->
                success(request)
                    .with(
                        StunMessage.XOR_MAPPED_ADDRESS,
                        // 192.0.2.1:32853 of RFC 5769 section 2.2
                        new byte[] {
                          0, 1, (byte) 0xa1, 0x47, (byte) 0xe1, 0x12, (byte) 0xa6, 0x43
                        }));
    String url = "stun:127.0.0.1:" + stun.getLocalPort();

    StepResult result = ask(IceServer.stun(url));

    assertThat(result.verdict()).isEqualTo(Verdict.OK);
    assertThat(result.evidence())
        .anyMatch(
            each ->
                each.name().equals("ice-server." + url + ".mapped")
                    && each.value().equals("192.0.2.1:32853"));
  }

  @Test
  void aStunServerThatIsNotThere() throws IOException {
    int port;
    try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    StepResult result = ask(IceServer.stun("stun:127.0.0.1:" + port));

    assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(result.findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.STUN_UNREACHABLE);
  }

  @Test
  void aTurnServerThatIsSilent() throws IOException {
    DatagramSocket silent = open(new DatagramSocket(0, InetAddress.getLoopbackAddress()));

    StepResult result =
        ask(IceServer.turn("turn:127.0.0.1:" + silent.getLocalPort(), "alice", "rabbit"));

    assertThat(result.findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.TURN_UNREACHABLE);
  }

  @Test
  void aTurnServerThatRefusesThePassword() throws IOException {
    DatagramSocket turn = server((request, packet) -> asking(request));

    StepResult result =
        ask(IceServer.turn("turn:127.0.0.1:" + turn.getLocalPort(), "alice", "rabbit"));

    assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(result.findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.TURN_CREDENTIALS_REFUSED);
    assertThat(result.toString()).doesNotContain("rabbit");
  }

  @Test
  void aTurnServerTakesThePasswordAndLendsAnAddress() throws IOException {
    byte[] address = {0, 1, (byte) 0xa1, 0x47, (byte) 0xe1, 0x12, (byte) 0xa6, 0x43};
    List<Integer> allocated = new CopyOnWriteArrayList<>();
    DatagramSocket turn =
        server(
            (request, packet) -> {
              if (request.text(StunMessage.USERNAME).filter("alice"::equals).isEmpty()) {
                return asking(request);
              }
              allocated.add(packet.getPort());
              return success(request)
                  .with(StunMessage.XOR_MAPPED_ADDRESS, address)
                  .with(StunMessage.XOR_RELAYED_ADDRESS, address);
            });
    String url = "turn:127.0.0.1:" + turn.getLocalPort();

    StepResult result = ask(IceServer.turn(url, "alice", "rabbit"));

    assertThat(result.verdict()).isEqualTo(Verdict.OK);
    assertThat(result.evidence())
        .contains(
            new Evidence("ice-server." + url, "answers"),
            new Evidence("ice-server." + url + ".mapped", "192.0.2.1:32853"),
            new Evidence("ice-server." + url + ".relayed", "192.0.2.1:32853"));
    assertThat(allocated).as("taken, and given back").hasSize(2);
    assertThat(result.toString()).doesNotContain("rabbit");
  }

  @Test
  void aTurnServerWithoutRoom() throws IOException {
    DatagramSocket turn =
        server(
            (request, packet) ->
                request.text(StunMessage.USERNAME).isEmpty()
                    ? asking(request)
                    : error(request, 486));

    StepResult result =
        ask(IceServer.turn("turn:127.0.0.1:" + turn.getLocalPort(), "alice", "rabbit"));

    assertThat(result.findings()).extracting(Finding::fault).containsExactly(Fault.TURN_REFUSED);
  }

  @Test
  void aNameThatDoesNotExist() {
    // No name server is asked for a label of more than 63 characters.
    StepResult result = ask(IceServer.stun("stun:" + "a".repeat(64) + ".invalid"));

    assertThat(result.findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.STUN_NAME_UNKNOWN);
  }

  @Test
  void provesThePasswordAsRfc5769Shows() {
    // RFC 5769 section 2.4: a request with long-term authentication.
    byte[] id = bytes(0x78ad3433, 0xc6ad72c0, 0x29da412e);
    StunMessage signed =
        StunMessage.request(StunMessage.BINDING, id)
            .with(StunMessage.USERNAME, "\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9")
            .with(StunMessage.NONCE, "f//499k954d6OL34oL9FSTvy64sA")
            .with(StunMessage.REALM, "example.org")
            .signed("\u30DE\u30C8\u30EA\u30C3\u30AF\u30B9", "example.org", "TheMatrIX");

    byte[] all = signed.bytes();

    assertThat(Arrays.copyOfRange(all, all.length - 20, all.length))
        .isEqualTo(bytes(0xf6702465, 0x6dd64a3e, 0x02b8e071, 0x2e85c9a2, 0x8ca89666));
  }

  private static byte[] bytes(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(words.length * 4);
    for (long each : words) {
      buffer.putInt((int) each);
    }
    return buffer.array();
  }
}
