package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.auth.Credentials;
import io.jasip.internal.transport.CertificateSpec.Made;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ProxyConfig;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.TlsReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Alice is behind a proxy, which alone knows where pbx.example.com is. */
class ProxyTest extends LoopbackTest {

  private final Made root = CertificateSpec.authority("Root").make();
  private final Made pbx = CertificateSpec.of("pbx").dns("pbx.example.com").signedBy(root).make();
  private final TlsConfig tls = TlsConfig.trusting(List.of(root.certificate()));
  private final ScriptedProxy proxy = new ScriptedProxy();

  private ProxyConfig config(ProxyConfig.Type type) {
    int port = rawServer(proxy);
    return type == ProxyConfig.Type.HTTP
        ? ProxyConfig.http("127.0.0.1", port)
        : ProxyConfig.socks5("127.0.0.1", port);
  }

  private void connect(ProxyConfig config) {
    proxy.leadsTo(sipServer(pbx.server(), connection -> alice).port());
    connectWith(
        "wss://pbx.example.com:8089/ws", tls, ConnectOptions.builder().proxy(config).build());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS5"})
  void throughAProxy(ProxyConfig.Type type) {
    connect(config(type));
    assertThat(alice.connection()).isNotNull();
    assertThat(proxy.asked()).isEqualTo("pbx.example.com:8089");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS5"})
  void throughAProxyThatKnowsAlice(ProxyConfig.Type type) {
    proxy.wants("alice", "topsecret");
    connect(config(type).withCredentials(Credentials.of("alice", "topsecret")));
    assertThat(alice.connection()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP, , wants credentials; give them by ProxyConfig.withCredentials, 407",
    "HTTP, wrong, refuses the credentials of ProxyConfig, 407",
    "SOCKS5, , wants credentials; give them by ProxyConfig.withCredentials, 0",
    "SOCKS5, wrong, refuses the credentials of ProxyConfig, 0",
  })
  void aProxyThatDoesNotKnowAlice(ProxyConfig.Type type, String password, String says, int code) {
    proxy.wants("alice", "topsecret");
    ProxyConfig config = config(type);
    connect(password == null ? config : config.withCredentials(Credentials.of("alice", password)));
    assertSays(alice.failure(), Layer.PROXY, code, "the proxy 127.0.0.1:" + config.port(), says);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS5"})
  void aProxyThatCannotReachTheServer(ProxyConfig.Type type) {
    proxy.leadsNowhere();
    connectWith("wss://pbx.example.com:8089/ws", tls, options(config(type)));
    assertSays(
        alice.failure(),
        Layer.PROXY,
        type == ProxyConfig.Type.HTTP ? 502 : 0,
        "the proxy 127.0.0.1:",
        "pbx.example.com:8089",
        "check address and port of the server");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "SOCKS5"})
  void noProxyIsThere(ProxyConfig.Type type) {
    int port = closedPort();
    connectWith(
        "wss://pbx.example.com:8089/ws",
        tls,
        options(
            type == ProxyConfig.Type.HTTP
                ? ProxyConfig.http("127.0.0.1", port)
                : ProxyConfig.socks5("127.0.0.1", port)));
    assertSays(
        alice.failure(), Layer.PROXY, 0, "the proxy 127.0.0.1:" + port + " refuses connections");
  }

  @Test
  void theServerOfAnotherName() {
    proxy.leadsTo(
        sipServer(
                CertificateSpec.of("pbx").dns("*.com").signedBy(root).make().server(),
                connection -> alice)
            .port());
    connectWith("wss://pbx.example.com:8089/ws", tls, options(config(ProxyConfig.Type.HTTP)));
    assertThat(alice.failure().tlsReason()).contains(TlsReason.WILDCARD);
  }

  @Test
  void anAsteriskWithinALabelCoversNothing() {
    proxy.leadsTo(
        sipServer(
                CertificateSpec.of("pbx").dns("p*.example.com").signedBy(root).make().server(),
                connection -> alice)
            .port());
    connectWith("wss://pbx.example.com:8089/ws", tls, options(config(ProxyConfig.Type.HTTP)));
    assertThat(alice.failure().tlsReason()).contains(TlsReason.WILDCARD);
  }

  @Test
  void anAsteriskForAWholeLabelCoversIt() {
    proxy.leadsTo(
        sipServer(
                CertificateSpec.of("pbx").dns("*.example.com").signedBy(root).make().server(),
                connection -> alice)
            .port());
    connectWith("wss://pbx.example.com:8089/ws", tls, options(config(ProxyConfig.Type.HTTP)));
    assertThat(alice.connection()).isNotNull();
  }

  @Test
  void whatSystemPropertiesSayWhenAsked() {
    ProxyConfig at = config(ProxyConfig.Type.HTTP);
    System.setProperty("https.proxyHost", at.host());
    System.setProperty("https.proxyPort", String.valueOf(at.port()));
    try {
      connect(ProxyConfig.ofSystemProperties());
      assertThat(alice.connection()).isNotNull();
      assertThat(proxy.asked()).isEqualTo("pbx.example.com:8089");
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
  }

  @Test
  void noPasswordIsShown() {
    assertThat(
            ProxyConfig.http("proxy", 3128)
                .withCredentials(Credentials.of("alice", "topsecret"))
                .toString())
        .isEqualTo("ProxyConfig[HTTP proxy:3128, Credentials[alice]]");
    assertThatThrownBy(() -> ProxyConfig.http("", 3128)).hasMessageContaining("host");
  }

  private static ConnectOptions options(ProxyConfig config) {
    return ConnectOptions.builder().proxy(config).build();
  }
}
