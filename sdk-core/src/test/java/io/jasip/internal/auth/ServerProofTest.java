package io.jasip.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.jasip.Registration;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The server proves that it knows alice's password (RFC 7616 section 3.5). */
class ServerProofTest extends UserAgentFlow {

  private final Logger logger =
      (Logger) org.slf4j.LoggerFactory.getLogger(DigestAuthenticator.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void read() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void readNoMore() {
    logger.detachAppender(log);
  }

  private List<String> warnings() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static String md5(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** Alice registers; the server proves that it knows the given password. */
  private void registered(String password) {
    CompletableFuture<Registration> registering = promised(alice.register());
    server.answer(
        server.receive(SipMethod.REGISTER),
        401,
        "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\", algorithm=MD5, qop=\"auth\"");
    SipRequest second = server.receive(SipMethod.REGISTER);
    Matcher nonce =
        Pattern.compile("cnonce=\"([^\"]+)\"")
            .matcher(second.header("Authorization").orElseThrow());
    assertThat(nonce.find()).isTrue();
    String proof =
        md5(
            String.join(
                ":",
                md5("alice:pbx:" + password),
                "n1",
                "00000001",
                nonce.group(1),
                "auth",
                md5(":" + second.uri())));
    server.answer(
        second,
        200,
        "Authentication-Info: rspauth=\"%s\", qop=auth, cnonce=\"%s\", nc=00000001"
            .formatted(proof, nonce.group(1)));
    assertThat(registering).isCompleted();
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("#41 a server that knows the password is believed")
  void right() {
    registered("secret");
    assertThat(warnings()).isEmpty();
  }

  @Test
  @DisplayName("#41 a server that does not know it is told of in the log, without secrets")
  void wrong() {
    registered("guess");
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("rspauth", "200 OK", "\"pbx\"")
        .doesNotContain("secret");
  }
}
