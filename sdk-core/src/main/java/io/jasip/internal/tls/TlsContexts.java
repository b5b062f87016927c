package io.jasip.internal.tls;

import io.jasip.transport.ClientCertificate;
import io.jasip.transport.TlsConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.net.ssl.SSLException;

/**
 * What Netty makes of TLS configurations. There is one for all user agents of equal configuration:
 * it holds the sessions that they resume (RFC 8446 section 2.2, RFC 5077), and the authorities of
 * the Java runtime, which are hundreds, are read once. Any thread; not on the loop, because files
 * are read.
 */
public final class TlsContexts {

  /** None outlives the last user of its configuration. */
  private static final Map<TlsConfig, SslContext> CONTEXTS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private TlsContexts() {}

  /**
   * The one of a configuration.
   *
   * @throws SSLException if the Java runtime cannot do what it says
   */
  public static SslContext of(TlsConfig config) throws SSLException {
    SslContext known = CONTEXTS.get(config);
    if (known != null) {
      return known;
    }
    SslContext made = make(config);
    SslContext first = CONTEXTS.putIfAbsent(config, made);
    return first == null ? made : first;
  }

  /**
   * One of its own, which resumes no session: each handshake looks at the certificates anew.
   *
   * @throws SSLException if the Java runtime cannot do what it says
   */
  public static SslContext make(TlsConfig config) throws SSLException {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .protocols("TLSv1.3", "TLSv1.2")
            .endpointIdentificationAlgorithm(config.isHostNameVerified() ? "HTTPS" : null);
    try {
      if (config.isVerified()) {
        builder.trustManager(new ServerTrust(config));
      } else {
        builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new SSLException("the trusted certificates cannot be used: " + e.getMessage(), e);
    }
    ClientCertificate own = config.clientCertificate().orElse(null);
    if (own != null) {
      builder.keyManager(own.key(), own.chain().toArray(new X509Certificate[0]));
    }
    return builder.build();
  }
}
