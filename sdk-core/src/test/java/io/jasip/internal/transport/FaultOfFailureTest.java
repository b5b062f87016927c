package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.TlsConfig;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that cannot connect is told the fault, without a diagnosis. */
class FaultOfFailureTest extends LoopbackTest {

  private static String at(int port) {
    return "ws://127.0.0.1:" + port + "/ws";
  }

  @ParameterizedTest
  @CsvSource({
    "404 Not Found, Server: Asterisk/22.10.1, WS_PATH_NOT_FOUND",
    "404 Not Found, Server: nginx/1.22.1, REVERSE_PROXY_NO_LOCATION",
    "400 Bad Request, 'Sec-WebSocket-Version: 7, 8, 13', WS_SUBPROTOCOL_UNHANDLED",
    "400 Bad Request, Server: x, HTTP_NOT_A_WEBSOCKET",
    "302 Found, Location: /login, HTTP_REDIRECT",
    "401 Unauthorized, Server: x, HTTP_ACCESS_DENIED",
    "426 Upgrade Required, Server: nginx, REVERSE_PROXY_STRIPS_UPGRADE",
    "431 Request Header Fields Too Large, Server: x, HTTP_HEADERS_TOO_LARGE",
    "502 Bad Gateway, Server: nginx, REVERSE_PROXY_UPSTREAM_DEAD",
    "503 Service Unavailable, Server: x, REVERSE_PROXY_UPSTREAM_DEAD",
    "503 Service Unavailable, Retry-After: 5, HTTP_OVERLOADED",
    "503 Service Temporarily Unavailable, Server: nginx/1.22.1, HTTP_OVERLOADED",
    "504 Gateway Timeout, Server: nginx, REVERSE_PROXY_UPSTREAM_SILENT",
    "500 Internal Server Error, Server: x, HTTP_NOT_A_WEBSOCKET"
  })
  void the_upgrade_is_refused(String status, String header, Fault fault) {
    int port =
        rawServer(
            RawServer.answering("HTTP/1.1 " + status + "\n" + header + "\nContent-Length: 0\n\n"));

    assertThat(failure(at(port), TlsConfig.system()).fault()).isEqualTo(fault);
  }

  @Test
  void nothing_listens() {
    ConnectionFailedException why = failure(at(closedPort()), TlsConfig.system());

    assertThat(why.fault()).isEqualTo(Fault.TCP_REFUSED);
    assertThat(why.fault().text(Locale.ENGLISH).sentence()).isNotBlank();
  }

  @Test
  void the_port_is_one_of_tls() {
    int port = sipServer(TestCertificate.valid().serverSide(), connection -> alice).port();

    assertThat(failure(at(port), TlsConfig.system()).fault()).isEqualTo(Fault.PLAIN_ON_TLS_PORT);
  }

  @Test
  void the_port_is_one_without_tls() {
    int port = sipServer(null, connection -> alice).port();

    assertThat(failure(at(port).replace("ws:", "wss:"), TlsConfig.system()).fault())
        .isEqualTo(Fault.TLS_ON_PLAIN_PORT);
  }

  @Test
  void the_certificate_is_of_nobody() {
    int port = sipServer(TestCertificate.valid().serverSide(), connection -> alice).port();

    assertThat(failure(at(port).replace("ws:", "wss:"), TlsConfig.system()).fault())
        .isEqualTo(Fault.TLS_CERTIFICATE_SELF_SIGNED);
  }

  @Test
  void the_subprotocol_is_not_confirmed() {
    int port =
        rawServer(
            RawServer.answering(
                "HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\nConnection: Upgrade\n"
                    + "Sec-WebSocket-Accept: ACCEPT\n\n"));

    assertThat(List.of(failure(at(port), TlsConfig.system()).fault()))
        .containsExactly(Fault.WS_SUBPROTOCOL_NOT_CONFIRMED);
  }
}
