package io.jasip.internal.doctor;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS that trusts everybody, to look at what a server presents. Nothing that anybody must not see
 * is ever sent over it, and no certificate of ours is shown.
 */
final class TlsLook {

  private volatile List<X509Certificate> chain = List.of();
  private volatile boolean asked;

  /** The certificates that the server has presented; empty if it came not so far. */
  List<X509Certificate> chain() {
    return chain;
  }

  /** Whether the server has asked for a certificate of ours. */
  boolean asksForClientCertificate() {
    return asked;
  }

  SslContext context() throws SSLException {
    return SslContextBuilder.forClient()
        .protocols("TLSv1.3", "TLSv1.2")
        .endpointIdentificationAlgorithm(null)
        .trustManager(new Looking())
        .keyManager(new Nothing())
        .build();
  }

  private final class Looking extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, SSLEngine engine) {
      chain = Arrays.asList(presented.clone());
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] presented, String type, @Nullable Socket socket) {
      chain = Arrays.asList(presented.clone());
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type) {
      chain = Arrays.asList(presented.clone());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] presented, String type, @Nullable Socket socket) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type) {
      throw new UnsupportedOperationException("servers only");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** Has no certificate, and hears of the question. */
  private final class Nothing extends X509ExtendedKeyManager {
    @Override
    public @Nullable String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
      asked = true;
      return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      asked = true;
      return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
      asked = true;
      return null;
    }

    @Override
    public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
      return null;
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
      return null;
    }
  }
}
