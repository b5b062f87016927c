package io.jasip.internal.transport;

import io.jasip.internal.tls.CertificateRefusedException;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.TlsReason;
import io.jasip.transport.WebSocketServer;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why TLS failed and what to do about it. */
public final class TlsFailure {

  /** Alerts that a server can only mean our certificate by (RFC 8446 section 6.2). */
  private static final Pattern ABOUT_OUR_CERTIFICATE =
      Pattern.compile(
          "fatal alert: (bad_certificate|unsupported_certificate|certificate_revoked"
              + "|certificate_expired|certificate_unknown|certificate_required|unknown_ca"
              + "|access_denied|no_certificate)");

  private TlsFailure() {}

  /** Says it. */
  public static ConnectionFailedException explain(WebSocketServer server, Throwable failure) {
    CertificateRefusedException refused = find(failure, CertificateRefusedException.class);
    TlsReason reason = refused == null ? reason(failure) : refused.reason();
    String detail = detail(refused, failure);
    String sentence =
        reason == TlsReason.OTHER && find(failure, CertificateException.class) != null
            ? "the certificate of " + server.host() + ":" + server.port() + " is refused: " + detail
            : sentence(server, reason, detail);
    return ConnectionFailedException.ofTls(reason, sentence, failure);
  }

  /** Whether a failure after the handshake is one of TLS, as a refused client certificate is. */
  public static boolean isOne(Throwable failure) {
    return find(failure, SSLException.class) != null;
  }

  private static TlsReason reason(Throwable failure) {
    String text = text(failure);
    if (find(failure, NotSslRecordException.class) != null) {
      return TlsReason.NOT_TLS;
    }
    if (find(failure, SslHandshakeTimeoutException.class) != null) {
      return TlsReason.TIMEOUT;
    }
    if (ABOUT_OUR_CERTIFICATE.matcher(text).find()) {
      return TlsReason.CLIENT_CERTIFICATE_REFUSED;
    }
    if (find(failure, ClosedChannelException.class) != null) {
      return TlsReason.CLOSED;
    }
    return text.contains("protocol_version") || text.contains("handshake_failure")
        ? TlsReason.NOTHING_IN_COMMON
        : TlsReason.OTHER;
  }

  private static String detail(@Nullable CertificateRefusedException refused, Throwable failure) {
    CertificateException certificate = find(failure, CertificateException.class);
    Throwable telling = refused != null ? refused : certificate != null ? certificate : failure;
    return String.valueOf(telling.getMessage());
  }

  private static String sentence(WebSocketServer server, TlsReason reason, String detail) {
    String where = server.host() + ":" + server.port();
    String certificate = "the certificate of " + where + " ";
    return switch (reason) {
      case SELF_SIGNED ->
          certificate
              + "is not trusted: it is signed by itself; give it as CA file or its SHA-256"
              + " fingerprint as pin, or install one of an authority";
      case UNKNOWN_AUTHORITY ->
          certificate
              + "is not trusted; give the authority that signed it, \""
              + detail
              + "\", as CA file";
      case MISSING_INTERMEDIATE ->
          certificate
              + "is not trusted: it comes alone, without that of its issuer \""
              + detail
              + "\"; install the full chain on the server, or give the issuer as CA file";
      case NOT_AN_AUTHORITY ->
          certificate
              + "is refused: \""
              + detail
              + "\" in its chain is not the certificate of an authority; have it issued anew";
      case EXPIRED -> certificate + "has expired; renew it on the server: " + detail;
      case NOT_YET_VALID ->
          certificate
              + "is not valid yet; check the clocks of this machine and of the server: "
              + detail;
      case WRONG_HOST ->
          certificate
              + "is for another host name; connect by the name that is in it ("
              + detail
              + "), or give the server a certificate for "
              + server.host();
      case WRONG_ADDRESS ->
          certificate
              + "does not name this IP address but "
              + detail
              + "; connect by a name that is in it, or give the server a certificate with the"
              + " address as alternative name";
      case WILDCARD ->
          certificate
              + "is for "
              + detail
              + ", where an asterisk stands for one whole label and so does not cover "
              + server.host()
              + "; connect by a name that it covers, or give the server one for this name";
      case WEAK_KEY ->
          certificate
              + "is refused for a weak key: "
              + detail
              + "; make a new key on the server, or pin the certificate";
      case WEAK_SIGNATURE ->
          certificate
              + "is refused for a weak signature: "
              + detail
              + "; have it signed with SHA-256, or pin the certificate";
      case WRONG_USAGE ->
          certificate
              + "is refused: its key usage does not let it serve TLS ("
              + detail
              + "); have it issued for server authentication";
      case REVOKED -> certificate + "is revoked; install a new one on the server: " + detail;
      case REVOCATION_UNKNOWN ->
          certificate
              + "is refused because nobody says whether it is revoked ("
              + detail
              + "); see whether the OCSP or CRL address in it can be reached, or ask only"
              + " WHERE_POSSIBLE";
      case PIN_MISMATCH ->
          certificate
              + "is not the pinned one: its SHA-256 fingerprint is "
              + detail
              + "; if it was renewed, pin that, else somebody is in between";
      case CLIENT_CERTIFICATE_REFUSED ->
          where
              + " refuses our client certificate, or wants one; give the one that the server"
              + " expects as client certificate: "
              + detail;
      case NOT_TLS ->
          where
              + " does not speak TLS; if this is the port of plain WebSockets (8088 on Asterisk),"
              + " write ws://, else give the TLS port (8089 on Asterisk)";
      case NOTHING_IN_COMMON ->
          where
              + " and this machine have no TLS version or cipher in common; TLS 1.2 or 1.3 is"
              + " needed";
      case TIMEOUT ->
          where
              + " accepted the connection but did not finish the TLS handshake in time; check the"
              + " port, and that the server is not overloaded";
      case CLOSED ->
          where
              + " closed the connection during the TLS handshake; does this port speak TLS (8089"
              + " on Asterisk)?";
      case OTHER -> "the handshake with " + where + " failed: " + detail;
    };
  }

  /** The messages of the whole chain of causes in lower case. */
  private static String text(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable each = failure; each != null; each = each.getCause()) {
      text.append(each.getMessage()).append('\n');
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
