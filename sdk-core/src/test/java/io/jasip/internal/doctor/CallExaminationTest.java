package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.doctor.QualitySample;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.media.MediaEvidence;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.LoopbackPbx;
import io.jasip.testkit.Sdp;
import io.jasip.transport.TlsConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The doctor calls 9999 on a PBX that does what the test says. */
@Isolated("a diagnosis has the time limits of a person who waits")
class CallExaminationTest {

  /** For some samples of 200 ms even on a machine that stands still for a while. */
  private static final Duration LONG = Duration.ofSeconds(4);

  /** Short where nothing comes, long enough for what does. */
  private static final CallTimes SOON =
      new CallTimes(
          Duration.ofMillis(2_000),
          Duration.ofMillis(3_000),
          Duration.ofSeconds(3),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(200),
          Duration.ofSeconds(3));

  /** As a server with webrtc=yes answers. */
  private static final String ANSWER =
      Sdp.audio("pbx", 1, 1, "sendrecv")
          + "a=candidate:1 1 udp 2113937151 192.0.2.1 12000 typ host\r\n";

  private final LoopbackPbx pbx = LoopbackPbx.plain().describe(offer -> ANSWER);
  private final ScriptedTones tones = new ScriptedTones();
  private final List<QualitySample> samples = new ArrayList<>();
  private List<StepResult> steps = List.of();
  private Duration listen = Duration.ofMillis(1_300);

  @AfterEach
  void end() {
    pbx.close();
  }

  private void examine() {
    examine(InetAddress.getLoopbackAddress());
  }

  private void examine(@Nullable InetAddress server) {
    UA ua =
        UA.builder()
            .server("ws://127.0.0.1:" + pbx.port() + "/ws")
            .user("250")
            .password("secret250")
            .media(tones)
            .build();
    StepLog log = new StepLog(new DoctorListener() {});
    CallExamination.examine(
        ua.config().forTestCalls(TestCallMedia.of(tones), TlsConfig.system(), null),
        new DoctorOptions("9999", true, false, listen),
        SOON,
        server,
        log,
        samples::add,
        Deadline.in(Duration.ofSeconds(20)));
    steps = log.results();
    assertThat(steps)
        .extracting(StepResult::step)
        .containsExactly(
            Step.INVITE,
            Step.SDP,
            Step.ICE,
            Step.DTLS,
            Step.RTP,
            Step.ECHO,
            Step.QUALITY,
            Step.BYE);
  }

  private List<Finding> findings() {
    return steps.stream().flatMap(step -> step.findings().stream()).toList();
  }

  private StepResult step(Step step) {
    return steps.stream().filter(each -> each.step() == step).findFirst().orElseThrow();
  }

  private void finds(Step step, Fault fault) {
    assertThat(findings()).as(steps.toString()).isNotEmpty();
    assertThat(findings().get(0).fault()).as(steps.toString()).isEqualTo(fault);
    assertThat(step(step).findings()).extracting(Finding::fault).contains(fault);
    assertThat(findings().get(0).evidence()).isNotEmpty();
  }

  @Test
  void a_healthy_call() {
    listen = LONG;
    examine();

    assertThat(findings()).isEmpty();
    assertThat(steps).allSatisfy(step -> assertThat(step.verdict()).isEqualTo(Verdict.OK));
    assertThat(samples)
        .hasSizeGreaterThan(3)
        .allSatisfy(sample -> assertThat(sample.roundTripMillis()).isEqualTo(5));
  }

  @ParameterizedTest
  @CsvSource({
    "404, '', NUMBER_NOT_FOUND",
    "404, Q.850;cause=3, CALLEE_OFFLINE",
    "486, Q.850;cause=17, CALLEE_BUSY",
    "403, Q.850;cause=21, CALLEE_DECLINED",
    "603, Q.850;cause=16, DIALPLAN_ENDED",
    "603, Q.850;cause=0, DIALPLAN_ENDED",
    "503, Q.850;cause=34, DESTINATION_UNAVAILABLE",
    "503, Q.850;cause=42, SERVER_CONGESTED",
    "302, '', CALL_REDIRECTED",
    "503, '', SERVER_STOPPING",
    "500, '', TRANSPORT_NAME_MISSING",
    "400, '', OFFER_REJECTED"
  })
  void a_refusal(int status, String reason, Fault expected) {
    List<String> refusal =
        reason.isEmpty() ? List.of("" + status) : List.of("" + status, "Reason: " + reason);
    pbx.refuse(invite -> refusal);
    examine();

    finds(Step.INVITE, expected);
    assertThat(step(Step.INVITE).verdict()).isEqualTo(Verdict.FAILED);
    assertThat(step(Step.BYE).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  /** Another number is refused for another reason, so that the transport is there. */
  @Test
  void an_error_of_one_number_alone() {
    pbx.refuse(invite -> List.of("9999".equals(invite.uri().user()) ? "500" : "404"));
    examine();

    finds(Step.INVITE, Fault.SIP_SERVER_ERROR);
  }

  static Stream<Arguments> unacceptable() {
    return Stream.of(
        Arguments.of("m=audio 9 RTP/AVP ", Fault.ENDPOINT_NOT_WEBRTC),
        Arguments.of("m=audio 9 RTP/AVPF ", Fault.ENDPOINT_NOT_WEBRTC),
        Arguments.of("m=audio 9 RTP/SAVP ", Fault.ENDPOINT_NOT_WEBRTC),
        Arguments.of("m=audio 9 UDP/TLS/RTP/SAVP ", Fault.ENDPOINT_NOT_WEBRTC),
        Arguments.of("a=rtpmap:18 G729", Fault.NO_COMMON_CODEC),
        Arguments.of("m=video 9 UDP/TLS/RTP/SAVPF ", Fault.NO_COMMON_CODEC),
        Arguments.of("nothing at all", Fault.NO_OFFER_ACCEPTED));
  }

  @ParameterizedTest
  @MethodSource("unacceptable")
  void a_488_is_explained_by_what_would_be_taken(String wanted, Fault expected) {
    pbx.refuse(invite -> offer(invite).contains(wanted) ? List.of() : List.of("488"));
    examine();

    finds(Step.INVITE, expected);
  }

  private static String offer(SipRequest invite) {
    return SipBody.of(invite).text();
  }

  @Test
  void a_server_that_is_silent_to_calls_alone() {
    pbx.omit(LoopbackPbx.Step.TRYING);
    examine();

    finds(Step.INVITE, Fault.INVITE_UNANSWERED);
  }

  @Test
  void a_phone_that_only_rings() {
    pbx.omit(LoopbackPbx.Step.ANSWER);
    examine();

    finds(Step.INVITE, Fault.NOBODY_ANSWERED);
  }

  /** 100 and nothing else: a dialplan that waits, or has no Answer(). */
  @Test
  void a_number_that_neither_rings_nor_answers() {
    pbx.omit(LoopbackPbx.Step.RINGING).omit(LoopbackPbx.Step.ANSWER);
    examine();

    finds(Step.INVITE, Fault.CALL_NOT_TAKEN);
  }

  /** The engine may not name an address that only the checks have found. */
  @Test
  void a_way_that_only_the_checks_have_found() {
    tones.goes(n -> n < 3 ? ScriptedTones.ice("connected", 5) : ScriptedTones.healthy(n));
    examine();

    assertThat(step(Step.ICE).verdict()).isEqualTo(Verdict.OK);
    assertThat(findings()).isEmpty();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of(ANSWER.replace("a=rtcp-mux\r\n", ""), Fault.ANSWER_WITHOUT_RTCP_MUX),
        Arguments.of(ANSWER.replaceAll("a=ice-.*\r\n", ""), Fault.ANSWER_WITHOUT_ICE),
        Arguments.of(
            ANSWER.replaceAll("sha-256 .*\r\n", "SHA-256 \r\n"), Fault.ANSWER_WITHOUT_FINGERPRINT),
        Arguments.of(ANSWER.replace("m=audio 9", "m=audio 0"), Fault.ANSWER_REJECTS_AUDIO),
        Arguments.of(ANSWER.replace("SAVPF 111 0 126", "SAVPF 18"), Fault.NO_COMMON_CODEC),
        Arguments.of(ANSWER + "what is this\r\n", Fault.ANSWER_INVALID),
        Arguments.of(ANSWER.replaceAll("a=candidate.*\r\n", ""), Fault.ANSWER_WITHOUT_CANDIDATES));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void an_answer_that_lacks_something(String answer, Fault expected) {
    pbx.describe(offer -> answer);
    examine();

    finds(Step.SDP, expected);
    assertThat(step(Step.ICE).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(pbx.received().stream().filter(message -> message.startLine().startsWith("BYE")))
        .hasSize(1);
  }

  @Test
  void an_answer_that_the_engine_does_not_take() {
    tones.refuses("it cannot be used");
    examine();

    finds(Step.SDP, Fault.ANSWER_INVALID);
  }

  @Test
  void private_addresses_of_a_public_server_are_warned_of() throws UnknownHostException {
    pbx.describe(offer -> ANSWER.replace("192.0.2.1", "172.17.0.2"));
    examine(InetAddress.getByName("198.51.100.1"));

    finds(Step.SDP, Fault.ANSWER_UNREACHABLE_ADDRESS);
    assertThat(step(Step.SDP).verdict()).isEqualTo(Verdict.WARNING);
    assertThat(step(Step.ECHO).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void private_addresses_of_a_public_server_explain_why_there_is_no_path()
      throws UnknownHostException {
    pbx.describe(offer -> ANSWER.replace("192.0.2.1", "172.17.0.2"));
    tones.goes(reading -> ScriptedTones.ice("checking", 0));
    examine(InetAddress.getByName("198.51.100.1"));

    assertThat(step(Step.ICE).findings())
        .extracting(Finding::fault)
        .containsExactly(Fault.ANSWER_UNREACHABLE_ADDRESS, Fault.ICE_FAILED);
  }

  static Stream<Arguments> media() {
    return Stream.of(
        media(Step.ICE, Fault.ICE_FAILED, n -> ScriptedTones.ice("checking", 0)),
        media(Step.ICE, Fault.ICE_FAILED, n -> ScriptedTones.ice("failed", 5)),
        media(Step.DTLS, Fault.DTLS_STUCK, n -> ScriptedTones.dtls("connecting")),
        media(Step.DTLS, Fault.DTLS_FAILED, n -> ScriptedTones.dtls("failed")),
        media(Step.RTP, Fault.RTP_NOTHING_RECEIVED, n -> ScriptedTones.connected(0, 0, -127)),
        media(Step.RTP, Fault.RTP_NOTHING_SENT, n -> ScriptedTones.with(0, n, 0, -127, 0, 4.4)),
        media(Step.ECHO, Fault.ECHO_NOT_HEARD, n -> ScriptedTones.connected(n, 0, -127)),
        media(Step.ECHO, Fault.ECHO_NOT_HEARD, n -> ScriptedTones.connected(n, 1, -20)),
        media(
            Step.ECHO,
            Fault.MEDIA_LOST,
            n -> ScriptedTones.with(n, Math.min(n, 4), 3, -20, 0, 4.4)),
        media(Step.QUALITY, Fault.QUALITY_POOR, n -> ScriptedTones.with(n, n, 3, -20, n, 3.0)));
  }

  private static Arguments media(Step step, Fault fault, IntFunction<MediaEvidence> readings) {
    return Arguments.of(step, fault, readings);
  }

  @ParameterizedTest
  @MethodSource("media")
  void media_that_does_not_work(Step step, Fault expected, IntFunction<MediaEvidence> readings) {
    tones.goes(readings);
    listen = expected == Fault.MEDIA_LOST ? LONG : listen;
    examine();

    finds(step, expected);
    assertThat(step(Step.BYE).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void music_is_no_echo_and_no_failure() {
    tones.goes(n -> ScriptedTones.connected(n, 1, -20));
    examine();

    assertThat(step(Step.ECHO).verdict()).isEqualTo(Verdict.WARNING);
  }

  /** With PCMU there is sound: it is the codec that the server has no sounds in. */
  @Test
  void a_server_that_cannot_transcode() {
    tones.goesByCall(
        call ->
            reading ->
                call == 1 ? ScriptedTones.connected(0, 0, -127) : ScriptedTones.healthy(reading));
    examine();

    finds(Step.RTP, Fault.TRANSCODER_MISSING);
    assertThat(pbx.received().stream().filter(message -> message.startLine().startsWith("INVITE")))
        .last()
        .satisfies(
            invite ->
                assertThat(offer((SipRequest) invite))
                    .contains("m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n")
                    .doesNotContain("opus"));
  }

  @ParameterizedTest
  @CsvSource({
    "Reason: Q.850;cause=16, HANGUP_AFTER_ANSWER",
    "Reason: Q.850;cause=44, HANGUP_FOR_LACK_OF_RTP"
  })
  void a_server_that_hangs_up(String reason, Fault expected) {
    listen = LONG;
    tones.goes(
        reading -> {
          if (reading == 5) {
            pbx.hangUp(reason);
          }
          return ScriptedTones.healthy(reading);
        });
    examine();

    finds(Step.ECHO, expected);
    assertThat(step(Step.BYE).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  /** It has nothing to play without a transcoder, and hangs up before there is any media. */
  @Test
  void a_server_that_cannot_transcode_and_hangs_up_at_once() {
    tones.goesByCall(
        call ->
            reading -> {
              if (call == 1 && reading == 1) {
                pbx.hangUp("Reason: Q.850;cause=16");
              }
              return call == 1 ? ScriptedTones.ice("checking", 0) : ScriptedTones.healthy(reading);
            });
    examine();

    finds(Step.ICE, Fault.TRANSCODER_MISSING);
  }

  @Test
  void a_server_that_hangs_up_whatever_the_codec() {
    tones.goes(
        reading -> {
          if (reading == 1) {
            pbx.hangUp("Reason: Q.850;cause=16");
          }
          return ScriptedTones.ice("checking", 0);
        });
    examine();

    finds(Step.ICE, Fault.HANGUP_AFTER_ANSWER);
  }

  @Test
  void a_bye_that_nobody_confirms() {
    pbx.omit(LoopbackPbx.Step.BYE_CONFIRMED);
    examine();

    finds(Step.BYE, Fault.NOT_IN_TIME);
    assertThat(step(Step.BYE).verdict()).isEqualTo(Verdict.WARNING);
  }
}
