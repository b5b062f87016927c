package io.jasip.internal.transport;

import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.WebSocketServer;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a TLS handshake failed and what to do about it. */
final class TlsFailure {

  private TlsFailure() {}

  static ConnectionFailedException explain(WebSocketServer server, Throwable failure) {
    return new ConnectionFailedException(Layer.TLS, sentence(server, failure), 0, failure);
  }

  private static String sentence(WebSocketServer server, Throwable failure) {
    String where = server.host() + ":" + server.port();
    if (find(failure, NotSslRecordException.class) != null) {
      return where
          + " does not speak TLS; if this is the port of plain WebSockets (8088 on Asterisk), write"
          + " ws://, else give the TLS port (8089 on Asterisk)";
    }
    if (find(failure, SslHandshakeTimeoutException.class) != null) {
      return where
          + " accepted the connection but did not finish the TLS handshake in time; check the port,"
          + " and that the server is not overloaded";
    }
    if (find(failure, CertificateExpiredException.class) != null) {
      return "the certificate of " + where + " has expired; renew it on the server";
    }
    if (find(failure, CertificateNotYetValidException.class) != null) {
      return "the certificate of "
          + where
          + " is not valid yet; check the clocks of this machine and of the server";
    }
    String text = text(failure);
    if (text.contains("no subject alternative") || text.contains("no name matching")) {
      return "the certificate of "
          + where
          + " is for another host name; connect by the name that is in it, or give the server a"
          + " certificate for "
          + server.host();
    }
    if (find(failure, CertPathBuilderException.class) != null || text.contains("path")) {
      return "the certificate of "
          + where
          + " is not trusted; give the authority that signed it, or the self-signed certificate"
          + " itself, as CA file";
    }
    CertificateException certificate = find(failure, CertificateException.class);
    if (certificate != null) {
      return "the certificate of " + where + " is refused: " + certificate.getMessage();
    }
    if (find(failure, ClosedChannelException.class) != null) {
      return where
          + " closed the connection during the TLS handshake; does this port speak TLS (8089 on"
          + " Asterisk)?";
    }
    if (text.contains("protocol_version") || text.contains("handshake_failure")) {
      return where
          + " and this machine have no TLS version or cipher in common; TLS 1.2 or 1.3 is needed";
    }
    return "the handshake with " + where + " failed: " + failure.getMessage();
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
