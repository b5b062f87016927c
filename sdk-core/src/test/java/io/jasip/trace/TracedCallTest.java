package io.jasip.trace;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jasip.Call;
import io.jasip.UA;
import io.jasip.sip.SipMessage;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.LoopbackPbx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Alice registers, calls, and hangs up, all over a real socket; all traces are on. */
class TracedCallTest {

  private static final String PASSWORD = "topsecret";
  private static final String ICE_PASSWORD = "test-test-test-test-test-";

  /** A key that is masked is one that cannot be read; Wireshark says so, and shows the rest. */
  private static final String MALFORMED = "(_ws.malformed && !(frame contains \"a=crypto:***\"))";

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger("io.jasip.trace");
  private final StringBuilder ladder = new StringBuilder();
  private Path file;
  private List<SipMessage> received;

  @BeforeEach
  void aliceCalls() throws IOException {
    file = folder.resolve("call.pcapng");
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    log.start();
    logger.addAppender(log);
    try (LoopbackPbx pbx = LoopbackPbx.plain();
        PcapngTrace pcapng = SipTrace.pcapng(file);
        LadderTrace drawn = SipTrace.ladder(ladder)) {
      UA alice =
          UA.builder()
              .server("ws://127.0.0.1:" + pbx.port() + "/ws")
              .user("alice")
              .password(PASSWORD)
              .media(new FakeMediaEngine())
              .trace(
                  message -> {
                    throw new IllegalStateException("a trace that is broken");
                  })
              .trace(SipTrace.slf4j())
              .trace(pcapng)
              .trace(drawn)
              .build();
      alice.start().orTimeout(30, TimeUnit.SECONDS).join();
      alice.register().orTimeout(30, TimeUnit.SECONDS).join();
      Call call = alice.call("9999");
      call.answered().orTimeout(30, TimeUnit.SECONDS).join();
      call.hangup().orTimeout(30, TimeUnit.SECONDS).join();
      alice.stop().orTimeout(30, TimeUnit.SECONDS).join();
      received = List.copyOf(pbx.received());
    }
  }

  @AfterEach
  void theLogIsAsBefore() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(null);
  }

  @Test
  void noSecretIsInAnyTrace() throws IOException {
    List<String> secrets = new ArrayList<>(List.of(PASSWORD, ICE_PASSWORD, LoopbackPbx.SRTP_KEY));
    String wire =
        String.join(
            "\n", received.stream().map(each -> each.header("Authorization").orElse("")).toList());
    List<String> responses =
        Pattern.compile("response=\"?([0-9a-f]{32})")
            .matcher(wire)
            .results()
            .map((MatchResult found) -> found.group(1))
            .toList();
    assertThat(responses).as("answers to challenges that have crossed").hasSizeGreaterThan(1);
    secrets.addAll(responses);
    String logged =
        String.join("\n", log.list.stream().map(ILoggingEvent::getFormattedMessage).toList());
    String captured = Files.readString(file, StandardCharsets.ISO_8859_1);

    for (String trace : List.of(logged, captured, ladder.toString())) {
      assertThat(trace).contains("INVITE sip:9999@").doesNotContain(secrets);
    }
    assertThat(logged).contains("Authorization: ***", "a=ice-pwd:***", "a=crypto:***");
    assertThat(captured).contains("Digest response=\"***\"", "a=ice-pwd:***", "a=crypto:***");
  }

  @Test
  void theLadderShowsTheCall() {
    List<String> lines = ladder.toString().lines().toList();
    assertThat(lines).allMatch(line -> line.length() <= 80);
    assertThat(lines.get(0)).contains("seconds  we").endsWith("/ws");
    assertThat(lines.get(1)).startsWith("    0.000  |--- REGISTER sip:127.0.0.1").endsWith("#1");
    assertThat(lines.stream().skip(1).map(line -> line.substring(12).replaceAll(" ?-{4,}.*", "")))
        .containsSubsequence(
            "<-- 401 Unauthorized (REGISTER)",
            "--- REGISTER sip:127.0.0.1",
            "<-- 200 OK (REGISTER)",
            "--- INVITE sip:9999@127.0.0.1 (SDP)",
            "<-- 180 Ringing (INVITE)",
            "<-- 200 OK (INVITE) (SDP)",
            "--- ACK sip:9999@pbx.example;transport=ws",
            "--- BYE sip:9999@pbx.example;transport=ws",
            "<-- 200 OK (BYE)");
  }

  @Test
  void wiresharkReadsTheFileAsSip() throws IOException, InterruptedException {
    boolean there =
        Stream.of("/usr/bin/tshark", "/usr/local/bin/tshark").map(Path::of).anyMatch(Files::exists);
    Assumptions.assumeTrue(
        there || "true".equals(System.getenv("CI")),
        "tshark is not there; install it by sdk-core/wireshark/install");
    assertThat(there).as("tshark is installed; see sdk-core/wireshark/install").isTrue();
    List<String> dissected =
        tshark("-Y", "sip", "-T", "fields", "-e", "sip.Method", "-e", "sip.Status-Code");
    assertThat(dissected)
        .containsSubsequence(
            "REGISTER\t",
            "\t401",
            "REGISTER\t",
            "\t200",
            "INVITE\t",
            "\t180",
            "\t200",
            "ACK\t",
            "BYE\t",
            "\t200");
    assertThat(tshark("-Y", "not sip")).as("packets that are something else").isEmpty();
    assertThat(tshark("-Y", "sip.Method == \"INVITE\" && sdp.media")).isNotEmpty();
    assertThat(
            tshark(
                "-o",
                "ip.check_checksum:TRUE",
                "-o",
                "udp.check_checksum:TRUE",
                "-Y",
                MALFORMED + " || ip.checksum.status==0 || udp.checksum.status==0"))
        .as("packets with something to complain of")
        .isEmpty();
  }

  private List<String> tshark(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", file.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }
}
