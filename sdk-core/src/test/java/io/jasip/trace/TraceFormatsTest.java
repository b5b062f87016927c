package io.jasip.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.Thread.State;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are not as messages usually are. */
class TraceFormatsTest {

  private static final Instant NOON = Instant.parse("2025-06-01T12:00:00.123456789Z");

  private static TracedMessage message(String text) {
    return new TracedMessage(true, "wss://pbx.example:8089/ws", text, NOON, null, null);
  }

  private static String ladderOf(TracedMessage... messages) {
    StringBuilder drawn = new StringBuilder();
    try (LadderTrace ladder = SipTrace.ladder(drawn)) {
      for (TracedMessage each : messages) {
        ladder.onMessage(each);
      }
    }
    return drawn.toString();
  }

  @Test
  void aPeerCannotWriteToTheTerminal() {
    assertThat(ladderOf(message("SIP/2.0 200 \u001b[2JOK\nCSeq: 1 BYE\n")))
        .contains("200 ?[2JOK (BYE)")
        .doesNotContain("\u001b");
  }

  @Test
  void aLongAddressIsCut() {
    String ladder = ladderOf(message("INVITE sip:" + "9".repeat(200) + "@pbx SIP/2.0\n"));
    assertThat(ladder).contains("9...").satisfies(all -> assertThat(all.lines()).hasSize(2));
    assertThat(ladder.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void callsHaveNumbers() {
    assertThat(
            ladderOf(
                message("INVITE sip:bob@pbx SIP/2.0\nCall-ID: a\n"),
                message("INVITE sip:bob@pbx SIP/2.0\nCall-ID: b\n"),
                message("BYE sip:bob@pbx SIP/2.0\nCall-ID: a\n")))
        .containsSubsequence("#1", "#2", "BYE", "#1");
  }

  @Test
  void aTerminalThatIsGoneHurtsNobody() {
    GoneTerminal gone = new GoneTerminal();
    try (LadderTrace ladder = SipTrace.ladder(gone)) {
      ladder.onMessage(message("BYE sip:bob@pbx SIP/2.0\n"));
      ladder.onMessage(message("BYE sip:bob@pbx SIP/2.0\n"));
    }
    assertThat(gone.attempts).isEqualTo(1);
  }

  @Test
  void aTerminalThatHangsWithAFullQueueCanBeClosed() throws InterruptedException {
    CountDownLatch reads = new CountDownLatch(1);
    LadderTrace ladder = SipTrace.ladder(new HangingTerminal(reads));
    for (int i = 0; i < 10_002; i++) {
      ladder.onMessage(message("BYE sip:bob@pbx SIP/2.0\n"));
    }
    Thread closing = new Thread(ladder::close);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    closing.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
    closing.start();
    Awaitility.await()
        .until(closing::getState, Set.of(State.TERMINATED, State.TIMED_WAITING)::contains);
    reads.countDown();
    closing.join();
    assertThat(thrown.get()).isNull();
  }

  private record HangingTerminal(CountDownLatch reads) implements Appendable {
    @Override
    public Appendable append(CharSequence text) {
      try {
        reads.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      return append(text);
    }

    @Override
    public Appendable append(char character) {
      return append("");
    }
  }

  private static final class GoneTerminal implements Appendable {
    private int attempts;

    @Override
    public Appendable append(CharSequence text) throws IOException {
      attempts++;
      throw new IOException("nobody reads");
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text);
    }

    @Override
    public Appendable append(char character) throws IOException {
      return append("");
    }
  }

  @Test
  void aFileThatCannotBeMade(@TempDir Path folder) {
    Path file = folder.resolve("nowhere").resolve("call.pcapng");
    assertThatThrownBy(() -> SipTrace.pcapng(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("check");
  }

  @Test
  void aFullDiskKeepsNoFileOpen() throws IOException {
    Path full = Path.of("/dev/full");
    Path open = Path.of("/proc/self/fd");
    assumeTrue(Files.exists(full) && Files.exists(open), "only Linux has these");
    assertThatThrownBy(() -> SipTrace.pcapng(full)).hasMessageContaining("cannot be written");
    try (Stream<Path> all = Files.list(open)) {
      assertThat(all.filter(each -> full.equals(target(each)))).isEmpty();
    }
  }

  private static Path target(Path link) {
    try {
      return Files.readSymbolicLink(link);
    } catch (IOException e) {
      return link; // closed meanwhile
    }
  }

  @Test
  void aMessageAfterTheEndIsDropped(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("call.pcapng");
    PcapngTrace trace = SipTrace.pcapng(file);
    trace.onMessage(message("BYE sip:bob@pbx SIP/2.0\n"));
    trace.close();
    long size = Files.size(file);
    trace.onMessage(message("BYE sip:bob@pbx SIP/2.0\n"));
    trace.close();
    assertThat(Files.size(file)).isEqualTo(size).isGreaterThan(PcapngBlocks.header().length);
  }

  @Test
  void blocksHaveTheirLengthAtBothEnds() {
    for (int length = 0; length < 9; length++) {
      ByteBuffer block =
          ByteBuffer.wrap(PcapngBlocks.packet(NOON, false, new byte[length], "wss://pbx"));
      assertThat(block.capacity() % 4).isZero();
      assertThat(List.of(block.getInt(4), block.getInt(block.capacity() - 4)))
          .containsOnly(block.capacity());
    }
  }

  @Test
  void overVersion6OfIp() throws UnknownHostException {
    InetAddress loopback = InetAddress.getByName("::1");
    byte[] packet =
        UdpPacket.of(
            new InetSocketAddress(loopback, 40_000),
            new InetSocketAddress(loopback, 8089),
            true,
            "BYE sip:bob@pbx SIP/2.0\n");
    ByteBuffer read = ByteBuffer.wrap(packet);
    assertThat(packet[0] >>> 4).isEqualTo(6);
    assertThat(Arrays.copyOfRange(packet, 8, 24)).isEqualTo(loopback.getAddress());
    assertThat((int) read.getShort(4)).isEqualTo(packet.length - 40);
    assertThat(Short.toUnsignedInt(read.getShort(40))).isEqualTo(40_000);
    assertThat(Short.toUnsignedInt(read.getShort(42))).isEqualTo(UdpPacket.SIP_PORT);
  }

  @Test
  void aMessageThatIsTooLongForADatagramIsCut() {
    byte[] packet = UdpPacket.of(null, null, true, "BYE sip:b@c SIP/2.0\n\n" + "x".repeat(70_000));
    assertThat(packet.length).isBetween(65_000, 65_535);
  }
}
