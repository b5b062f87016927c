package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.KeepAlive;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Faults of the upgrade")
class SickHttpTest extends DoctorTest {

  private static final String UNHANDLED =
      "HTTP/1.1 400 Bad Request\r\nSec-WebSocket-Version: 7, 8, 13\r\nContent-Length: 0\r\n\r\n";
  private static final String NGINX_404 =
      IllServer.page(404, "Not Found", "nginx/1.22.1", "<center>nginx/1.22.1</center>");

  record Row(String what, Fault fault, @Nullable String answer) {
    @Override
    public String toString() {
      return what + " | " + fault;
    }
  }

  private static Row status(int status, Fault fault) {
    return new Row(
        "status " + status, fault, IllServer.page(status, "Some Reason", "nginx/1.22.1", ""));
  }

  static Stream<Row> answers() {
    return Stream.of(
        new Row("no path at all", Fault.WS_MODULE_MISSING, IllServer.notFoundByAsterisk()),
        new Row("nobody speaks sip", Fault.WS_SUBPROTOCOL_UNHANDLED, UNHANDLED),
        new Row("nginx without a rule", Fault.REVERSE_PROXY_NO_LOCATION, NGINX_404),
        new Row(
            "nginx strips Upgrade",
            Fault.REVERSE_PROXY_STRIPS_UPGRADE,
            IllServer.page(
                426, "Upgrade Required", "nginx/1.22.1", "<address>Asterisk/22.10.1</address>")),
        status(502, Fault.REVERSE_PROXY_UPSTREAM_DEAD),
        status(504, Fault.REVERSE_PROXY_UPSTREAM_SILENT),
        status(401, Fault.HTTP_ACCESS_DENIED),
        status(403, Fault.HTTP_ACCESS_DENIED),
        status(302, Fault.HTTP_REDIRECT),
        status(429, Fault.HTTP_OVERLOADED),
        status(503, Fault.HTTP_OVERLOADED), // nginx has other ones for what is behind it
        new Row(
            "HAProxy without a server",
            Fault.REVERSE_PROXY_UPSTREAM_DEAD,
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"),
        new Row(
            "a server that wants to be asked later",
            Fault.HTTP_OVERLOADED,
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 9\r\nContent-Length: 0\r\n\r\n"),
        new Row(
            "nginx that leads to another path of Asterisk",
            Fault.WS_PATH_NOT_FOUND,
            IllServer.page(
                404, "Not Found", "nginx/1.22.1", "<address>Asterisk/22.10.1</address>")),
        status(431, Fault.HTTP_HEADERS_TOO_LARGE),
        status(200, Fault.HTTP_NOT_A_WEBSOCKET),
        status(501, Fault.HTTP_NOT_A_WEBSOCKET),
        new Row("silence", Fault.HTTP_SILENT, null),
        new Row("a close", Fault.CONNECTION_SHUT, ""),
        new Row("no HTTP", Fault.PORT_OF_OTHER_SERVICE, "SSH-2.0-OpenSSH_9.2\r\n"),
        new Row(
            "a wrong proof",
            Fault.HTTP_NOT_A_WEBSOCKET,
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: AAAA\r\nSec-WebSocket-Protocol: sip\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void an(Row row) {
    IllServer server = open(IllServer.http(asked -> row.answer()));

    Diagnosis diagnosis = examine(server.url(false));

    assertFirst(diagnosis, row.fault(), Step.UPGRADE);
    assertThat(server.requests())
        .allMatch(request -> !request.contains("alice") && !request.contains("Authorization"));
  }

  @Test
  void theWebSocketIsElsewhere() {
    IllPbx pbx = open(IllPbx.plain());

    Diagnosis diagnosis = examine(pbx.url().replace("/ws", "/sip"));

    assertFirst(diagnosis, Fault.WS_PATH_NOT_FOUND, Step.UPGRADE);
    assertThat(evidence(diagnosis, Step.UPGRADE, "http.websocket-at")).isEqualTo("/ws");
  }

  @Test
  void theWebSocketIsUnderAPrefixThatTheStatusPageNames() {
    IllServer server =
        open(
            IllServer.http(
                asked -> {
                  if (asked.startsWith("GET /httpstatus ")) {
                    return IllServer.page(
                        200,
                        "OK",
                        "Asterisk/16.28.0",
                        "<tr><td><i>Prefix</i></td><td><b>/pbx</b></td></tr>");
                  }
                  return asked.startsWith("GET /pbx/ws ")
                      ? UNHANDLED
                      : IllServer.notFoundByAsterisk();
                }));

    Diagnosis diagnosis = examine(server.url(false));

    assertFirst(diagnosis, Fault.WS_PATH_NOT_FOUND, Step.UPGRADE);
    assertThat(evidence(diagnosis, Step.UPGRADE, "http.websocket-at")).isEqualTo("/pbx/ws");
  }

  /** Asterisk that has its WebSocket a moment after its port. */
  private IllServer booting() {
    IllPbx pbx = open(IllPbx.plain());
    AtomicInteger asked = new AtomicInteger();
    return open(
        IllServer.plain(
            client -> {
              int first = client.getInputStream().read();
              if (first < 0) {
                return; // looked at TCP alone
              }
              if (asked.incrementAndGet() == 1) {
                client.getOutputStream().write(UNHANDLED.getBytes(StandardCharsets.US_ASCII));
                return;
              }
              try (Socket server = new Socket(InetAddress.getLoopbackAddress(), pbx.port())) {
                server.getOutputStream().write(first);
                IllServer.pipe(client, server);
              }
            }));
  }

  @Test
  void aServerThatBoots() {
    assertFirst(examine(booting().url(false)), Fault.SERVER_BOOTING, Step.UPGRADE);
  }

  @Test
  void aServerThatBootsIsExaminedToTheEnd() {
    Diagnosis diagnosis = examine(booting().url(false), alice -> alice.keepAlive(KeepAlive.OFF));

    assertThat(evidence(diagnosis, Step.KEEP_ALIVE, "keep-alive.ping")).isEqualTo("answered");
    assertThat(result(diagnosis, Step.KEEP_ALIVE).verdict())
        .as(show(diagnosis))
        .isNotEqualTo(Verdict.FAILED);
  }

  /** Something on the way ends the WebSocket, and then nobody is there any more. */
  @Test
  void aServerThatEndsWhileItIsLookedAt() {
    IllPbx pbx = open(IllPbx.plain());
    AtomicInteger opened = new AtomicInteger();
    IllServer[] ending = new IllServer[1];
    ending[0] =
        open(
            IllServer.plain(
                client -> {
                  int first = client.getInputStream().read();
                  if (first < 0) {
                    return; // looked at TCP alone
                  }
                  try (Socket server = new Socket(InetAddress.getLoopbackAddress(), pbx.port())) {
                    server.getOutputStream().write(first);
                    if (opened.incrementAndGet() == 1) {
                      IllServer.pipe(client, server);
                      return;
                    }
                    // The second is the WebSocket that stays open for the steps that follow.
                    while (client.getInputStream().available() > 0) {
                      server.getOutputStream().write(client.getInputStream().read());
                    }
                    StringBuilder answer = new StringBuilder();
                    while (!answer.toString().endsWith("\r\n\r\n")) {
                      answer.append((char) server.getInputStream().read());
                    }
                    ending[0].stopListening();
                    client
                        .getOutputStream()
                        .write(answer.toString().getBytes(StandardCharsets.US_ASCII));
                    client.close(); // at once: the doctor looks for no more than a moment
                  }
                }));

    assertFirst(examine(ending[0].url(false)), Fault.WS_LOST, Step.WEBSOCKET);
  }

  @Test
  void headersThatAreTooMuch() {
    IllServer server =
        open(
            IllServer.http(
                asked ->
                    asked.contains("Cookie:")
                        ? IllServer.page(
                            400, "Bad Request", "Asterisk/22.10.1", "Header line too long")
                        : UNHANDLED));

    Diagnosis diagnosis =
        examine(
            server.url(false),
            alice ->
                alice.connect(
                    ConnectOptions.builder().header("Cookie", "x".repeat(5_000)).build()));

    assertFirst(diagnosis, Fault.HTTP_HEADERS_TOO_LARGE, Step.UPGRADE);
    assertThat(show(diagnosis)).doesNotContain("xxxx");
  }

  @Test
  void anotherSubprotocol() {
    IllServer chat =
        open(
            IllServer.http(
                asked ->
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Accept: "
                        + IllServer.accept(asked)
                        + "\r\n\r\n"));

    assertFirst(examine(chat.url(false)), Fault.WS_SUBPROTOCOL_NOT_CONFIRMED, Step.UPGRADE);
  }
}
