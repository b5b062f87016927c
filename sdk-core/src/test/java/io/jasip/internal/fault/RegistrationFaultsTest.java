package io.jasip.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Cause;
import io.jasip.fault.Fault;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a refused registration, or another refused request, tells of its fault. */
class RegistrationFaultsTest {

  private static final String PJSIP =
      "Digest username=\"250\", nonce=\"1763726400/0123456789abcdef0123456789abcdef\","
          + " opaque=\"6d3b\", qop=auth";
  private static final String CHAN_SIP = "Digest username=\"250\", nonce=\"1e2be357\"";
  private static final String OTHER = "Digest username=\"250\", nonce=\"xyz\", qop=auth";

  private static Fault fault(int status, @Nullable String proof) {
    SipUri uri = SipUri.parse("sip:pbx.example");
    NameAddr alice = NameAddr.of(SipUri.parse("sip:250@pbx.example"));
    RequestBuilder register =
        new RequestBuilder(
            uri,
            new Via("WSS", "alice.invalid", SipParameters.NONE),
            alice,
            alice,
            "call",
            new CSeq(1, SipMethod.REGISTER));
    SipRequest request =
        (proof == null ? register : register.header("Authorization", proof)).build();
    return RegistrationFaults.ofRefusal(
        request, new ResponseBuilder(request, status, "pbx").build());
  }

  @ParameterizedTest
  @CsvSource({
    "401, CREDENTIALS_REFUSED",
    "403, AOR_MISSING",
    "404, AOR_NAME_MISMATCH",
    "405, REGISTRAR_MISSING",
    "423, REGISTRATION_TOO_BRIEF",
    "500, SIP_SERVER_ERROR",
    "488, REGISTRATION_REFUSED"
  })
  void an_asterisk_refuses(int status, Fault expected) {
    assertThat(fault(status, PJSIP)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"403, REGISTRATION_FORBIDDEN", "404, USER_UNKNOWN"})
  void another_server_refuses(int status, Fault expected) {
    assertThat(fault(status, OTHER)).isEqualTo(expected);
  }

  @Test
  void the_old_chan_sip_refuses() {
    assertThat(fault(403, CHAN_SIP)).isEqualTo(Fault.CHAN_SIP_OWNS_WEBSOCKET);
  }

  @Test
  void a_server_that_has_not_asked_refuses() {
    assertThat(fault(403, null)).isEqualTo(Fault.REGISTRATION_FORBIDDEN);
  }

  @Test
  void another_request_fails() {
    assertThat(RequestFaults.of(Cause.REQUEST_TIMEOUT, 0)).isEqualTo(Fault.SIP_SILENT);
    assertThat(RequestFaults.of(Cause.CONNECTION_ERROR, 0)).isEqualTo(Fault.WS_LOST);
    assertThat(RequestFaults.of(Cause.STOPPED, 0)).isNull();
    assertThat(RequestFaults.of(Cause.ofStatus(401), 401)).isEqualTo(Fault.CREDENTIALS_REFUSED);
    assertThat(RequestFaults.of(Cause.ofStatus(404), 404)).isEqualTo(Fault.NUMBER_NOT_FOUND);
    assertThat(RequestFaults.of(Cause.ofStatus(500), 500)).isEqualTo(Fault.SIP_SERVER_ERROR);
    assertThat(RequestFaults.of(Cause.ofStatus(489), 489)).isNull();
  }
}
