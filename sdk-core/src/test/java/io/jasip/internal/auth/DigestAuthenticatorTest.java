package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsRequest;
import io.jasip.auth.DigestAlgorithm;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice's registrar and proxies challenge her (RFC 3261 section 22). */
class DigestAuthenticatorTest {

  private static final String PBX = "Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";

  private Credentials credentials = Credentials.of("alice", "wonderland");
  private final List<CredentialsRequest> asked = new ArrayList<>();
  private final DigestAuthenticator alice = with(DigestAlgorithm.MD5, true);
  private long sequence;

  @Test
  void beforeAnyChallengeARequestCarriesNothing() {
    assertThat(alice.answers(register())).isEmpty();
  }

  @Test
  void aChallengeIsAnswered() {
    assertThat(accept(register(), unauthorized(PBX))).isTrue();

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

    assertThat(accept(first, refusal)).isTrue();
    assertThat(alice.answers(first))
        .extracting(SipHeaders.Field::name)
        .containsExactly("Proxy-Authorization");
  }

  @Test
  void theOtherHeaderOfARefusalMeansNothing() {
    SipRequest first = register();

    assertThat(
            accept(
                first,
                new ResponseBuilder(first, 401, "t").header("Proxy-Authenticate", PBX).build()))
        .isFalse();
    assertThat(
            accept(
                first,
                new ResponseBuilder(first, 407, "t").header("WWW-Authenticate", PBX).build()))
        .isFalse();
  }

  @Test
  void aKnownChallengeIsAnsweredInAdvanceWithAGrowingCount() {
    accept(register(), unauthorized(PBX));

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
    accept(register(), unauthorized(PBX));
    alice.answers(register());
    SipRequest second = answered();

    assertThat(accept(second, unauthorized(PBX.replace("n1", "n2") + ", stale=true"))).isTrue();
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

    assertThat(accept(request, refusal.build())).isTrue();
    assertThat(answer(register())).contains("nonce=\"sha512\"", "algorithm=SHA-512-256");
  }

  @Test
  void theStrongestThatCanBeAnsweredIsTaken() {
    assertThat(
            accept(
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
            accept(
                register(),
                unauthorized(PBX + ", Digest realm=\"edge\", nonce=\"n2\", algorithm=SHA-256")))
        .isTrue();

    assertThat(alice.answers(register()))
        .extracting(field -> part("realm", field.value()))
        .containsExactly("pbx", "edge");
  }

  @Test
  void aWrongPasswordIsNotTriedAgain() {
    accept(register(), unauthorized(PBX));
    SipRequest second = answered();

    assertThat(accept(second, unauthorized(PBX.replace("n1", "n2")))).isFalse();
    assertThat(alice.answers(register())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"say \\\"hi\\\"", "back\\\\slash", "\\\\", "\\\""})
  void aWrongPasswordIsKnownInAnyRealm(String realm) {
    String challenge = "Digest realm=\"" + realm + "\", nonce=\"n1\"";
    accept(register(), unauthorized(challenge));
    SipRequest second = answered();

    assertThat(accept(second, unauthorized(challenge))).isFalse();
  }

  @Test
  void aFreshAnswerThatIsStaleIsTriedAgain() {
    accept(register(), unauthorized(PBX));
    SipRequest second = answered();

    assertThat(accept(second, unauthorized(PBX.replace("n1", "n2") + ", stale=true"))).isTrue();
  }

  @Test
  void anAnswerInAdvanceThatIsRefusedIsTriedAgainWithTheNewNonce() {
    accept(register(), unauthorized(PBX));
    answered();
    SipRequest later = answered();

    assertThat(accept(later, unauthorized(PBX.replace("n1", "n2")))).isTrue();
    assertThat(answer(register())).contains("nonce=\"n2\"");
  }

  /** The nonce has grown old while two requests were under way. */
  @Test
  void twoRequestsMayBeRefusedForTheSameOldNonce() {
    accept(register(), unauthorized(PBX));
    answered();
    SipRequest one = answered();
    SipRequest two = answered();

    assertThat(accept(one, unauthorized(PBX.replace("n1", "n2")))).isTrue();
    assertThat(answer(one)).contains("nonce=\"n2\"", "nc=00000001");
    assertThat(accept(two, unauthorized(PBX.replace("n1", "n3")))).isTrue();
    SipRequest again = answered();
    assertThat(again.header("Authorization")).get().asString().contains("nonce=\"n3\"");
    assertThat(accept(again, unauthorized(PBX.replace("n1", "n4")))).isFalse();
  }

  /** A server that was restarted knows no nonce that it gave before. */
  @Test
  void aNonceThatWasGivenInAdvanceMayBeRefused() {
    accept(register(), unauthorized(PBX));
    SipRequest first = answered();
    alice.learn(
        first,
        new ResponseBuilder(first, 200, "t")
            .header("Authentication-Info", "nextnonce=\"n2\", qop=auth")
            .build());
    SipRequest second = answered();
    assertThat(second.header("Authorization")).get().asString().contains("nonce=\"n2\"");

    assertThat(accept(second, unauthorized(PBX.replace("n1", "n3")))).isTrue();
    assertThat(accept(answered(), unauthorized(PBX.replace("n1", "n4")))).isFalse();
  }

  @Test
  void withoutCredentialsNothingIsAnswered() {
    credentials = null;

    assertThat(accept(register(), unauthorized(PBX))).isFalse();
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
    assertThat(accept(register(), unauthorized(challenge))).isFalse();
    assertThat(alice.answers(register())).isEmpty();
  }

  @Test
  void aRefusalWithoutAChallengeIsNotAccepted() {
    SipRequest first = register();

    assertThat(accept(first, new ResponseBuilder(first, 401, "t").build())).isFalse();
  }

  @Test
  void whatServersAskedCanBeForgotten() {
    accept(register(), unauthorized(PBX));
    alice.forget();

    assertThat(alice.answers(register())).isEmpty();
  }

  @Test
  @DisplayName("#33 #34 auth is preferred; auth-int only when it is the sole offer")
  void qop() {
    accept(register(), unauthorized(PBX.replace("\"auth\"", "\"auth-int,auth\"")));
    assertThat(answer(register())).contains("qop=auth,");
    accept(register(), unauthorized(PBX.replace("\"auth\"", "\"auth-int\"")));
    assertThat(answer(register())).contains("qop=auth-int,");
    accept(
        register(),
        unauthorized(
            "Digest realm=\"pbx\", nonce=\"i\", qop=\"auth-int\", "
                + "Digest realm=\"pbx\", nonce=\"a\", qop=\"auth\""));
    assertThat(answer(register())).contains("qop=auth,", "nonce=\"a\"");
  }

  @Test
  @DisplayName("#38 HA1 gives the answer of its password, and none to another realm or hash")
  void ha1() {
    String withPassword = response(Credentials.of("alice", "wonderland"));
    String ha1 = "903b4c064d2c642e4ba9fa8f33a74fdb";
    assertThat(response(Credentials.ofHa1("alice", "pbx", DigestAlgorithm.MD5, ha1)))
        .isEqualTo(withPassword);
    credentials = Credentials.ofHa1("alice", "edge", DigestAlgorithm.MD5, ha1);
    alice.forget();
    assertThat(accept(register(), unauthorized(PBX))).isFalse();
  }

  /** The response to a challenge of RFC 2069, which has nothing random. */
  private String response(Credentials of) {
    credentials = of;
    alice.forget();
    assertThat(accept(register(), unauthorized("Digest realm=\"pbx\", nonce=\"n\""))).isTrue();
    return part("response", answer(register()));
  }

  private DigestAuthenticator with(DigestAlgorithm weakest, boolean secure) {
    return new DigestAuthenticator(
        new CredentialsSource() {
          @Override
          public CompletableFuture<Optional<Credentials>> find(CredentialsRequest request) {
            asked.add(request);
            return CompletableFuture.completedFuture(fixed());
          }

          @Override
          public Optional<Credentials> fixed() {
            return Optional.ofNullable(credentials);
          }
        },
        weakest,
        secure);
  }

  private boolean accept(SipRequest request, SipResponse response) {
    return alice.accept(request, response).join();
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
