package io.jasip.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.fault.Fault;
import io.jasip.internal.message.MessageLimits;
import io.jasip.internal.message.SipParser;
import io.jasip.media.MediaException;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which fault a failed call stands for, as Asterisk 16 and 22 refuse and hang up. */
class CallFaultsTest {

  private static SipMessage message(String startLine, String method, String reason, String server)
      throws Exception {
    String text =
        String.join(
                "\r\n",
                startLine,
                "Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1",
                "From: <sip:250@pbx.example>;tag=1",
                "To: <sip:9999@pbx.example>;tag=2",
                "Call-ID: 1",
                "CSeq: 1 " + method,
                reason.isEmpty() ? "X-None: 1" : "Reason: " + reason,
                server.isEmpty() ? "X-Nothing: 1" : "Server: " + server)
            + "\r\nContent-Length: 0\r\n\r\n";
    SipMessage parsed =
        new SipParser(MessageLimits.DEFAULT).parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(parsed).isNotNull();
    return parsed;
  }

  private static SipResponse refusal(int status, String reason, String server) throws Exception {
    return (SipResponse) message("SIP/2.0 " + status + " No", "INVITE", reason, server);
  }

  @ParameterizedTest
  @CsvSource({
    "404, -1, NUMBER_NOT_FOUND",
    "404,  1, NUMBER_NOT_FOUND",
    "404,  3, CALLEE_OFFLINE",
    "480, 20, CALLEE_OFFLINE",
    "480, -1, CALLEE_OFFLINE",
    "480, 19, NOBODY_ANSWERED",
    "603, 16, NOBODY_ANSWERED",
    "603, -1, CALLEE_DECLINED",
    "603,  0, DIALPLAN_ENDED",
    "603,  1, NUMBER_NOT_FOUND",
    "410, 22, NUMBER_NOT_FOUND",
    "502, 27, DESTINATION_UNAVAILABLE",
    "603, 41, DESTINATION_UNAVAILABLE",
    "603, 50, CALL_FORBIDDEN",
    "603, 102, NOBODY_ANSWERED",
    "302, -1, CALL_REDIRECTED",
    "302,  0, CALL_REDIRECTED",
    "486, 17, CALLEE_BUSY",
    "486, -1, CALLEE_BUSY",
    "403, 21, CALLEE_DECLINED",
    "403, -1, CALL_FORBIDDEN",
    "401, -1, CREDENTIALS_REFUSED",
    "484, 28, NUMBER_NOT_FOUND",
    "488, -1, ENDPOINT_NOT_WEBRTC",
    "488, 58, CALL_REFUSED",
    "500, -1, TRANSPORT_NAME_MISSING",
    "500, 38, DESTINATION_UNAVAILABLE",
    "503, 34, DESTINATION_UNAVAILABLE",
    "503,  3, DESTINATION_UNAVAILABLE",
    "503, 42, SERVER_CONGESTED",
    "503,  0, DESTINATION_UNAVAILABLE",
    "503, -1, SERVER_STOPPING",
    "422, -1, SESSION_INTERVAL_TOO_SMALL",
    "400, -1, OFFER_REJECTED",
    "420, -1, OFFER_REJECTED",
    "504, -1, SIP_SERVER_ERROR",
    "699, -1, CALL_REFUSED"
  })
  void a_refusal(int status, int q850, Fault expected) throws Exception {
    String reason = q850 < 0 ? "" : "Q.850;cause=" + q850;
    SipResponse response = refusal(status, reason, "Asterisk PBX 16.28.0");

    assertThat(CallFaults.ofRefusal(response)).isEqualTo(expected);
    assertThat(CallFaults.of(Cause.SIP_FAILURE_CODE, response, null)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"500, SIP_SERVER_ERROR", "503, SERVER_CONGESTED"})
  void what_only_an_asterisk_means(int status, Fault expected) throws Exception {
    assertThat(CallFaults.ofRefusal(refusal(status, "", "kamailio (5.6)"))).isEqualTo(expected);
  }

  @Test
  void a_bye_for_lack_of_media() throws Exception {
    SipMessage bye = message("BYE sip:250@a.invalid SIP/2.0", "BYE", "Q.850;cause=44", "");

    assertThat(CallFaults.of(Cause.BYE, bye, null)).isEqualTo(Fault.HANGUP_FOR_LACK_OF_RTP);
  }

  @Test
  void an_ordinary_bye_is_no_fault() throws Exception {
    SipMessage bye = message("BYE sip:250@a.invalid SIP/2.0", "BYE", "Q.850;cause=16", "");

    assertThat(CallFaults.of(Cause.BYE, bye, null)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "LIBRARY_NOT_LOADED, NATIVE_LIBRARY_MISSING",
    "AUDIO_DEVICE, AUDIO_SYSTEM_MISSING",
    "BAD_DESCRIPTION, ANSWER_INVALID",
    "ICE_FAILED, ICE_FAILED",
    "DTLS_FAILED, DTLS_FAILED",
    "DTLS_STUCK, DTLS_STUCK",
    "RTP_TIMEOUT, MEDIA_LOST",
    "NO_AUDIO, RTP_NOTHING_RECEIVED"
  })
  void a_failure_of_the_media(MediaException.Reason reason, Fault expected) {
    MediaException failure = new MediaException(reason, "as the test wants it");

    assertThat(CallFaults.of(Cause.MEDIA_ERROR, null, failure)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {
        "BYE",
        "CANCELED",
        "ANSWERED_ELSEWHERE",
        "CONNECTION_ERROR",
        "TRANSFERRED",
        "REPLACED",
        "STOPPED"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void every_other_cause_has_a_fault(Cause cause) {
    assertThat(CallFaults.of(cause, null, null)).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(
      value = Cause.class,
      names = {"BYE", "CANCELED", "CONNECTION_ERROR", "STOPPED"})
  void these_tell_their_own_reason(Cause cause) {
    assertThat(CallFaults.of(cause, null, null)).isNull();
  }
}
