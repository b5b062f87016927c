package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.sip.SipMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing secret reaches a trace. */
class RedactorTest {

  private static final String OFFER =
      """
      v=0
      o=- 1 1 IN IP4 127.0.0.1
      s=-
      t=0 0
      k=base64:c2VjcmV0
      a=ice-ufrag:Fx9u
      a=ice-pwd:secret-ice-password-of-the-session
      a=key-mgmt:mikey AQAFgM0XflABsecretAAAA
      a=fingerprint:sha-256 4A:AD:B9:B1
      m=audio 9 UDP/TLS/RTP/SAVPF 111
      A=ICE-PWD:secret-ice-password-of-the-media
      a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:secretKeyAndSalt|2^20|1:32
      k=clear:secret
      """;

  @Test
  void masksCredentialsAndKeysAndNothingElse() throws Exception {
    String text =
        Messages.INVITE
            .substring(0, Messages.INVITE.indexOf("Content-Length"))
            .replace(
                "Contact:",
                "AUTHORIZATION: Digest username=\"alice\", response=\"secret\"\n"
                    + "Proxy-Authorization: Digest\n response=\"secret\"\nContact:");
    String shown = Redactor.text(Messages.parse(text + "\n" + OFFER));

    assertThat(shown)
        .doesNotContainIgnoringCase("secret")
        .doesNotContain("c2VjcmV0")
        .doesNotContain("\r")
        .contains("AUTHORIZATION: ***\n", "Proxy-Authorization: ***\n")
        .contains("a=ice-ufrag:Fx9u\n", "a=ice-pwd:***\n", "A=ICE-PWD:***\n", "a=crypto:***\n")
        .contains("k=***\n", "a=key-mgmt:***\n")
        // the hash of a public certificate: not secret, and needed to read a trace
        .contains("a=fingerprint:sha-256 4A:AD:B9:B1\n")
        .contains("INVITE sip:bob@pbx.example.com SIP/2.0\n", "\nCSeq: 314159 INVITE\n");
  }

  @Test
  void showsAChallengeWhole() throws Exception {
    SipMessage unauthorized = Messages.parse(Messages.UNAUTHORIZED);

    assertThat(Redactor.text(unauthorized))
        .contains("WWW-Authenticate: Digest realm=\"asterisk\",nonce=\"1/8a\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void knowsEveryLineEnd(String lineEnd) {
    String body = OFFER.replace("\n", lineEnd);

    assertThat(Redactor.body(body)).doesNotContainIgnoringCase("secret").contains("a=ice-pwd:***");
  }

  @Test
  void masksTheLastLineWithoutItsEnd() {
    assertThat(Redactor.body("a=ice-pwd:secret")).isEqualTo("a=ice-pwd:***");
    assertThat(Redactor.body("")).isEmpty();
    assertThat(Redactor.body("hello")).isEqualTo("hello");
  }
}
