package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jasip.internal.core.Identity;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3515 section 2.1, RFC 3891 section 4, RFC 3261 section 19.1. */
class ReferToTest {

  private static SipRequest refer(String... referTo) {
    Identity alice =
        Identity.of(
            new NameAddr(null, SipUri.parse("sip:alice@pbx.example"), SipParameters.NONE), true, null);
    RequestBuilder refer =
        new RequestBuilder(
            alice.contact(),
            alice.via(),
            alice.addressOfRecord(),
            alice.addressOfRecord(),
            "c",
            new CSeq(1, SipMethod.REFER));
    List.of(referTo).forEach(value -> refer.header("Refer-To", value));
    return refer.build();
  }

  private static int refusal(String... referTo) {
    return catchThrowableOfType(UnusableReferException.class, () -> ReferTo.of(refer(referTo)))
        .status();
  }

  @Test
  @DisplayName("#111 Replaces crosses the wire escaped and comes out as it was")
  void escaped() throws UnusableReferException {
    Replaces replaces = new Replaces("98732@sip.example.com", "r33th4x0r", "ff87%ff", false);
    ReferTo carol =
        new ReferTo(SipUri.parse("sip:carol@phone.example;transport=ws"), replaces, false);
    assertThat(carol)
        .hasToString(
            "<sip:carol@phone.example;transport=ws?Replaces="
                + "98732%40sip.example.com%3Bto-tag%3Dr33th4x0r%3Bfrom-tag%3Dff87%25ff>");
    assertThat(ReferTo.of(refer(carol.toString()))).isEqualTo(carol);
  }

  @ParameterizedTest
  @CsvSource({
    "sip:carol@pbx.example,                                     sip:carol@pbx.example",
    "<sip:carol@pbx.example>,                                   sip:carol@pbx.example",
    "\"Carol\" <sips:carol@pbx.example:5061;user=phone>;x=1,    sips:carol@pbx.example:5061;user=phone",
    "<sip:carol@pbx.example;method=INVITE>,                     sip:carol@pbx.example",
    "<sip:carol@pbx.example;method=INVITE;lr?Subject=a&Route=b>, sip:carol@pbx.example;lr",
  })
  @DisplayName("#114 what is called; header fields that could do harm are left out")
  void target(String referTo, String target) throws UnusableReferException {
    ReferTo read = ReferTo.of(refer(referTo));
    assertThat(read).isEqualTo(new ReferTo(SipUri.parse(target), null, false));
  }

  @Test
  @DisplayName("#114 Require: replaces in Refer-To is passed on")
  void requires() throws UnusableReferException {
    ReferTo read =
        ReferTo.of(refer("<sip:c@d?Replaces=x%3Bto-tag%3D1%3Bfrom-tag%3D2&Require=replaces>"));
    assertThat(read.requiresReplaces()).isTrue();
    assertThat(read.replaces()).isEqualTo(new Replaces("x", "1", "2", false));
  }

  @ParameterizedTest
  @CsvSource({
    "tel:+15551234,                                          416",
    "<https://example.com/>,                                 416",
    "<sip:c@d;method=BYE>,                                   501",
    "<sip:c@d?Replaces=x>,                                   400",
    "<sip:c@d?Replaces=x%3Bto-tag%3D1%3Bfrom-tag%3>,         400",
    "<sip:c@d?Replaces=x%0D%0AEvil:%3Bto-tag%3D1>,           400",
    "<>,                                                     400",
    "<sip:>,                                                 400",
  })
  @DisplayName("#114 what cannot be called")
  void unusable(String referTo, int status) {
    assertThat(refusal(referTo)).isEqualTo(status);
  }

  @Test
  @DisplayName("#114 none or several Refer-To")
  void notOne() {
    assertThat(refusal()).isEqualTo(400);
    assertThat(refusal("<sip:a@b>", "<sip:c@d>")).isEqualTo(400);
  }
}
