package io.jasip.internal.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.tls.TlsContexts;
import io.jasip.internal.transport.TlsFailure;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.TlsReason;
import io.jasip.transport.WebSocketServer;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS, twice: once trusting everybody, to see what the server presents, and once as the user agent
 * does, to see what it makes of that.
 */
final class TlsCheck implements Check {

  private static final Duration SOON = Duration.ofDays(14);

  /** TLS content type of an alert (RFC 8446 section 5.1). */
  private static final int ALERT = 21;

  private static final int HANDSHAKE = 22;

  @Override
  public void run(Examination examination, Notes notes, Deadline deadline) throws Exception {
    WebSocketServer server = examination.server();
    if (!server.secure()) {
      notes.saw("tls", "not used: the URL says ws:").skip();
      return;
    }
    TlsLook look = new TlsLook();
    @Nullable Instant serverTime = null;
    try (Probe probe = examination.connect(deadline)) {
      try {
        Deadline half = deadline.part(2);
        SSLSession session = half.await(shake(examination, probe, look, half));
        notes.saw("tls.version", session.getProtocol()).saw("tls.cipher", session.getCipherSuite());
        Certificates.describe(notes, look.chain());
        serverTime = serverTime(notes, server, probe, deadline);
      } catch (TimeoutException | ExecutionException e) {
        explainNoTls(examination, notes, probe, look, e, deadline);
        return;
      }
    }
    examination.asksForClientCertificate(look.asksForClientCertificate());
    notes
        .saw("tls.client-certificate", look.asksForClientCertificate() ? "asked for" : "not asked")
        .saw("tls.trusted.system", Certificates.isTrustedBySystem(look.chain()))
        .saw("tls.trust", examination.config().tls());
    asTheUserAgent(examination, notes, look, serverTime, deadline);
  }

  private static CompletableFuture<SSLSession> shake(
      Examination examination, Probe probe, TlsLook look, Deadline deadline) throws SSLException {
    return probe.tls(
        look.context(), examination.route().bareHost(), examination.server().port(), deadline);
  }

  /** The Date of the server's answer (RFC 9110 section 6.6.1), to compare clocks by. */
  private static @Nullable Instant serverTime(
      Notes notes, WebSocketServer server, Probe probe, Deadline deadline) {
    HttpAnswer answer =
        probe.ask(
            "GET "
                + server.path().replaceFirst("[?].*", "")
                + " HTTP/1.1\r\nHost: "
                + server.host()
                + "\r\nConnection: close\r\n\r\n",
            deadline.orIn(Duration.ofMillis(700)));
    String date = answer.header("date").orElse("");
    try {
      Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      notes.saw("clock.server", there).saw("clock.here", Instant.now());
      return there;
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** No handshake: the bytes, the end and other questions to the port tell why. */
  private static void explainNoTls(
      Examination examination,
      Notes notes,
      Probe probe,
      TlsLook look,
      Exception failure,
      Deadline deadline) {
    byte[] first = probe.firstBytes();
    notes.saw("tls.failure", words(failure));
    if (first.length > 0) {
      notes.saw("tls.first-bytes", printable(first));
    }
    if (first.length > 6 && first[0] == ALERT) {
      int alert = first[6];
      notes.saw("tls.alert", alert);
      // handshake_failure, protocol_version, insufficient_security (RFC 8446 section 6.2)
      notes.fails(
          alert == 40 || alert == 70 || alert == 71
              ? Fault.TLS_NOTHING_IN_COMMON
              : Fault.TLS_FAILED);
      return;
    }
    if (look.asksForClientCertificate()) {
      // It has shown its own certificate, asked for ours, got none and gone.
      notes.saw("tls.client-certificate", "asked for");
      notes.fails(Fault.TLS_CLIENT_CERTIFICATE_REFUSED);
      return;
    }
    if (first.length > 0 && first[0] == HANDSHAKE) {
      notes.fails(failure instanceof TimeoutException ? Fault.TLS_SILENT : reason(failure));
      return;
    }
    Plain asked = plain(examination, deadline);
    if (asked == null) {
      // It was there a moment ago: it is stopping, or it was about to.
      notes.saw("tcp.refused", "the next connection");
      notes.fails(Fault.TCP_REFUSED);
      return;
    }
    HttpAnswer plain = asked.answer();
    if (plain.status() > 0) {
      notes.saw("tls.plain-http", plain).saw("http.server", plain.header("server").orElse(null));
    }
    boolean speaksHttp =
        plain.status() > 0 || new String(first, StandardCharsets.ISO_8859_1).startsWith("HTTP/");
    if (speaksHttp) {
      notes.fails(Fault.TLS_ON_PLAIN_PORT);
    } else if (first.length > 0 || !plain.body().isEmpty()) {
      notes.saw("port.says", plain.body().isEmpty() ? null : plain.body());
      notes.fails(Fault.PORT_OF_OTHER_SERVICE);
    } else {
      boolean late =
          failure instanceof TimeoutException
              || failure.getCause() instanceof SslHandshakeTimeoutException;
      notes.saw("tls.plain-http", asked.closed() ? "the end of the connection" : "no answer");
      if (asked.closed() && shakesAgain(examination, deadline)) {
        // Neither is always so: packets get lost at random, or somebody has too much to do.
        notes.saw("tls.second-try", "worked").fails(Fault.NOT_IN_TIME);
      } else if (late) {
        // It reacts to a few bytes at once, so that it is there: what is longer does not arrive.
        notes.fails(asked.closed() ? Fault.LARGE_PACKETS_LOST : Fault.TLS_SILENT);
      } else {
        notes.fails(asked.closed() ? Fault.CONNECTION_SHUT : Fault.TLS_FAILED);
      }
    }
  }

  private static Fault reason(Exception failure) {
    return failure.getCause() == null
        ? Fault.TLS_FAILED
        : TlsFailure.explain(new WebSocketServer(true, "server", 1, "/"), failure.getCause())
            .fault();
  }

  private static boolean shakesAgain(Examination examination, Deadline deadline) {
    try (Probe probe = examination.connect(deadline)) {
      deadline.await(shake(examination, probe, new TlsLook(), deadline));
      return true;
    } catch (TimeoutException | ExecutionException | SSLException e) {
      return false;
    }
  }

  /** What a port says to plain HTTP, and whether it ends the connection then. */
  private record Plain(HttpAnswer answer, boolean closed) {}

  /** Null if the port is closed by now. */
  private static @Nullable Plain plain(Examination examination, Deadline deadline) {
    HttpAnswer nothing = HttpAnswer.of(new byte[0]);
    try (Probe probe = examination.connect(deadline)) {
      HttpAnswer answer =
          probe.ask(
              "GET / HTTP/1.1\r\nHost: "
                  + examination.server().host()
                  + "\r\nConnection: close\r\n\r\n",
              deadline.orIn(Duration.ofMillis(700)));
      return new Plain(answer, probe.isClosed());
    } catch (TimeoutException e) {
      return new Plain(nothing, false);
    } catch (ExecutionException e) {
      boolean refused =
          e.getCause() instanceof ConnectException
              && !(e.getCause() instanceof ConnectTimeoutException);
      return refused ? null : new Plain(nothing, false);
    }
  }

  /** In words, for those who do not read Java. */
  private static String words(Exception failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof NotSslRecordException) {
      return "what came is no TLS";
    } else if (cause instanceof TimeoutException || cause instanceof SslHandshakeTimeoutException) {
      return "no answer";
    } else if (cause instanceof ClosedChannelException) {
      return "the server closed the connection";
    }
    return String.valueOf(cause.getMessage());
  }

  private static String printable(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      text.append(
          each >= ' ' && each < 127 ? String.valueOf((char) each) : String.format("\\x%02x", each));
    }
    return text.toString();
  }

  private static void asTheUserAgent(
      Examination examination,
      Notes notes,
      TlsLook look,
      @Nullable Instant serverTime,
      Deadline deadline)
      throws Exception {
    TlsConfig tls = examination.config().tls();
    WebSocketServer server = examination.server();
    try (Probe probe = examination.connect(deadline)) {
      deadline.await(
          probe.tls(
              TlsContexts.make(tls), examination.route().bareHost(), server.port(), deadline));
      if (look.asksForClientCertificate()) {
        // In TLS 1.3 the server looks at our certificate when the handshake is over for us.
        probe.ask(
            "GET / HTTP/1.1\r\nHost: " + server.host() + "\r\nConnection: close\r\n\r\n",
            deadline.orIn(Duration.ofMillis(700)));
        Throwable refused = probe.failure();
        if (refused != null && TlsFailure.isOne(refused)) {
          throw new ExecutionException(refused);
        }
      }
    } catch (SSLException e) {
      refuse(notes, TlsFailure.explain(server, e), look.chain().get(0), serverTime);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ConnectException) {
        throw e; // that is not about TLS
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      refuse(notes, TlsFailure.explain(server, cause), look.chain().get(0), serverTime);
    }
    if (!notes.failed()) {
      warn(notes, tls, look.chain());
    } else if (examination.options().credentialsInSpiteOfTls()) {
      examination.trustAnybody();
    }
  }

  private static void refuse(
      Notes notes,
      ConnectionFailedException why,
      X509Certificate leaf,
      @Nullable Instant serverTime) {
    TlsReason reason = why.tlsReason().orElse(TlsReason.OTHER);
    notes.saw("tls.refused", reason).saw("tls.refused.detail", why.getMessage());
    boolean aboutDates = reason == TlsReason.EXPIRED || reason == TlsReason.NOT_YET_VALID;
    boolean validThere =
        serverTime != null
            && serverTime.isAfter(leaf.getNotBefore().toInstant())
            && serverTime.isBefore(leaf.getNotAfter().toInstant());
    notes.fails(aboutDates && validThere ? Fault.CLOCK_WRONG : reason.fault());
  }

  private static void warn(Notes notes, TlsConfig tls, List<X509Certificate> chain) {
    if (!tls.isVerified()) {
      return;
    }
    X509Certificate leaf = chain.get(0);
    if (leaf.getNotAfter().toInstant().isBefore(Instant.now().plus(SOON))) {
      notes.warns(Fault.TLS_CERTIFICATE_EXPIRES_SOON, "tls.certificate.until");
    }
    if (Certificates.names(leaf).isEmpty() && tls.pins().isEmpty()) {
      notes.warns(Fault.TLS_COMMON_NAME_ONLY, "tls.certificate.subject", "tls.certificate.names");
    }
  }
}
