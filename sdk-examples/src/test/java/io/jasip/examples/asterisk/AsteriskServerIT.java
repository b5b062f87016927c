package io.jasip.examples.asterisk;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsteriskServerIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void has_the_two_webrtc_extensions(AsteriskServer pbx) {
    assertThat(pbx.cli("core show version")).startsWith("Asterisk " + pbx.version() + ".");
    assertThat(pbx.cli("pjsip show endpoints")).contains("auth250/250", "auth251/251");
    assertThat(pbx.cli("http show status")).contains("/ws => Asterisk HTTP WebSocket");
    assertThat(pbx.cli("module show like pjsip_transport_websocket"))
        .contains("Running")
        .doesNotContain("Not Running");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void opens_a_websocket_for_a_client_that_trusts_its_authority(AsteriskServer pbx)
      throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting(pbx)).build();

    assertThat(connect(client, pbx.wssUrl()).getSubprotocol()).isEqualTo("sip");
    assertThat(connect(client, pbx.wsUrl()).getSubprotocol()).isEqualTo("sip");
    assertThat(connect(client, pbx.wssUrl().replace("127.0.0.1", "localhost")).getSubprotocol())
        .isEqualTo("sip");
  }

  @ParameterizedTest
  @MethodSource("servers")
  void is_refused_by_a_client_that_does_not_know_its_authority(AsteriskServer pbx) {
    assertThatThrownBy(() -> connect(HttpClient.newHttpClient(), pbx.wssUrl()))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(java.security.cert.CertPathBuilderException.class)
        .hasStackTraceContaining(SSLHandshakeException.class.getName());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void comes_back_on_the_same_ports(AsteriskServer pbx) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    String url = pbx.wsUrl();

    pbx.kill();
    assertThat(pbx.isRunning()).isFalse();
    assertThatThrownBy(() -> connect(client, url)).hasMessageContaining("ConnectException");
    pbx.start();
    assertThat(connect(client, url).getSubprotocol()).isEqualTo("sip");

    pbx.restart();
    assertThat(pbx.wsUrl()).isEqualTo(url);
    assertThat(connect(client, url).getSubprotocol()).isEqualTo("sip");
    assertThat(pbx.log()).contains("Asterisk Ready");
  }

  private static WebSocket connect(HttpClient client, String url) throws Exception {
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .subprotocols("sip")
            .buildAsync(URI.create(url), new WebSocket.Listener() {})
            .get(30, SECONDS);
    socket.abort();
    return socket;
  }

  private static SSLContext trusting(AsteriskServer pbx) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream pem = Files.newInputStream(pbx.caFile())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
