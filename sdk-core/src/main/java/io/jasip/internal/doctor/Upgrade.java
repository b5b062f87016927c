package io.jasip.internal.doctor;

import io.jasip.internal.transport.TlsFailure;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request to upgrade to a WebSocket (RFC 6455 section 4.1), and what came of it.
 *
 * @param answer with status 0 if none came
 * @param closed whether the server closed the connection without an answer
 * @param proven whether the server has shown that it understood the request (Sec-WebSocket-Accept)
 * @param refused whether the port, which did take connections, refuses them
 * @param tlsFailure of a TLS that failed after its handshake; null if it did not
 */
record Upgrade(
    HttpAnswer answer,
    boolean closed,
    boolean proven,
    boolean refused,
    @Nullable Throwable tlsFailure) {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What came if nothing did. */
  private static final HttpAnswer NOTHING = HttpAnswer.of(new byte[0]);

  /**
   * Asks. A WebSocket that opens is left open until the end of the diagnosis.
   *
   * @param more header fields of the application
   */
  static Upgrade ask(
      Examination examination, String path, Map<String, String> more, Deadline deadline) {
    String key = key();
    Probe probe;
    try {
      probe = examination.connectForHttp(deadline);
    } catch (TimeoutException | ExecutionException | SSLException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      boolean refused =
          cause instanceof ConnectException && !(cause instanceof ConnectTimeoutException);
      return new Upgrade(NOTHING, false, false, refused, TlsFailure.isOne(cause) ? cause : null);
    }
    HttpAnswer answer = probe.ask(request(examination, path, key, more), deadline);
    Throwable failure = probe.failure();
    Upgrade upgrade =
        new Upgrade(
            answer,
            answer.status() == 0 && probe.isClosed(),
            accept(key).equals(answer.header("sec-websocket-accept").orElse("")),
            false,
            failure != null && TlsFailure.isOne(failure) ? failure : null);
    if (!upgrade.isWebSocket()) {
      probe.close();
    }
    return upgrade;
  }

  private static String request(
      Examination examination, String path, String key, Map<String, String> more) {
    WebSocketServer server = examination.server();
    boolean usual = server.port() == (server.secure() ? 443 : 80);
    StringBuilder text =
        new StringBuilder("GET " + path + " HTTP/1.1\r\n")
            .append("Host: ")
            .append(usual ? server.host() : server.host() + ":" + server.port())
            .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ")
            .append(key)
            .append("\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\n")
            .append("User-Agent: ")
            .append(examination.config().userAgent())
            .append("\r\n");
    more.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private static String key() {
    byte[] nonce = new byte[16];
    RANDOM.nextBytes(nonce);
    return Base64.getEncoder().encodeToString(nonce);
  }

  private static String accept(String key) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-1")
                  .digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 is part of every Java runtime", e);
    }
  }

  int status() {
    return answer.status();
  }

  boolean isWebSocket() {
    return answer.status() == 101 && proven;
  }

  /** Whether it is one for SIP (RFC 7118 section 4.1). */
  boolean isForSip() {
    return isWebSocket()
        && answer.header("sec-websocket-protocol").orElse("").strip().equalsIgnoreCase("sip");
  }

  /** What Asterisk answers for a subprotocol that nobody there has registered. */
  boolean isUnhandledProtocol() {
    return status() == 400
        && answer.body().isEmpty()
        && answer.header("sec-websocket-version").isPresent();
  }
}
