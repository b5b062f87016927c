package io.jasip.internal.doctor;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import io.jasip.transport.KeepAlive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("H17: a phone that sends no pings")
class BehindReverseProxyTest extends DoctorTest {

  /** Passes on what is a request to open a WebSocket, and answers everything else itself. */
  private IllServer front(IllPbx pbx, String answer) {
    return open(
        IllServer.plain(
            client -> {
              String asked = firstLine(client.getInputStream());
              if (asked.startsWith("GET ")) {
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), pbx.port())) {
                  server.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
                  IllServer.pipe(client, server);
                }
              } else if (!asked.isEmpty()) {
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                client.close();
              }
            }));
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static Diagnosis withoutPings(IllServer server) {
    return examine(server.url(false), alice -> alice.keepAlive(KeepAlive.OFF));
  }

  @Test
  void behindOneThatDoesNotSayWhoItIs() {
    IllServer front =
        front(open(IllPbx.plain()), "HTTP/1.1 400 Bad request\r\nContent-Length: 0\r\n\r\n");

    assertFirst(withoutPings(front), Fault.WS_CUT_WHEN_IDLE, Step.KEEP_ALIVE);
  }

  @Test
  void directlyAtAnAsterisk() {
    IllServer front = front(open(IllPbx.plain()), IllServer.notFoundByAsterisk());

    assertHealthy(withoutPings(front));
  }

  @Test
  void butEnoughOfThem() {
    IllServer front =
        front(open(IllPbx.plain()), "HTTP/1.1 400 Bad request\r\nContent-Length: 0\r\n\r\n");

    assertHealthy(
        examine(
            front.url(false),
            alice -> alice.keepAlive(KeepAlive.DEFAULT.every(Duration.ofSeconds(50)))));
  }
}
