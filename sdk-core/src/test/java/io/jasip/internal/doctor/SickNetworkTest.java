package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.internal.transport.ClosedPort;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.ProxyConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Faults below TLS")
class SickNetworkTest extends DoctorTest {

  @Test
  void aClosedPort() {
    Diagnosis diagnosis = examine("wss://localhost:" + open(ClosedPort.any()).port() + "/ws");

    assertFirst(diagnosis, Fault.TCP_REFUSED, Step.TCP);
    assertThat(result(diagnosis, Step.TLS).verdict()).isEqualTo(Verdict.SKIPPED);
    assertThat(result(diagnosis, Step.REGISTER).verdict()).isEqualTo(Verdict.SKIPPED);
  }

  /** It was there a moment ago. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPortThatClosesAfterTheFirstConnection(boolean tls) {
    IllServer ending = open(IllServer.silent());

    Diagnosis diagnosis =
        Doctor.examine(
                alice(ending.url(tls)).build(),
                DoctorOptions.DEFAULT,
                new DoctorListener() {
                  @Override
                  public void onStepEnded(StepResult result) {
                    if (result.step() == Step.TCP) {
                      ending.close();
                    }
                  }
                })
            .orTimeout(60, TimeUnit.SECONDS)
            .join();

    assertFirst(diagnosis, Fault.TCP_REFUSED, tls ? Step.TLS : Step.UPGRADE);
  }

  @Test
  void aClosedTlsPortBesideAnOpenHttpPort() {
    Diagnosis diagnosis = examine("wss://localhost:" + portBesideHttp() + "/ws");

    assertFirst(diagnosis, Fault.HTTPS_NOT_STARTED, Step.TCP);
    assertThat(evidence(diagnosis, Step.TCP, "tcp.neighbour")).contains("Asterisk/22.10.1");
  }

  /** A closed port; at the one before it a web server speaks plain HTTP. */
  private int portBesideHttp() {
    while (true) {
      IllServer http = open(IllServer.http(asked -> IllServer.notFoundByAsterisk()));
      try {
        return open(ClosedPort.of(http.port() + 1)).port();
      } catch (IOException e) {
        // Somebody has it; the next web server has another neighbour.
      }
    }
  }

  @Test
  void aPortBehindAFirewall() throws IOException {
    // A full queue of connections that nobody accepts drops what comes, as firewalls do.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 4; i++) {
        open(java.nio.channels.SocketChannel.open()).configureBlocking(false);
      }
      fill(full.getLocalPort());

      assertFirst(
          examine("wss://127.0.0.1:" + full.getLocalPort() + "/ws"), Fault.TCP_FILTERED, Step.TCP);
    }
  }

  private void fill(int port) throws IOException {
    for (int i = 0; i < 4; i++) {
      java.nio.channels.SocketChannel client = open(java.nio.channels.SocketChannel.open());
      client.configureBlocking(false);
      client.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }
  }

  @Test
  void aProxyThatIsNotThere() {
    ProxyConfig proxy = ProxyConfig.http("127.0.0.1", open(ClosedPort.any()).port());

    assertFirst(
        examine(
            "wss://pbx.example:8089/ws",
            alice -> alice.connect(ConnectOptions.builder().proxy(proxy).build())),
        Fault.PROXY_UNREACHABLE,
        Step.TCP);
  }

  @Test
  void aProxyThatWantsAPassword() {
    IllServer squid =
        open(
            IllServer.http(
                asked -> IllServer.page(407, "Proxy Authentication Required", "squid", "")));
    ProxyConfig proxy = ProxyConfig.http("127.0.0.1", squid.port());

    assertFirst(
        examine(
            "wss://pbx.example:8089/ws",
            alice -> alice.connect(ConnectOptions.builder().proxy(proxy).build())),
        Fault.PROXY_CREDENTIALS_REFUSED,
        Step.TCP);
    assertThat(squid.requests())
        .allMatch(request -> request.startsWith("CONNECT pbx.example:8089"));
  }

  @Test
  void aProxyThatForbidsThePort() {
    IllServer squid = open(IllServer.http(asked -> IllServer.page(403, "Forbidden", "squid", "")));
    ProxyConfig proxy = ProxyConfig.http("127.0.0.1", squid.port());

    assertFirst(
        examine(
            "wss://pbx.example:8089/ws",
            alice -> alice.connect(ConnectOptions.builder().proxy(proxy).build())),
        Fault.PROXY_REFUSED,
        Step.TCP);
  }

  @Test
  void anotherProtocolAtThePort() {
    IllServer mail =
        open(
            IllServer.plain(
                client ->
                    client
                        .getOutputStream()
                        .write("220 mail ready\r\n".getBytes(StandardCharsets.US_ASCII))));

    Diagnosis diagnosis = examine(mail.url(true));

    assertFirst(diagnosis, Fault.PORT_OF_OTHER_SERVICE, Step.TLS);
    assertThat(evidence(diagnosis, Step.TLS, "tls.first-bytes")).startsWith("220 mail ready");
  }
}
