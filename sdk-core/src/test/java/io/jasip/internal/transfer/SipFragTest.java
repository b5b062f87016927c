package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.core.Identity;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 3420. */
class SipFragTest {

  private static SipRequest notify(String type, String body) {
    Identity alice = Identity.of(NameAddr.of(SipUri.parse("sip:alice@pbx.example")), true, null);
    return new RequestBuilder(
            alice.contact(),
            alice.via(),
            alice.addressOfRecord(),
            alice.addressOfRecord(),
            "c",
            new CSeq(1, SipMethod.NOTIFY))
        .body(type, body)
        .build();
  }

  @Test
  @DisplayName("#116 the status line of a report")
  void read() {
    String type = "Message/SipFrag;version=2.0";
    assertThat(SipFrag.of(notify(type, "SIP/2.0 180 Ringing\r\n")))
        .contains(new SipFrag(180, "Ringing"));
    assertThat(SipFrag.of(notify(type, "SIP/2.0 200\r\nTo: <sip:a@b>\r\n")))
        .contains(new SipFrag(200, ""));
    assertThat(SipFrag.of(notify(type, "SIP/2.0 486 Busy Here")))
        .contains(new SipFrag(486, "Busy Here"));
  }

  @Test
  @DisplayName("#116 what is no report")
  void unreadable() {
    assertThat(SipFrag.of(notify("text/plain", "SIP/2.0 200 OK"))).isEmpty();
    assertThat(SipFrag.of(notify("message/sipfrag", "INVITE sip:a@b SIP/2.0"))).isEmpty();
    assertThat(SipFrag.of(notify("message/sipfrag", "SIP/2.0 999 No"))).isEmpty();
    assertThat(SipFrag.of(notify("message/sipfrag", ""))).isEmpty();
  }
}
