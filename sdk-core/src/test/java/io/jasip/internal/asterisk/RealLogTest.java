package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskLog;
import io.jasip.doctor.LogFinding;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as people paste them: with all that stands around the lines that tell something. */
class RealLogTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "ERROR[7]: res_rtp_asterisk.c:3201 dtls_srtp_handle: DTLS failure occurred on RTP instance '0x7f' due to reason 'tlsv1 alert unknown ca', terminating ! DTLS_FAILED",
        "WARNING[7][C-0000001a]: res_rtp_asterisk.c:3100 dtls_srtp_setup: Fingerprint provided by remote party does not match that of peer certificate on RTP instance '0x7f' ! DTLS_FAILED",
        "ERROR[7]: tcptls.c:700 ast_tcptls_server_start: Unable to bind https server to 0.0.0.0:8089: Address already in use ! HTTPS_NOT_STARTED",
        "ERROR[7]: tcptls.c:700 ast_tcptls_server_start: Unable to bind https server to 203.0.113.5:8089: Cannot assign requested address ! HTTPS_BOUND_ELSEWHERE",
        "ERROR[7]: tcptls.c:400 __ssl_setup_certs: TLS/SSL error loading public ECC key (certificate) from </etc/asterisk/keys/a.pem>. ! CERTIFICATE_FILE_MISSING",
        "ERROR[7]: rtp_engine.c:3000 ast_rtp_dtls_cfg_validate: You cannot request automatically generated certificates (dtls_auto_generate_cert) and also specify a certificate file (dtls_cert_file) at the same time ! ENDPOINT_NOT_LOADED",
        "WARNING[7]: http.c:2000 httpd_helper_thread: HTTP session count exceeded 100 sessions. ! HTTP_OVERLOADED",
        "WARNING[7]: loader.c:500 load_dynamic_module: Error loading module 'res_srtp.so': libsrtp2.so.1: cannot open shared object file ! SRTP_MODULE_MISSING",
        "ERROR[7]: res_pjsip_config_wizard.c:573 handle_auth: Wizard '250' must have 'inbound_auth/username' if it accepts_auth. ! ENDPOINT_NOT_LOADED",
        "ERROR[7][C-00000003]: res_pjsip_session.c:2900 ast_sip_session_create_outgoing: Endpoint '251': No URI available.  Is endpoint registered? ! CALLEE_OFFLINE",
        "WARNING[7]: chan_sip.c:10500 process_sdp: Can't provide secure audio requested in SDP offer ! ENDPOINT_NOT_WEBRTC",
        "NOTICE[7]: chan_sip.c:28000 handle_request_register: Registration from '<sip:250@pbx.test>' failed for '192.0.2.4:5566' - No matching peer found ! CHAN_SIP_OWNS_WEBSOCKET",
        "NOTICE[7]: chan_sip.c:28000 handle_request_register: Registration from '<sip:250@pbx.test>' failed for '192.0.2.4:5566' - Device does not match ACL ! ENDPOINT_ACL",
        "WARNING[7]: channel.c:6000: No path to translate from SIP/250 to SIP/251 ! TRANSCODER_MISSING",
        "WARNING[7]: acl.c:1046 ast_ouraddrfor: Cannot connect to 192.168.42.23: Permission denied ! ANSWER_UNREACHABLE_ADDRESS",
        "NOTICE[7]: res_pjsip/pjsip_distributor.c:649 log_failed_request: Request 'REGISTER' from '\"User1\" <sip:User1@pbx.test>' failed for '192.168.2.8:45524' (callid: x) - No matching endpoint found after 5 tries in 2.1 ms ! USER_UNKNOWN",
      })
  void aLineTellsItsFault(String line, Fault fault) throws IOException {
    List<LogFinding> findings = read("[2026-11-21 10:00:00.123] " + line);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fault()).contains(fault);
    for (String language : List.of("en", "es", "pt")) {
      assertThat(findings.get(0).sentence(Locale.forLanguageTag(language))).doesNotContain("{");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARNING[7]: config.c:2100 process_text_line: parse error: No category context for line 4 of /etc/asterisk/http.conf",
        "ERROR[7]: config.c:2200 process_text_line: The file 'pjsip_custom.conf' was listed as a #include but it does not exist.",
        "WARNING[7]: config.c:2150 process_text_line: Inheritance requested, but category 'webrtx' does not exist, line 9 of /etc/asterisk/pjsip.conf",
      })
  void aConfigurationThatAsteriskDidNotReadIsTold(String line) throws IOException {
    assertThat(read("[Nov 21 10:00:00] " + line))
        .extracting(LogFinding::harmless)
        .containsExactly(false);
  }

  /** The first four are Asterisk's own forms of time, the rest is what collects its output. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[Aug  5 11:43:52] ",
        "[2026-11-21 10:00:00.123] ",
        "[2026-11-21 10:00:00] VERBOSE[77][C-0000001a] res_pjsip_logger.c: ",
        "\u001b[0;37m[Nov 21 10:00:00]\u001b[0m ",
        "Nov 21 10:00:00 pbx asterisk[812]: ",
        "2026-11-21T10:00:00.123456+00:00 pbx asterisk[812]: [Nov 21 10:00:00] ",
        "2026-11-21T10:00:00.123456789Z ",
        "asterisk-1  | [Nov 21 10:00:00] ",
      })
  void messagesAreFollowedWhateverStandsBeforeEachOfTheirLines(String prefix) throws IOException {
    String trace =
        """
        <--- Received SIP request (527 bytes) from WSS:203.0.113.7:36256 --->
        REGISTER sip:pbx.test SIP/2.0
        Via: SIP/2.0/WSS 8vfq2.invalid;branch=z9hG4bK1
        Call-ID: a1
        CSeq: 2 REGISTER
        Authorization: Digest username="250", realm="asterisk"

        <--- Transmitting SIP response (430 bytes) to WSS:203.0.113.7:36256 --->
        SIP/2.0 401 Unauthorized
        Call-ID: a1
        CSeq: 2 REGISTER
        WWW-Authenticate: Digest realm="asterisk", nonce="n", qop="auth"

        """;

    List<LogFinding> findings =
        read(trace.lines().map(line -> prefix + line).collect(Collectors.joining("\n")));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fault()).contains(Fault.CREDENTIALS_REFUSED);
  }

  @Test
  void messagesOfChanSipAreFollowedToo() throws IOException {
    List<LogFinding> findings =
        read(
            """
            [Nov 21 10:00:00] <--- SIP read from WS:203.0.113.7:42974 --->
            [Nov 21 10:00:00] INVITE sip:9999@pbx.test SIP/2.0
            [Nov 21 10:00:00] Call-ID: b1
            [Nov 21 10:00:00] CSeq: 160 INVITE
            [Nov 21 10:00:00] Content-Length: 0
            [Nov 21 10:00:00]
            [Nov 21 10:00:00] <--- Reliably Transmitting (NAT) to 203.0.113.7:42974 --->
            [Nov 21 10:00:00] SIP/2.0 488 Not acceptable here
            [Nov 21 10:00:00] Call-ID: b1
            [Nov 21 10:00:00] CSeq: 160 INVITE
            [Nov 21 10:00:00]
            [Nov 21 10:00:00] <------------>
            """);

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fault()).contains(Fault.ENDPOINT_NOT_WEBRTC);
  }

  /** A provider refuses the registration of a trunk: that says nothing of WebRTC clients. */
  @Test
  void whatATrunkRefusesIsNoRefusalByAsterisk() throws IOException {
    assertThat(
            read(
                """
                <--- Transmitting SIP request (500 bytes) to UDP:198.51.100.1:5060 --->
                REGISTER sip:provider.test SIP/2.0
                Call-ID: c1
                CSeq: 2 REGISTER
                Authorization: Digest username="trunk"

                <--- Received SIP response (400 bytes) from UDP:198.51.100.1:5060 --->
                SIP/2.0 403 Forbidden
                Call-ID: c1
                CSeq: 2 REGISTER

                """))
        .isEmpty();
  }

  @Test
  void aClientThatRefusesTheOfferOfAnOrdinaryEndpointIsTold() throws IOException {
    List<LogFinding> findings =
        read(
            """
            <--- Transmitting SIP request (900 bytes) to WSS:203.0.113.7:36256 --->
            INVITE sip:250@203.0.113.7:36256;transport=ws SIP/2.0
            Call-ID: d1
            CSeq: 100 INVITE

            <--- Received SIP response (400 bytes) from WSS:203.0.113.7:36256 --->
            SIP/2.0 488 Not Acceptable Here
            Call-ID: d1
            CSeq: 100 INVITE

            """);

    assertThat(findings).extracting(LogFinding::rule).containsExactly("sip-refused-by-client");
  }

  /** Lines of other programs, and of Asterisk about other things. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Nov 21 10:00:00] VERBOSE[1]: asterisk.c: Remote UNIX connection",
        "    -- Executing [9999@from-internal:2] Echo(\"PJSIP/250-00000001\", \"\") in new stack",
        "       > 0x7f8c0 -- Strict RTP learning after remote address set to: 203.0.113.7:61000",
        "Jan 29 19:21:11 host rtpengine[15351]: [CbE] DTLS-SRTP successfully negotiated",
        "JsSIP:Transport sending message: REGISTER sip:pbx.test SIP/2.0",
        "a=fingerprint:SHA-256 AA:BB",
        "127.0.0.1 - - [21/Nov/2026:10:00:00 +0000] \"GET /ws HTTP/1.1\" 101 0",
        "{\"log\":\"SIP/2.0 200 OK\",\"stream\":\"stdout\"}",
      })
  void otherLinesSayNothing(String line) throws IOException {
    assertThat(read(line)).isEmpty();
  }

  private static List<LogFinding> read(String log) throws IOException {
    return AsteriskLog.explain(new StringReader(log));
  }
}
