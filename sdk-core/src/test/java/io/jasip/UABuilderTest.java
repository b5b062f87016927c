package io.jasip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.auth.Credentials;
import io.jasip.media.IceServer;
import io.jasip.transport.TlsConfig;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application may configure; every mistake is told at once, in one line. */
class UABuilderTest {

  @Test
  void theLeastIsAServerAndAUser() {
    UAConfig config = builder().build().config();

    assertThat(config.servers()).hasToString("[wss://pbx.example.com:8089/ws]");
    assertThat(config.serverDomain()).isNull();
    assertThat(config.account()).hasToString("<sip:250@pbx.example.com>");
    assertThat(config.credentials()).isNull();
    assertThat(config.tls()).isSameAs(TlsConfig.system());
    assertThat(config.media()).isNull();
    assertThat(config.iceServers()).isEmpty();
    assertThat(config.registration().expires()).isEqualTo(RegistrationOptions.DEFAULT_EXPIRES);
    assertThat(config.calls().ringTimeout()).isEqualTo(CallPolicy.DEFAULT_RING_TIMEOUT);
    assertThat(config.userAgent()).isEqualTo(UAConfig.DEFAULT_USER_AGENT);
    assertThat(config.executor()).isNull();
    assertThat(config.trace()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "250, <sip:250@pbx.example.com>",
    "' 250 ', <sip:250@pbx.example.com>",
    "250@example.org, <sip:250@example.org>",
    "sip:250@example.org, <sip:250@example.org>",
    "sips:250@example.org:5061, <sips:250@example.org:5061>",
    "sip:250@example.org;transport=ws, <sip:250@example.org>",
    "j%20x, <sip:j%20x@pbx.example.com>",
  })
  void aUserIsAnExtensionOrAnAddress(String user, String account) {
    assertThat(builder().user(user).build().config().account()).hasToString(account);
  }

  @Test
  void theDomainMayDifferFromTheServer() {
    UAConfig config = builder().domain("example.org").displayName("Alice \"A\"").build().config();

    assertThat(config.account()).hasToString("\"Alice \\\"A\\\"\" <sip:250@example.org>");
  }

  @Test
  void aPasswordIsThatOfTheUser() {
    Credentials credentials =
        builder().user("250@example.org").password("secret").build().config().credentials();

    assertThat(credentials.username()).isEqualTo("250");
    assertThat(credentials.secret()).isEqualTo("secret".toCharArray());
  }

  @Test
  void credentialsWinOverAPassword() {
    Credentials alice = Credentials.of("alice", "wonderland");

    assertThat(builder().password("secret").credentials(alice).build().config().credentials())
        .isSameAs(alice);
  }

  @Test
  void theConfigurationDoesNotShowSecrets() {
    UAConfig config =
        builder()
            .password("topsecret")
            .iceServer(IceServer.turn("turn:turn.example.org", "u", "topsecret"))
            .build()
            .config();

    assertThat(config.toString()).doesNotContain("topsecret").contains("250");
  }

  @Test
  void aMissingServerIsTold() {
    refused(
        () -> UA.builder().user("250").build(),
        "the server is missing; give it by server(\"wss://host:8089/ws\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void aMissingUserIsTold(String blank) {
    String why = "the user is missing; give it by user(\"250\")";

    refused(() -> UA.builder().server("wss://pbx").build(), why);
    refused(() -> UA.builder().server("wss://pbx").user(blank).build(), why);
  }

  @Test
  void aBadServerIsNamedAtOnce() {
    refused(() -> UA.builder().server("pbx.example.com"), "server URL \"pbx.example.com\": ");
    refused(() -> UA.builder().server("https://pbx/ws"), "server URL \"https://pbx/ws\": ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 50", "250@", "@example.org", "<250>", "250@ex ample", "sip:", "a%b"})
  void aBadUserIsNamed(String user) {
    refused(() -> builder().user(user).build(), "user \"" + user + "\" ");
  }

  @Test
  void aUserWithoutAUserPartIsNamed() {
    refused(
        () -> builder().user("sip:example.org;x=@").build(),
        "user \"sip:example.org;x=@\" is not an address: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pbx example", "pbx@example", "a/b"})
  void aBadDomainIsNamed(String domain) {
    refused(() -> builder().domain(domain).build(), domain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\0b"})
  void nothingMayHoldALineBreak(String evil) {
    refused(() -> builder().user(evil).build(), "");
    refused(() -> builder().domain(evil).build(), "");
    refused(() -> builder().displayName(evil).build(), "display name holds a line break");
    refused(() -> builder().userAgent(evil).build(), "userAgent holds a line break");
    refused(() -> builder().server("wss://" + evil), "server URL");
  }

  @Test
  void timesAreChecked() {
    refused(
        () -> RegistrationOptions.builder().expires(Duration.ofSeconds(9)),
        "expires PT9S is shorter than 10 s, which floods the server");
    refused(
        () -> CallPolicy.builder().ringTimeout(Duration.ZERO),
        "ringTimeout PT0S is not more than zero");
    refused(() -> CallPolicy.builder().ringTimeout(Duration.ofSeconds(-1)), "ringTimeout PT-1S");
    RegistrationOptions brief =
        RegistrationOptions.builder().expires(Duration.ofSeconds(10)).build();
    assertThat(builder().registration(brief).build().config().registration().expires())
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void iceServersAreChecked() {
    refused(() -> IceServer.stun("stun.example.org"), "ICE server \"stun.example.org\" is not");
    refused(() -> IceServer.stun("turn:turn.example.org"), "ICE server \"turn:turn.example.org\"");
    refused(() -> IceServer.stun("stun:h:0"), "ICE server \"stun:h:0\": port 0 is not between");
    refused(() -> new IceServer(List.of(), null, null), "ICE server: no URL given");
  }

  @Test
  void nullIsRefusedByName() {
    assertThatThrownBy(() -> builder().user(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name");
    assertThatThrownBy(() -> builder().tls(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> builder().credentials(null)).isInstanceOf(NullPointerException.class);
  }

  private static UABuilder builder() {
    return UA.builder().server("wss://pbx.example.com:8089/ws").user("250");
  }

  private static void refused(ThrowingCallable mistake, String why) {
    assertThatThrownBy(mistake)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContainingAny("\n", "\r", "\0");
  }
}
