package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.Originator;
import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.network.CallTable.Row;
import io.jasip.fault.Fault;
import io.jasip.webrtc.DescriptionHook;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The part of a diagnosis that needs a call, on real servers: what is wrong there is found, and
 * nothing where nothing is.
 */
class DoctorCallIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.alone(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.alone(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  /** Options that {@code webrtc=yes} stands for; each can be forgotten. */
  private static final List<String> WEBRTC =
      List.of(
          "media_encryption=dtls",
          "use_avpf=yes",
          "ice_support=yes",
          "rtcp_mux=yes",
          "dtls_auto_generate_cert=yes",
          "dtls_verify=fingerprint",
          "dtls_setup=actpass");

  private static final String CODECS = "disallow=all\nallow=opus,g722,ulaw,alaw\n";

  @ParameterizedTest
  @MethodSource("servers")
  void a_healthy_server_gets_a_clean_bill(AsteriskServer pbx) {
    CallTable.diagnose(CallTable.phone(pbx, "250"), "9999"); // loads what is loaded once
    Diagnosis diagnosis =
        CallTable.diagnose(CallTable.phone(pbx, "250"), "9999", Duration.ofSeconds(4));
    System.out.println(pbx + ", healthy, " + diagnosis.took().toMillis() + " ms");
    System.out.println(CallTable.shown(diagnosis));

    assertThat(diagnosis.findings()).isEmpty();
    assertThat(diagnosis.steps())
        .filteredOn(step -> step.verdict() == Verdict.OK)
        .extracting(StepResult::step)
        .contains(
            Step.MACHINE,
            Step.INVITE,
            Step.SDP,
            Step.ICE,
            Step.DTLS,
            Step.RTP,
            Step.ECHO,
            Step.QUALITY,
            Step.BYE);
    assertThat(diagnosis.samples())
        .hasSizeGreaterThan(5)
        .anySatisfy(sample -> assertThat(sample.receivedLevelDb()).isGreaterThan(-30));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void what_is_wrong_is_found(AsteriskServer pbx) throws Exception {
    CallTable table = new CallTable(pbx);
    endpoint(pbx, "301", "webrtc=yes\n" + CODECS, "nosuchcontext");
    endpoint(pbx, "302", CODECS, "from-internal");
    endpoint(
        pbx,
        "309",
        "webrtc=yes\nrtcp_mux=no\nice_support=no\nbundle=no\ndtls_verify=no\n" + CODECS,
        "from-internal");
    endpoint(pbx, "310", "webrtc=yes\ndisallow=all\nallow=g729\n", "from-internal");
    endpoint(
        pbx,
        "314",
        "webrtc=yes\ndtls_auto_generate_cert=no\n"
            + "dtls_cert_file=/etc/asterisk/keys/asterisk.crt\n"
            + "dtls_private_key=/etc/asterisk/keys/other.key\n"
            + CODECS,
        "from-internal");
    endpoint(pbx, "315", "webrtc=yes\ntransport=transport-nowhere\n" + CODECS, "from-internal");
    endpoint(pbx, "322", "webrtc=yes\ndisallow=all\nallow=opus\n", "from-internal");
    endpoint(pbx, "330", without("media_encryption"), "from-internal");
    endpoint(pbx, "331", without("use_avpf"), "from-internal");
    endpoint(pbx, "332", without("ice_support"), "from-internal");
    endpoint(pbx, "333", without("rtcp_mux"), "from-internal");
    endpoint(pbx, "334", without("dtls_auto_generate_cert"), "from-internal");
    endpoint(pbx, "335", without("media_encryption") + "media_encryption=sdes\n", "from-internal");
    pbx.configure("keys/other.key", privateKey());
    pbx.configure(
        "extensions.conf",
        """
        [from-internal]
        exten => 9351,1,Dial(PJSIP/252,5)
         same => n,Hangup()
        exten => 9501,1,Hangup(38)
        exten => 9401,1,Hangup(1)
        exten => 9604,1,NoSuchApplication()
        exten => 9991,1,Answer()
         same => n,Playback(hello-world)
         same => n,Hangup()
        exten => 9992,1,Answer()
         same => n,Wait(1)
         same => n,Hangup()
        exten => 9993,1,Answer()
         same => n,Wait(30)
        """);
    pbx.cli("dialplan reload");
    pbx.cli("pjsip reload");

    for (Row row :
        List.of(
            new Row("I01 no such extension", "250", "5555", Fault.NUMBER_NOT_FOUND),
            new Row("I02 no such context", "301", "9999", Fault.NUMBER_NOT_FOUND),
            new Row("I03 callee not registered", "250", "9351", Fault.CALLEE_OFFLINE),
            new Row("I06 busy", "250", "9486", Fault.CALLEE_BUSY),
            new Row("I06 congestion", "250", "9503", Fault.DESTINATION_UNAVAILABLE),
            new Row("I06 rejected", "250", "9403", Fault.CALLEE_DECLINED),
            new Row("I05 no answer", "250", "9480", Fault.NOBODY_ANSWERED),
            new Row("I06 hangup before answer", "250", "9603", Fault.DIALPLAN_ENDED),
            new Row("I06 network out of order", "250", "9501", Fault.DESTINATION_UNAVAILABLE),
            new Row("I06 unallocated", "250", "9401", Fault.NUMBER_NOT_FOUND),
            new Row("I06 unknown application", "250", "9604", Fault.DIALPLAN_ENDED),
            new Row("I07 no webrtc", "302", "9999", Fault.ENDPOINT_NOT_WEBRTC),
            new Row("I08 no media_encryption", "330", "9999", Fault.ENDPOINT_NOT_WEBRTC),
            new Row("I08 sdes", "335", "9999", Fault.ENDPOINT_NOT_WEBRTC),
            new Row("I08 no use_avpf", "331", "9999", Fault.ENDPOINT_NOT_WEBRTC),
            new Row("I08 no ice_support", "332", "9999", Fault.ANSWER_WITHOUT_ICE),
            new Row("I08 no rtcp_mux", "333", "9999", Fault.ANSWER_WITHOUT_RTCP_MUX),
            new Row("I08 no certificate", "334", "9999", Fault.ANSWER_WITHOUT_FINGERPRINT),
            new Row("I09 webrtc=yes has the last word", "309", "9999", null),
            new Row("I10 only g729", "310", "9999", Fault.NO_COMMON_CODEC),
            new Row("I14 key of another certificate", "314", "9999", Fault.NO_OFFER_ACCEPTED),
            new Row("M03 no such transport", "315", "9999", Fault.TRANSPORT_NAME_MISSING),
            new Row("hangup after answer", "250", "9992", Fault.HANGUP_AFTER_ANSWER),
            new Row("silent extension", "250", "9993", Fault.RTP_NOTHING_RECEIVED),
            new Row("music instead of echo", "250", "9996", Fault.ECHO_NOT_HEARD))) {
      table.examine(row);
    }
    pbx.cli("module unload codec_opus_open_source.so");
    pbx.cli("module unload codec_opus.so");
    table.examine(new Row("I22 no transcoder", "322", "9991", Fault.TRANSCODER_MISSING));
    spoiltOffers(pbx, table);
    pbx.cli("module unload res_srtp.so");
    table.examine(new Row("I12 no res_srtp", "250", "9999", Fault.NO_OFFER_ACCEPTED));
    pbx.cli("module load res_srtp.so");
    pbx.cli("module unload res_rtp_asterisk.so");
    table.examine(new Row("I13 no res_rtp_asterisk", "250", "9999", Fault.NO_OFFER_ACCEPTED));
    pbx.cli("module load res_rtp_asterisk.so");
    whileStopping(pbx, table);
    withSilentStunServer(pbx, table);
    table.check();
  }

  /** What a client can do wrong itself. */
  private static void spoiltOffers(AsteriskServer pbx, CallTable table) {
    table.examine(
        new Row("I18 no SDP", "250", "9999", Fault.OFFER_REJECTED),
        spoiling(pbx, sdp -> sdp + "this is no line of SDP\r\n"));
    table.examine(
        new Row("I23 no candidates", "250", "9999", Fault.NO_LOCAL_ADDRESS),
        spoiling(pbx, sdp -> sdp.replaceAll("a=(candidate|end-of-candidates).*\r\n", "")));
  }

  private static UA spoiling(AsteriskServer pbx, UnaryOperator<String> change) {
    DescriptionHook hook = (from, type, sdp) -> from == Originator.LOCAL ? change.apply(sdp) : sdp;
    return CallTable.phone(pbx, "250", WebRtcMedia.builder().descriptionHook(hook).build());
  }

  /** S17: a restart that waits for the end of a call. */
  private static void whileStopping(AsteriskServer pbx, CallTable table) {
    UA bob = CallTable.phone(pbx, "251");
    EchoCall.get(bob.start());
    Call call = bob.call("9999");
    EchoCall.get(call.answered());
    pbx.cli("core stop gracefully");
    table.examine(new Row("S17 stopping", "250", "9999", Fault.SERVER_STOPPING));
    pbx.cli("core abort shutdown");
    EchoCall.get(bob.stop());
  }

  /** D06: the server asks a STUN server that does not answer, before it answers us. */
  private static void withSilentStunServer(AsteriskServer pbx, CallTable table) throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      pbx.configure("rtp.conf", "[general](+)\nstunaddr=127.0.0.1:" + silent.getLocalPort() + "\n");
      pbx.cli("module reload res_rtp_asterisk.so");
      table.examine(new Row("D06 silent STUN server", "250", "9999", Fault.CALL_ANSWERED_LATE));
    }
  }

  @Test
  @InNamespace("10.77.0.1/24")
  void blocked_udp_is_found() {
    AsteriskServer pbx = AsteriskServer.version(22);
    pbx.installAndStart();
    try {
      InNamespace.Program.lose(100);
      CallTable table = new CallTable(pbx);
      table.examine(new Row("D01 UDP blocked", "250", "9999", Fault.ICE_FAILED));
      table.check();
    } finally {
      pbx.stop();
    }
  }

  /** D05: an Asterisk 16 takes no DTLS from addresses that were not signalled. */
  @Test
  @InNamespace("10.77.0.1/24")
  void an_address_that_was_not_signalled_is_found() {
    AsteriskServer pbx = AsteriskServer.version(16);
    pbx.installAndStart();
    try {
      DescriptionHook elsewhere =
          (from, type, sdp) ->
              from == Originator.LOCAL ? sdp.replace("10.77.0.1 ", "10.77.0.99 ") : sdp;
      CallTable table = new CallTable(pbx);
      table.examine(
          new Row("D05 address not signalled", "250", "9999", Fault.DTLS_STUCK),
          CallTable.phone(pbx, "250", WebRtcMedia.builder().descriptionHook(elsewhere).build()));
      table.check();
    } finally {
      pbx.stop();
    }
  }

  /** M09 to M11: the extension is one of chan_sip, which has taken the WebSocket. */
  @Test
  void extensions_of_chan_sip_are_found() {
    asterisk16.configure(
        "sip.conf",
        """
        [409](!)
        type=friend
        host=dynamic
        context=from-internal
        transport=udp,ws,wss
        disallow=all
        allow=opus,ulaw,alaw

        [401](409)
        secret=secret401

        [403]
        type=friend
        host=dynamic
        secret=secret403

        [402](409)
        secret=secret402
        avpf=yes
        force_avp=yes
        encryption=yes
        icesupport=yes
        dtlsenable=yes
        dtlsautogeneratecert=yes
        dtlsverify=no
        dtlssetup=actpass
        """);
    asterisk16.cli("module unload res_pjsip_transport_websocket.so");
    asterisk16.cli("module unload chan_sip.so");
    asterisk16.cli("module load chan_sip.so");
    try {
      CallTable table = new CallTable(asterisk16);
      table.examine(new Row("M10 phone of chan_sip", "401", "9999", Fault.ENDPOINT_NOT_WEBRTC));
      table.examine(new Row("M11 for UDP alone", "403", "9999", Fault.CHAN_SIP_OWNS_WEBSOCKET));
      table.examine(
          new Row("M09 no rtcp_mux in chan_sip", "402", "9999", Fault.ANSWER_WITHOUT_RTCP_MUX));
      table.check();
    } finally {
      asterisk16.restart();
    }
  }

  private static String without(String option) {
    StringBuilder lines = new StringBuilder(CODECS);
    WEBRTC.stream()
        .filter(each -> !each.startsWith(option + "="))
        .forEach(each -> lines.append(each).append('\n'));
    return lines.toString();
  }

  private static void endpoint(AsteriskServer pbx, String user, String options, String context) {
    pbx.configure(
        "pjsip.conf",
        """
        [%1$s]
        type=endpoint
        context=%3$s
        auth=auth%1$s
        aors=%1$s
        %2$s
        [auth%1$s]
        type=auth
        auth_type=userpass
        username=%1$s
        password=secret%1$s

        [%1$s]
        type=aor
        max_contacts=1
        """
            .formatted(user, options, context));
  }

  private static String privateKey()
      throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
