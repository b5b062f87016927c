package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ChannelHandler;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which TLS does not come about: what is wrong with whom, and the way out. */
class TlsFailureTest extends LoopbackTest {

  private static final WebSocketServer PBX = WebSocketServer.parse("wss://pbx.example.com:8089");

  private int port(SslContext tls) {
    return sipServer(tls, connection -> alice).port();
  }

  @Test
  void anUnknownAuthority() {
    int port = port(TestCertificate.valid().serverSide());

    assertSays(
        failure("wss://localhost:" + port + "/ws", TlsConfig.system()),
        Layer.TLS,
        0,
        "the certificate of localhost:" + port + " is not trusted: it is signed by itself",
        "as CA file");
  }

  @Test
  void anotherCertificateThanTheTrustedOne() {
    int port = port(TestCertificate.valid().serverSide());
    TlsConfig other = TlsConfig.trusting(List.of(TestCertificate.valid().certificate()));

    assertSays(
        failure("wss://localhost:" + port + "/ws", other),
        Layer.TLS,
        0,
        "the certificate of localhost:" + port + " is not trusted");
  }

  @Test
  void theWrongHostName() {
    TestCertificate other = TestCertificate.of("other.example.com");
    int port = port(other.serverSide());

    assertSays(
        failure(
            "wss://localhost:" + port + "/ws", TlsConfig.trusting(List.of(other.certificate()))),
        Layer.TLS,
        0,
        "the certificate of localhost:" + port + " is for another host name",
        "connect by the name that is in it (other.example.com), or give the server a certificate for");
  }

  @Test
  void theWrongAddress() {
    TestCertificate other = TestCertificate.of("other.example.com");
    int port = port(other.serverSide());

    assertSays(
        failure(
            "wss://127.0.0.1:" + port + "/ws", TlsConfig.trusting(List.of(other.certificate()))),
        Layer.TLS,
        0,
        "the certificate of 127.0.0.1:"
            + port
            + " does not name this IP address but other.example.com");
  }

  @Test
  void anExpiredCertificate() {
    TestCertificate authority = TestCertificate.of("authority.example.com");
    int port = port(authority.issuesExpired().serverSide());

    assertSays(
        failure(
            "wss://localhost:" + port + "/ws",
            TlsConfig.trusting(List.of(authority.certificate()))),
        Layer.TLS,
        0,
        "the certificate of localhost:" + port + " has expired; renew it on the server");
  }

  @Test
  void aCertificateThatIsNotYetValid() {
    TestCertificate authority = TestCertificate.of("authority.example.com");
    int port = port(authority.issuesNotYetValid().serverSide());

    assertSays(
        failure(
            "wss://localhost:" + port + "/ws",
            TlsConfig.trusting(List.of(authority.certificate()))),
        Layer.TLS,
        0,
        "the certificate of localhost:" + port + " is not valid yet; check the clocks");
  }

  @Test
  void tlsToAPlainPort() {
    int port = sipServer(null, connection -> alice).port();

    assertSays(
        failure("wss://127.0.0.1:" + port + "/ws", TlsConfig.insecure()),
        Layer.TLS,
        0,
        "127.0.0.1:" + port + " does not speak TLS",
        "write ws://, else give the TLS port");
  }

  @Test
  void tlsToAServerOfSomethingElse() {
    int port = rawServer(new RawServer.Greeting("SSH-2.0-OpenSSH_9.2p1\r\n"));

    assertSays(
        failure("wss://127.0.0.1:" + port + "/ws", TlsConfig.insecure()),
        Layer.TLS,
        0,
        "127.0.0.1:" + port + " does not speak TLS");
  }

  static Stream<ChannelHandler> leaving() {
    return Stream.of(new RawServer.Closing(), new RawServer.Resetting());
  }

  @ParameterizedTest
  @MethodSource("leaving")
  void aServerThatClosesInsteadOfAHandshake(ChannelHandler server) {
    int port = rawServer(server);

    assertSays(
        failure("wss://127.0.0.1:" + port + "/ws", TlsConfig.insecure()),
        Layer.TLS,
        0,
        "127.0.0.1:" + port + " closed the connection during the TLS handshake",
        "does this port speak TLS (8089 on Asterisk)?");
  }

  /** What Java and Netty say where no server here can be brought to make them say it. */
  @Test
  void otherFailures() {
    assertSays(
        TlsFailure.explain(
            PBX, new SSLHandshakeException("Received fatal alert: protocol_version")),
        Layer.TLS,
        0,
        "pbx.example.com:8089 and this machine have no TLS version or cipher in common");
    assertSays(
        TlsFailure.explain(PBX, new SslHandshakeTimeoutException("handshake timed out")),
        Layer.TLS,
        0,
        "pbx.example.com:8089 accepted the connection but did not finish the TLS handshake");
    assertSays(
        TlsFailure.explain(PBX, new SSLException(new CertificateException("odd\nindeed"))),
        Layer.TLS,
        0,
        "the certificate of pbx.example.com:8089 is refused: odd indeed");
    assertSays(
        TlsFailure.explain(PBX, new SSLException("odd")),
        Layer.TLS,
        0,
        "the handshake with pbx.example.com:8089 failed: odd");
  }

  @Test
  void theCauseIsKept() {
    NotSslRecordException cause = new NotSslRecordException("not an SSL/TLS record");
    ConnectionFailedException why = TlsFailure.explain(PBX, cause);

    assertThat(why).hasCause(cause);
  }
}
