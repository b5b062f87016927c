package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import io.jasip.transport.WebSocketServer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Reverse proxies take tokens in the query; reports are pasted where everybody reads them. */
@DisplayName("A token in the URL")
class TokenInUrlTest extends DoctorTest {

  private static final String TOKEN = "wonderland7";

  /** Takes the query away before it passes a request on, as a reverse proxy may. */
  private static void pass(Socket client, int port) throws java.io.IOException {
    StringBuilder line = new StringBuilder();
    for (int b = client.getInputStream().read(); b >= 0; b = client.getInputStream().read()) {
      line.append((char) b);
      if (b == '\n') {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
          server
              .getOutputStream()
              .write(
                  line.toString()
                      .replace("?token=" + TOKEN, "")
                      .getBytes(StandardCharsets.US_ASCII));
          IllServer.pipe(client, server);
        }
        return;
      }
    }
  }

  @Test
  void isUsedAndNotShown() {
    IllPbx pbx = open(IllPbx.plain());
    IllServer proxy = open(IllServer.plain(client -> pass(client, pbx.port())));
    String url = proxy.url(false) + "?token=" + TOKEN;

    Diagnosis diagnosis =
        examine(
            url,
            alice ->
                alice.servers(
                    List.of(
                        WebSocketServer.parse(url).withWeight(1),
                        WebSocketServer.parse(url + "2"))));

    assertThat(result(diagnosis, Step.REGISTER).verdict())
        .as(show(diagnosis))
        .isEqualTo(Verdict.OK);
    assertThat(evidence(diagnosis, Step.URL, "url")).isEqualTo(proxy.url(false) + "?***");
    assertThat(show(diagnosis) + diagnosis).doesNotContain(TOKEN);
  }

  @Test
  void isNotShownIfNothingThereIsAWebSocket() {
    IllServer web = open(IllServer.http(asked -> IllServer.notFoundByAsterisk()));

    Diagnosis diagnosis = examine(web.url(false) + "?token=" + TOKEN);

    assertThat(diagnosis.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(show(diagnosis) + diagnosis).doesNotContain(TOKEN);
  }
}
