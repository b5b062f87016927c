package io.jasip.internal.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskLog;
import io.jasip.doctor.LogFinding;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogReaderTest {

  private static final String IDLE =
      "Shutting down transport 'WSS to 127.0.0.1:36256' since no request was received in 32 seconds";

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "Shutting down transport 'WSS to 127.0.0.1:36256' since no request was received in 32 seconds ! WS_CLOSED_WITHOUT_REQUEST",
        "ERROR res_pjsip.c: Unable to retrieve PJSIP transport 'transport-wss' ! TRANSPORT_NAME_MISSING",
        "NOTICE res_pjsip/pjsip_distributor.c: Request 'REGISTER' from '<sip:777@pbx.test>' failed for '127.0.0.1:37322' (callid: x) - No matching endpoint found ! USER_UNKNOWN",
        "NOTICE res_pjsip/pjsip_distributor.c: Request 'REGISTER' from '<sip:250@pbx.test>' failed for '127.0.0.1:37322' (callid: x) - Failed to authenticate ! CREDENTIALS_REFUSED",
        "NOTICE acl.c: SIP ACL: Rejecting '127.0.0.1' due to a failure to pass ACL '(BASELINE)' ! ENDPOINT_ACL",
        "ERROR iostream.c: Problem setting up ssl connection: error:00000001:lib(0)::reason(1), Internal SSL error ! TLS_FAILED",
        "ERROR tcptls.c: TLS/SSL error loading cert file. </etc/asterisk/keys/nope.crt> ! CERTIFICATE_FILE_MISSING",
        "ERROR tcptls.c: TLS/SSL error loading private key file. </etc/asterisk/keys/self.key> ! CERTIFICATE_KEY_UNREADABLE",
        "error:0B080074:x509 certificate routines:X509_check_private_key:key values mismatch ! CERTIFICATE_KEY_MISMATCH",
        "error:0200100D:system library:fopen:Permission denied ! CERTIFICATE_KEY_UNREADABLE",
        "error:8000000D:system library:file_ctrl:Permission denied:calling fopen(/etc/k, r) ! CERTIFICATE_KEY_UNREADABLE",
        "error:2807106B:UI routines:UI_process:processing error:while reading strings ! CERTIFICATE_KEY_ENCRYPTED",
        "WARNING http.c: Ignoring unknown option 'tlsenabled' in http.conf ! HTTPS_NOT_STARTED",
        "WARNING res_http_websocket.c: WebSocket connection from '1.2.3.4:5' could not be accepted - no protocols out of 'sip' supported ! WS_SUBPROTOCOL_UNHANDLED",
        "WARNING res_http_websocket.c: WebSocket connection from '1.2.3.4:5' could not be accepted - did not request WebSocket ! REVERSE_PROXY_STRIPS_UPGRADE",
        "ERROR loader.c: res_pjsip_transport_websocket declined to load. ! CHAN_SIP_OWNS_WEBSOCKET",
        "NOTICE chan_sip.c: Registration from '<sip:250@pbx.test>' failed for '127.0.0.1:50028' - Wrong password ! CHAN_SIP_OWNS_WEBSOCKET",
        "ERROR chan_sip.c: 'WS' is not a valid transport for '250'. we only use 'UDP' ending call. ! CHAN_SIP_OWNS_WEBSOCKET",
        "NOTICE chan_sip.c: Received SAVPF profle in audio offer but AVPF is not enabled, enabling ! ENDPOINT_NOT_WEBRTC",
        "ERROR res_sorcery_config.c: Could not create an object of type 'endpoint' with id '251' from configuration file 'pjsip.conf' ! ENDPOINT_NOT_LOADED",
        "ERROR res_sorcery_config.c: Could not create an object of type 'transport' with id 'transport-wss' ! TRANSPORT_NAME_MISSING",
        "Transport 'transport-wss' could not be started as binding not specified ! TRANSPORT_NAME_MISSING",
        "Error parsing protocol=wwss at line 6 of ! ENDPOINT_NOT_LOADED",
        "ERROR rtp_engine.c: dtlscertfile file /etc/asterisk/keys/nope.crt does not exist or is not readable ! ENDPOINT_NOT_LOADED",
        "WARNING res_pjsip_registrar.c: AOR '' not found for endpoint '250' (127.0.0.1:46958) ! AOR_NAME_MISMATCH",
        "Endpoint '250' (127.0.0.1:43484) has no configured AORs ! AOR_MISSING",
        "AOR '250' has no configured max_contacts. Endpoint '250' (127.0.0.1:43526) unable to register ! MAX_CONTACTS_ZERO",
        "Registration attempt from endpoint '250' (127.0.0.1:48664) to AOR '250' will exceed max contacts of 1 ! MAX_CONTACTS_REACHED",
        "Removed contact 'sip:250@127.0.0.1:45860;transport=ws' from AOR '250' due to remove existing ! BINDING_EVICTED",
        "SECURITY[9] res_security_log.c: SecurityEvent=\"InvalidAccountID\",Severity=\"Error\",Service=\"PJSIP\",AccountID=\"777\" ! USER_UNKNOWN",
        "NOTICE res_pjsip_session.c:  250: Call (WSS:127.0.0.1:57548) to extension '5555' rejected because extension not found in context 'from-internal'. ! NUMBER_NOT_FOUND",
        "ERROR res_pjsip.c: Endpoint '251': Could not create dialog to invalid URI '251'.  Is endpoint registered and reachable? ! CALLEE_OFFLINE",
        "WARNING app_dial.c: Unable to create channel of type 'PJSIP' (cause 3 - No route to destination) ! CALLEE_OFFLINE",
        "Nobody picked up in 5000 ms ! NOBODY_ANSWERED",
        "WARNING channel.c: Channel allocation failed: Refusing due to active shutdown ! SERVER_STOPPING",
        "WARNING pbx.c: No application 'NoSuchApp' for extension (from-internal, 9, 1) ! HANGUP_AFTER_ANSWER",
        "ERROR res_pjsip_session.c:  250: Couldn't negotiate stream 0:audio-0:audio:sendrecv (nothing) ! ENDPOINT_NOT_WEBRTC",
        "NOTICE res_pjsip_sdp_rtp.c: No joint capabilities for 'audio' media stream between our configuration((g729)) and incoming SDP((ulaw)) ! NO_COMMON_CODEC",
        "ERROR res_rtp_asterisk.c: SRTP support module is not loaded or available. Try loading res_srtp.so. ! SRTP_MODULE_MISSING",
        "ERROR rtp_engine.c: No RTP engine was found. Do you have one loaded? ! RTP_MODULE_MISSING",
        "ERROR res_rtp_asterisk.c: Specified private key for RTP instance '0x7f' could not be used ! DTLS_CERTIFICATE_BROKEN",
        "ERROR pjproject: sip_inv.c .Error parsing/validating SDP body: Invalid SDP descriptor (PJMEDIA_SDP_EINSDP) ! OFFER_REJECTED",
        "WARNING res_rtp_asterisk.c: (0x7f) ICE no RTCP candidates; skipping checklist ! ANSWER_WITHOUT_RTCP_MUX",
        "WARNING channel.c: Unable to find a codec translation path: (gsm) -> (opus) ! TRANSCODER_MISSING",
        "WARNING res_rtp_asterisk.c: x: DTLS packet from 10.16.0.1:48410 dropped. Source not in ICE active candidate list. ! DTLS_STUCK",
        "NOTICE stun.c: Attempt 1 to send STUN request to '203.0.113.9:3478' timed out. ! CALL_ANSWERED_LATE",
        "WARNING acl.c: Cannot connect to 203.0.113.9: Network is unreachable ! ANSWER_UNREACHABLE_ADDRESS",
        "NOTICE res_pjsip_sdp_rtp.c: Disconnecting channel 'PJSIP/250-00000000' for lack of audio RTP activity in 10 seconds ! HANGUP_FOR_LACK_OF_RTP",
        "WARNING channel.c: No path to translate from PJSIP/251-00000000 to Message/ast_msg_queue ! MESSAGE_CONTEXT_MISSING",
        "WARNING res_http_websocket.c: Cannot fit huge websocket frame of 65734 bytes ! WS_MESSAGE_TOO_BIG",
        "Asterisk cleanly ending (0). ! WS_LOST",
        "2026-11-21 12:00:00,123 fail2ban.actions [812]: NOTICE  [asterisk] Ban 203.0.113.7 ! ADDRESS_BANNED",
      })
  void aLineTellsItsFault(String line, Fault fault) throws IOException {
    List<LogFinding> findings = explain("[2026-11-21 12:00:00.123] " + line.trim());

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).fault()).contains(fault);
    assertThat(findings.get(0).harmless()).isFalse();
    assertThat(findings.get(0).sentence(Locale.ENGLISH)).doesNotContain("{");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR res_http_websocket.c: Error reading from web socket: Success",
        "ERROR res_http_websocket.c: Error reading from web socket: Broken pipe",
        "SSL_shutdown() failed: error:00000005:lib(0):func(0):DH lib, Underlying BIO error: Broken pipe",
        "SSL_shutdown() failed: error:00000001:lib(0)::reason(1), Internal SSL error",
        "WARNING res_http_websocket.c: Web socket closed abruptly",
        "VERBOSE res_http_websocket.c: WebSocket connection from '127.0.0.1:60004' for protocol 'sip' accepted using version '13'",
        "WebSocket connection from '127.0.0.1:60004' forcefully closed due to fatal write error",
        "WARNING res_pjsip/config_transport.c: TLS certificate values ignored for websocket transport as they are configured in http.conf",
        "Removed contact 'sip:250@127.0.0.1:4;x' from AOR '250' due to shutdown",
      })
  void aLineIsHarmless(String line) throws IOException {
    assertThat(explain(line))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.harmless()).isTrue();
              assertThat(finding.fault()).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[Nov 21 12:00:00] NOTICE[812]: res_pjsip/pjsip_transport_management.c:160 idle: ",
        "\u001b[0;33mNOTICE\u001b[0m[812]: \u001b[1;37mres_pjsip.c\u001b[0m: ",
        "Nov 21 12:00:00 pbx asterisk[812]: [Nov 21 12:00:00] NOTICE[812]: ",
        "asterisk-1  | [Nov 21 12:00:00] NOTICE[812]: ",
        "",
      })
  void whatStandsBeforeALineDoesNotMatter(String prefix) throws IOException {
    assertThat(explain(prefix + IDLE + "\r\n"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.fault()).contains(Fault.WS_CLOSED_WITHOUT_REQUEST);
              assertThat(finding.values()).containsExactly("WSS to 127.0.0.1:36256", "32");
              assertThat(finding.line()).doesNotContain("\u001b");
            });
  }

  @Test
  void linesThatSayTheSameAreCounted() throws IOException {
    List<LogFinding> findings =
        explain(
            "nothing\nNobody picked up in 5000 ms\n\nNobody picked up in 5000 ms\n"
                + "Nobody picked up in 8000 ms\n");

    assertThat(findings).hasSize(2);
    assertThat(findings.get(0).count()).isEqualTo(2);
    assertThat(findings.get(0).firstLine()).isEqualTo(2);
    assertThat(findings.get(0).lastLine()).isEqualTo(4);
  }

  private static final String SECURITY =
      "SECURITY[9] res_security_log.c: SecurityEvent=\"%s\",Severity=\"Error\",Service=\"PJSIP\","
          + "EventVersion=\"1\",AccountID=\"%s\",SessionID=\"x\"\n";

  private static String notice(String user, String why) {
    return "NOTICE[9] res_pjsip/pjsip_distributor.c: Request 'REGISTER' from '\"A\" <sip:"
        + user
        + "@pbx.test>' failed for '127.0.0.1:37322' (callid: x) - "
        + why
        + "\n";
  }

  /** With the security log on, Asterisk says it twice. */
  @Test
  void aRefusedLoginIsToldOnce() throws IOException {
    String notice = notice("250", "Failed to authenticate");
    String event = SECURITY.formatted("ChallengeResponseFailed", "250");

    for (String log : List.of(notice + event, event + notice)) {
      assertThat(explain(log)).extracting(LogFinding::rule).containsExactly("not-authenticated");
    }
    assertThat(explain(notice + event + SECURITY.formatted("ChallengeResponseFailed", "251")))
        .extracting(LogFinding::rule)
        .containsExactly("not-authenticated", "password-event");
  }

  /** Asterisk goes through the whole login of a user that it does not know. */
  @Test
  void anUnknownUserIsToldOnce() throws IOException {
    String notices = notice("777", "No matching endpoint found");
    String events =
        SECURITY.formatted("InvalidAccountID", "777")
            + SECURITY.formatted("ChallengeResponseFailed", "<unknown>");

    assertThat(explain(notices + events))
        .extracting(LogFinding::rule)
        .containsExactly("no-endpoint");
    assertThat(explain(events)).extracting(LogFinding::rule).containsExactly("user-unknown-event");
  }

  @Test
  void tooManyDevicesAreToldOnce() throws IOException {
    String notice =
        "Registration attempt from endpoint '250' (127.0.0.1:4) to AOR '250' will exceed max contacts of 1\n";
    String event =
        "SecurityEvent=\"FailedACL\",AccountID=\"250\","
            + "ACLName=\"registrar_attempt_exceeds_maximum_configured_contacts\"\n";

    assertThat(explain(notice + event))
        .extracting(LogFinding::rule)
        .containsExactly("contacts-reached");
    assertThat(explain(event))
        .extracting(LogFinding::rule)
        .containsExactly("contacts-reached-event");
  }

  @Test
  void eachRuleHasAWordThatItsLinesMustContain() {
    assertThat(LogRule.ALL)
        .allSatisfy(
            rule ->
                assertThat(rule.literals())
                    .as(rule.id())
                    .isNotEmpty()
                    .allSatisfy(literal -> assertThat(literal).hasSizeGreaterThan(5)));
    assertThat(LogRule.literals("abc(?:cd|ef)ghi?|\\[x\\] jk\\dl"))
        .containsExactly("abc", "[x] jk");
  }

  @Test
  void aLogOfAnySizeIsReadInLittleMemory() throws IOException {
    List<LogFinding> findings = AsteriskLog.explain(new EndlessAttack(300_000));

    assertThat(findings).hasSizeLessThanOrEqualTo(1000);
    assertThat(findings.get(0).fault()).contains(Fault.USER_UNKNOWN);
  }

  @Test
  void aLineWithoutEndIsCut() throws IOException {
    assertThat(explain("Asterisk Ready." + "x".repeat(5_000_000)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.line()).hasSizeLessThanOrEqualTo(300));
  }

  @ParameterizedTest
  @CsvSource({
    "REGISTER, 403 Forbidden, '', REGISTRATION_FORBIDDEN",
    "REGISTER, 404 Not Found, '', AOR_NAME_MISMATCH",
    "REGISTER, 401 Unauthorized, '', CREDENTIALS_REFUSED",
    "INVITE, 488 Not Acceptable Here, '', ENDPOINT_NOT_WEBRTC",
    "INVITE, 404 Not Found, '', NUMBER_NOT_FOUND",
    "INVITE, 404 Not Found, Reason: Q.850;cause=3, CALLEE_OFFLINE",
    "INVITE, 500 Server Internal Error, '', TRANSPORT_NAME_MISSING",
    "INVITE, 503 Service Unavailable, '', SERVER_STOPPING",
    "INVITE, 503 Service Unavailable, Reason: Q.850;cause=34, DESTINATION_UNAVAILABLE",
    "INVITE, 603 Decline, Reason: Q.850;cause=16, NOBODY_ANSWERED",
    "INVITE, 403 Forbidden, Reason: Q.850;cause=21, CALLEE_DECLINED",
    "INVITE, 422 Session Interval Too Small, '', SESSION_INTERVAL_TOO_SMALL",
  })
  void messagesOfTheSipLoggerAreUnderstood(String method, String status, String reason, Fault fault)
      throws IOException {
    List<LogFinding> findings = explain(trace(method, status, reason, "Authorization: Digest x\n"));

    assertThat(findings)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.fault()).contains(fault);
              assertThat(finding.line()).isEqualTo(method + " " + status.substring(0, 3));
            });
  }

  @Test
  void theFirstChallengeIsNoRefusal() throws IOException {
    assertThat(explain(trace("REGISTER", "401 Unauthorized", "", ""))).isEmpty();
  }

  @Test
  void anAuthorizationIsNeverShown() throws IOException {
    String log =
        trace("REGISTER", "403 Forbidden", "", "Authorization: Digest response=\"secret\"\n");

    assertThat(explain(log).toString()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "es", "pt"})
  void eachKindOfLineHasItsSentence(String language) {
    ResourceBundle texts =
        ResourceBundle.getBundle("io.jasip.doctor.asterisk", Locale.forLanguageTag(language));
    Set<String> expected =
        new TreeSet<>(Set.of("log.sip-refused", "log.sip-refused-by-client", "log.sip-bye-44"));
    LogRule.ALL.forEach(rule -> expected.add("log." + rule.id()));

    Set<String> keys = new TreeSet<>(texts.keySet());
    keys.removeIf(key -> !key.startsWith("log."));
    assertThat(keys).isEqualTo(expected);
  }

  private static String trace(String method, String status, String reason, String authorization) {
    return """
        <--- Received SIP request (600 bytes) from WSS:127.0.0.1:5 --->
        %1$s sip:250@pbx.test SIP/2.0
        Via: SIP/2.0/WSS x.invalid;branch=z9hG4bK1
        Call-ID: 1
        CSeq: 2 %1$s
        %4$sContent-Length: 0


        <--- Transmitting SIP response (400 bytes) to WSS:127.0.0.1:5 --->
        SIP/2.0 %2$s
        Call-ID: 1
        CSeq: 2 %1$s
        %3$sContent-Length: 0


        """
        .formatted(method, status, reason.isEmpty() ? "" : reason + "\n", authorization);
  }

  private static List<LogFinding> explain(String log) throws IOException {
    return AsteriskLog.explain(new StringReader(log));
  }

  /** A log of somebody who tries one user after the other. */
  private static final class EndlessAttack extends Reader {
    private int left;
    private Optional<StringReader> line = Optional.empty();

    EndlessAttack(int lines) {
      left = lines;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = line.isPresent() ? line.get().read(buffer, offset, length) : -1;
      if (read >= 0 || left == 0) {
        return read;
      }
      left--;
      line =
          Optional.of(
              new StringReader(
                  "Request 'REGISTER' from '<sip:"
                      + left
                      + "@pbx>' failed for '1.2.3.4:5' (callid: x)"
                      + " - No matching endpoint found\n"));
      return line.get().read(buffer, offset, length);
    }

    @Override
    public void close() {}
  }
}
