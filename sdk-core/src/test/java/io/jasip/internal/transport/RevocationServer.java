package io.jasip.internal.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.jcajce.JcaBasicOCSPRespBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** An authority that answers by OCSP (RFC 6960) at /ocsp and gives its list at /crl. */
final class RevocationServer implements AutoCloseable {

  /** Long before the handshake: the JDK lets pass what is revoked after it has begun to look. */
  private static final Date SINCE = new Date(System.currentTimeMillis() - 3_600_000);

  private final CertificateSpec.Made authority;
  private final HttpServer http;
  private final Set<BigInteger> revoked = ConcurrentHashMap.newKeySet();

  RevocationServer(CertificateSpec.Made authority) {
    this.authority = authority;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/ocsp", exchange -> answer(exchange, ocsp(exchange)));
    http.createContext("/crl", exchange -> answer(exchange, crl()));
    http.start();
  }

  String url(String path) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + path;
  }

  void revoke(CertificateSpec.Made certificate) {
    revoked.add(certificate.certificate().getSerialNumber());
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private static void answer(HttpExchange exchange, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private ContentSigner signer() throws Exception {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(authority.keys().getPrivate());
  }

  private byte[] ocsp(HttpExchange exchange) throws IOException {
    try {
      byte[] asked = exchange.getRequestBody().readAllBytes();
      if (asked.length == 0) { // by GET
        String path = exchange.getRequestURI().getPath();
        asked = Base64.getDecoder().decode(path.substring("/ocsp/".length()));
      }
      BasicOCSPRespBuilder response =
          new JcaBasicOCSPRespBuilder(
              authority.keys().getPublic(),
              new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
      for (Req each : new OCSPReq(asked).getRequestList()) {
        response.addResponse(
            each.getCertID(),
            revoked.contains(each.getCertID().getSerialNumber())
                ? new RevokedStatus(SINCE, CRLReason.keyCompromise)
                : CertificateStatus.GOOD);
      }
      OCSPResp all =
          new OCSPRespBuilder()
              .build(
                  OCSPRespBuilder.SUCCESSFUL,
                  response.build(signer(), new X509CertificateHolder[0], new Date()));
      return all.getEncoded();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private byte[] crl() throws IOException {
    try {
      X509v2CRLBuilder list = new JcaX509v2CRLBuilder(authority.certificate(), new Date());
      list.setNextUpdate(new Date(System.currentTimeMillis() + 3_600_000));
      revoked.forEach(each -> list.addCRLEntry(each, SINCE, CRLReason.keyCompromise));
      return list.build(signer()).getEncoded();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
