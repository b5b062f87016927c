package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.auth.Credentials;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the RFCs. */
class DigestAnswerTest {

  private static final Credentials MUFASA = Credentials.of("Mufasa", "Circle of Life");

  @ParameterizedTest
  @CsvSource({
    "MD5,8ca523f5e9506fed4657c9700eebdbec",
    "SHA-256,753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
  })
  void rfc7616Section391(String algorithm, String response) {
    assertThat(
            answer(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm="
                    + algorithm
                    + ", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                    + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
                MUFASA,
                "/dir/index.html",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"))
        .isEqualTo(
            "Digest username=\"Mufasa\", realm=\"http-auth@example.org\","
                + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
                + " uri=\"/dir/index.html\", response=\""
                + response
                + "\", algorithm="
                + algorithm
                + ", qop=auth, nc=00000001,"
                + " cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\","
                + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
  }

  /** With the response of erratum 4897: the one in the RFC was computed with another hash. */
  @Test
  void rfc7616Section392() {
    assertThat(
            answer(
                "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256,"
                    + " nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\","
                    + " opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\","
                    + " charset=UTF-8, userhash=true",
                Credentials.of("Jäsøn Doe", "Secret, or not?"),
                "/doe.json",
                "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v"))
        .contains(
            "response=\"3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5\"",
            "algorithm=SHA-512-256")
        .doesNotContain("userhash"); // which means that the user name is sent as it is
  }

  @Test
  void rfc2617Section35() {
    assertThat(
            answer(
                "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                    + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\","
                    + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
                Credentials.of("Mufasa", "Circle Of Life"),
                "/dir/index.html",
                "0a4f113b"))
        .contains("response=\"6629fae49393a05397450978507c4ef1\"", "nc=00000001");
  }

  @Test
  void withoutQopThereIsNoCount() {
    assertThat(
            answer(
                "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"",
                Credentials.of("Mufasa", "Circle Of Life"),
                "/dir/index.html",
                "0a4f113b"))
        .contains("response=\"670fd8c2df070c60b045671b8b24ff02\"")
        .doesNotContain("qop", "nc=", "cnonce", "opaque");
  }

  @Test
  void aSessionHashesTheNoncesIntoTheSecret() {
    // H(H("bob:pbx:zanzibar"):"n":"c")
    assertThat(
            answer(
                "Digest realm=\"pbx\", nonce=\"n\", algorithm=MD5-sess, qop=\"auth\"",
                Credentials.of("bob", "zanzibar"),
                "sip:pbx",
                "c"))
        .contains(
            "response=\"e84c1eb1c1ee968f38f7a332c752fdfe\"", "algorithm=MD5-sess", "cnonce=\"c\"");
  }

  @Test
  void authIntCoversTheBody() {
    Challenge challenge =
        Challenge.parse("Digest realm=\"pbx\", nonce=\"n\", qop=\"auth-int\"").get(0);
    byte[] body = "v=0\r\n".getBytes(StandardCharsets.UTF_8);

    assertThat(
            DigestAnswer.value(
                challenge, Credentials.of("bob", "zanzibar"), "INVITE", "sip:a@b", body, 1, "c"))
        .contains("qop=auth-int", "response=\"051c3676e970638aaf67bb011081b22a\"");
  }

  @Test
  void quotesAndBackslashesAreEscaped() {
    assertThat(
            answer(
                "Digest realm=\"a \\\"b\\\" \\\\c\", nonce=\"n\\\"1\", opaque=\"o\\\"2\"",
                Credentials.of("al\"ice\\", "x"),
                "sip:pbx",
                "c"))
        .contains(
            "username=\"al\\\"ice\\\\\"",
            "realm=\"a \\\"b\\\" \\\\c\"",
            "nonce=\"n\\\"1\"",
            "opaque=\"o\\\"2\"");
  }

  @Test
  void theCountHasEightHexadecimalDigits() {
    Challenge challenge = Challenge.parse("Digest realm=a, nonce=b, qop=auth").get(0);

    assertThat(
            DigestAnswer.value(
                challenge, MUFASA, "REGISTER", "sip:pbx", new byte[0], 0xabcdef, "c"))
        .contains("nc=00abcdef");
  }

  private static String answer(
      String challenge, Credentials credentials, String uri, String clientNonce) {
    return DigestAnswer.value(
        Challenge.parse(challenge).get(0), credentials, "GET", uri, new byte[0], 1, clientNonce);
  }
}
