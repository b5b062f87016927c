package io.jasip.internal.auth;

import static io.jasip.auth.DigestAlgorithm.MD5;
import static io.jasip.auth.DigestAlgorithm.SHA_256;
import static io.jasip.auth.DigestAlgorithm.SHA_512_256;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7616 section 3.3. */
class ChallengeTest {

  @Test
  void isReadWithAllItsParts() {
    assertThat(
            Challenge.parse(
                "Digest realm=\"pbx\", domain=\"sip:a\", qop=\"auth, AUTH-INT\",  nonce=\"n/1=\","
                    + " opaque=\"o\", stale=TRUE, algorithm=SHA-256, x-unknown=\"y\""))
        .containsExactly(
            new Challenge("pbx", "n/1=", "o", SHA_256, false, List.of("auth", "auth-int"), true));
  }

  @Test
  void isReadWithTheLeast() {
    assertThat(Challenge.parse("Digest realm=\"\",nonce=\"\""))
        .containsExactly(new Challenge("", "", null, MD5, false, List.of(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DIGEST REALM=\"a, b\",NONCE=\"c\"",
        "digest realm = \"a, b\" , nonce\t=\tc",
        " , Digest realm=\"a, b\",,nonce=c,",
        "Digest nonce=\"c\" realm=\"a, b\"",
        "Digest realm=\"\\a\\,\\ b\", nonce=\"c\"",
      })
  void isReadInOtherSpellings(String value) {
    assertThat(Challenge.parse(value))
        .containsExactly(new Challenge("a, b", "c", null, MD5, false, List.of(), false));
  }

  @Test
  void keepsEscapedQuotesAndBackslashes() {
    assertThat(Challenge.parse("Digest realm=\"say \\\"hi\\\" \\\\o/\", nonce=\"n\""))
        .extracting(Challenge::realm)
        .containsExactly("say \"hi\" \\o/");
  }

  @Test
  void severalInOneLineAreTold() {
    assertThat(
            Challenge.parse(
                "Digest realm=\"a\", nonce=\"1\", algorithm=SHA-512-256, qop=\"auth\","
                    + " Bearer realm=\"x\", scope=\"y\", Digest realm=\"a\", nonce=\"2\","
                    + " Basic realm=\"z\", Digest realm=\"b\", nonce=\"3\", algorithm=sha-256-SESS"))
        .containsExactly(
            new Challenge("a", "1", null, SHA_512_256, false, List.of("auth"), false),
            new Challenge("a", "2", null, MD5, false, List.of(), false),
            new Challenge("b", "3", null, SHA_256, true, List.of(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ",",
        "=",
        "\"",
        "Digest",
        "Digest realm",
        "Digest realm=",
        "Digest realm=\"a\"",
        "Digest nonce=\"a\"",
        "realm=\"a\", nonce=\"b\"",
        "Basic realm=\"a\", nonce=\"b\"",
        "Digest realm=\"a, nonce=b",
        "Digest realm=\"a\\",
        "Digest realm=\"a\", nonce",
        "Digest realm=\"a\", nonce=\"b\", algorithm=SHA3-512",
        "Digest realm=\"a\", nonce=\"b\", algorithm=-sess",
        "Digest realm=\"a\", nonce=\"b\", algorithm=\"\"",
        "Digest =\"a\", nonce=\"b\"",
      })
  void isLeftOutIfMalformedOrUnknown(String value) {
    assertThat(Challenge.parse(value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auth | true",
        "AUTH | true",
        "auth-int | true",
        "auth-conf,auth | true",
        "'' | true",
        "auth-conf | false",
        "x,y | false"
      })
  void isAnswerableWithAKnownQop(String qop, boolean answerable) {
    assertThat(Challenge.parse("Digest realm=a, nonce=b, qop=\"" + qop + "\""))
        .singleElement()
        .extracting(Challenge::isAnswerable)
        .isEqualTo(answerable);
  }

  @Test
  void noDamageMakesItFail() {
    String good = "Digest realm=\"a\\\"b\", nonce=\"n\", qop=\"auth\", Digest realm=c, nonce=d";
    Random random = new Random(7);
    String pieces = "\"\\=, \tDd\0é;";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder damaged = new StringBuilder(good);
      for (int j = 0; j < 3; j++) {
        damaged.setCharAt(
            random.nextInt(damaged.length()), pieces.charAt(random.nextInt(pieces.length())));
      }
      damaged.setLength(random.nextInt(damaged.length() + 1));
      assertThat(Challenge.parse(damaged.toString())).hasSizeLessThan(5);
    }
  }
}
