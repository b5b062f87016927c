package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.auth.Credentials;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice's registrar and proxies challenge her (RFC 3261 section 22). */
class DigestAuthenticatorTest {

  private static final String PBX = "Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";

  private Credentials credentials = Credentials.of("alice", "wonderland");
  private final DigestAuthenticator alice = new DigestAuthenticator(() -> credentials);
  private long sequence;

  @Test
  void beforeAnyChallengeARequestCarriesNothing() {
    assertThat(alice.answers(register())).isEmpty();
  }

  @Test
  void aChallengeIsAnswered() {
    assertThat(alice.accept(register(), unauthorized(PBX))).isTrue();

    assertThat(alice.answers(register()))
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.name()).isEqualTo("Authorization");
              assertThat(field.value())
                  .startsWith("Digest username=\"alice\", realm=\"pbx\", nonce=\"n1\"")
                  .contains("uri=\"sip:pbx.example.com\"", "nc=00000001")
                  .doesNotContain("wonderland");
            });
  }

  @Test
  void aProxysChallengeIsAnsweredToTheProxy() {
    SipRequest first = register();
    SipResponse refusal =
        new ResponseBuilder(first, 407, "t").header("Proxy-Authenticate", PBX).build();

    assertThat(alice.accept(first, refusal)).isTrue();
    assertThat(alice.answers(first))
        .extracting(SipHeaders.Field::name)
        .containsExactly("Proxy-Authorization");
  }

  @Test
  void theOtherHeaderOfARefusalMeansNothing() {
    SipRequest first = register();

    assertThat(
            alice.accept(
                first,
                new ResponseBuilder(first, 401, "t").header("Proxy-Authenticate", PBX).build()))
        .isFalse();
    assertThat(
            alice.accept(
                first,
                new ResponseBuilder(first, 407, "t").header("WWW-Authenticate", PBX).build()))
        .isFalse();
  }

  @Test
  void aKnownChallengeIsAnsweredInAdvanceWithAGrowingCount() {
    alice.accept(register(), unauthorized(PBX));

    String one = answer(register());
    String two = answer(register());
    String three = answer(register());

    assertThat(List.of(part("nc", one), part("nc", two), part("nc", three)))
        .containsExactly("00000001", "00000002", "00000003");
    assertThat(part("cnonce", one)).isNotEqualTo(part("cnonce", two)).hasSize(16);
    assertThat(part("response", one)).isNotEqualTo(part("response", two));
  }

  @Test
  void aNewNonceBeginsANewCount() {
    alice.accept(register(), unauthorized(PBX));
    alice.answers(register());
    SipRequest second = answered();

    assertThat(alice.accept(second, unauthorized(PBX.replace("n1", "n2") + ", stale=true")))
        .isTrue();
    assertThat(answer(register())).contains("nonce=\"n2\"", "nc=00000001");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void theStrongestOfSeveralIsTaken(int first) {
    List<String> challenges =
        List.of(
            "Digest realm=\"pbx\", nonce=\"md5\", algorithm=MD5",
            "Digest realm=\"pbx\", nonce=\"sha512\", algorithm=SHA-512-256",
            "Digest realm=\"pbx\", nonce=\"sha256\", algorithm=SHA-256");
    SipRequest request = register();
    ResponseBuilder refusal = new ResponseBuilder(request, 401, "t");
    for (int i = 0; i < 3; i++) {
      refusal.header("WWW-Authenticate", challenges.get((first + i) % 3));
    }
    refusal.header("WWW-Authenticate", "Digest realm=\"pbx\", nonce=\"x\", algorithm=SHA3-512");

    assertThat(alice.accept(request, refusal.build())).isTrue();
    assertThat(answer(register())).contains("nonce=\"sha512\"", "algorithm=SHA-512-256");
  }

  @Test
  void theStrongestThatCanBeAnsweredIsTaken() {
    assertThat(
            alice.accept(
                register(),
                unauthorized(
                    "Digest realm=\"pbx\", nonce=\"1\", algorithm=SHA-256, qop=\"auth-conf\", "
                        + PBX)))
        .isTrue();
    assertThat(answer(register())).contains("nonce=\"n1\"", "algorithm=MD5");
  }

  @Test
  void everyRealmIsAnswered() {
    assertThat(
            alice.accept(
                register(),
                unauthorized(PBX + ", Digest realm=\"edge\", nonce=\"n2\", algorithm=SHA-256")))
        .isTrue();

    assertThat(alice.answers(register()))
        .extracting(field -> part("realm", field.value()))
        .containsExactly("pbx", "edge");
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    alice.accept(register(), unauthorized(PBX));
    SipRequest second = answered();

    assertThat(alice.accept(second, unauthorized(PBX.replace("n1", "n2")))).isFalse();
    assertThat(alice.answers(register())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"say \\\"hi\\\"", "back\\\\slash", "\\\\", "\\\""})
  void aWrongPasswordIsKnownInAnyRealm(String realm) {
    String challenge = "Digest realm=\"" + realm + "\", nonce=\"n1\"";
    alice.accept(register(), unauthorized(challenge));
    SipRequest second = answered();

    assertThat(alice.accept(second, unauthorized(challenge))).isFalse();
  }

  @Test
  void aFreshAnswerThatIsStaleIsTriedAgain() {
    alice.accept(register(), unauthorized(PBX));
    SipRequest second = answered();

    assertThat(alice.accept(second, unauthorized(PBX.replace("n1", "n2") + ", stale=true")))
        .isTrue();
  }

  @Test
  void anAnswerInAdvanceThatIsRefusedIsTriedAgainWithTheNewNonce() {
    alice.accept(register(), unauthorized(PBX));
    answered();
    SipRequest later = answered();

    assertThat(alice.accept(later, unauthorized(PBX.replace("n1", "n2")))).isTrue();
    assertThat(answer(register())).contains("nonce=\"n2\"");
  }

  @Test
  void withoutCredentialsNothingIsAnswered() {
    credentials = null;

    assertThat(alice.accept(register(), unauthorized(PBX))).isFalse();
    assertThat(alice.answers(register())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic realm=\"pbx\"",
        "Digest realm=\"pbx\"",
        "Digest realm=\"pbx\", nonce=\"n\", algorithm=SHA3",
        "Digest realm=\"pbx\", nonce=\"n\", qop=\"auth-conf\"",
        "\"\"\"",
        ""
      })
  void aChallengeThatCannotBeAnsweredIsNotAccepted(String challenge) {
    assertThat(alice.accept(register(), unauthorized(challenge))).isFalse();
    assertThat(alice.answers(register())).isEmpty();
  }

  @Test
  void aRefusalWithoutAChallengeIsNotAccepted() {
    SipRequest first = register();

    assertThat(alice.accept(first, new ResponseBuilder(first, 401, "t").build())).isFalse();
  }

  @Test
  void whatServersAskedCanBeForgotten() {
    alice.accept(register(), unauthorized(PBX));
    alice.forget();

    assertThat(alice.answers(register())).isEmpty();
  }

  private SipRequest register() {
    SipUri registrar = SipUri.parse("sip:pbx.example.com");
    NameAddr account = NameAddr.of(SipUri.parse("sip:alice@pbx.example.com"));
    return new RequestBuilder(
            registrar,
            new Via("WSS", "a.invalid", SipParameters.NONE.with("branch", "z9hG4bK1")),
            account.withTag("a1"),
            account,
            "call-1",
            new CSeq(++sequence, SipMethod.REGISTER))
        .build();
  }

  /** The next request, with all answers that are known. */
  private SipRequest answered() {
    SipRequest request = register();
    return RequestBuilder.again(request, ++sequence, alice.answers(request));
  }

  private SipResponse unauthorized(String challenge) {
    return new ResponseBuilder(register(), 401, "t").header("WWW-Authenticate", challenge).build();
  }

  private String answer(SipRequest request) {
    List<SipHeaders.Field> answers = alice.answers(request);
    assertThat(answers).hasSize(1);
    return answers.get(0).value();
  }

  private static String part(String name, String answer) {
    Matcher part = Pattern.compile("\\b" + name + "=\"?([^\",]+)").matcher(answer);
    assertThat(part.find()).isTrue();
    return part.group(1);
  }
}
