package io.jasip.internal.auth;

import io.jasip.auth.Credentials;
import io.jasip.auth.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Computes the answer to a digest challenge (RFC 7616 section 3.4). */
final class DigestAnswer {

  private DigestAnswer() {}

  /**
   * The value of Authorization or Proxy-Authorization.
   *
   * @param count how often the nonce has been used, this time included
   */
  static String value(
      Challenge challenge,
      Credentials credentials,
      String method,
      String uri,
      byte[] body,
      int count,
      String clientNonce) {
    String qop = challenge.qop().isEmpty() ? "" : challenge.takesPlainAuth() ? "auth" : "auth-int";
    String nonceCount = String.format(Locale.ROOT, "%08x", count);
    String response =
        digest(challenge, credentials, method + ":" + uri, body, qop, nonceCount, clientNonce);

    StringBuilder value =
        new StringBuilder("Digest username=").append(quote(credentials.username()));
    value.append(", realm=").append(quote(challenge.realm()));
    value.append(", nonce=").append(quote(challenge.nonce()));
    value.append(", uri=").append(quote(uri));
    value.append(", response=\"").append(response).append('"');
    value.append(", algorithm=").append(challenge.algorithm().token());
    if (challenge.session()) {
      value.append("-sess");
    }
    if (!qop.isEmpty()) {
      value.append(", qop=").append(qop);
      value.append(", nc=").append(nonceCount);
    }
    if (!qop.isEmpty() || challenge.session()) {
      value.append(", cnonce=").append(quote(clientNonce));
    }
    if (challenge.opaque() != null) {
      value.append(", opaque=").append(quote(challenge.opaque()));
    }
    return value.toString();
  }

  /**
   * What a server that knows the password says in {@code rspauth} (RFC 7616 section 3.5).
   *
   * @param sent the parameters of our answer
   * @param body of the response
   */
  static String ofServer(
      Challenge challenge, Credentials credentials, Map<String, String> sent, byte[] body) {
    return digest(
        challenge,
        credentials,
        ":" + sent.getOrDefault("uri", ""),
        body,
        sent.getOrDefault("qop", ""),
        sent.getOrDefault("nc", ""),
        sent.getOrDefault("cnonce", ""));
  }

  private static String digest(
      Challenge challenge,
      Credentials credentials,
      String methodAndUri,
      byte[] body,
      String qop,
      String nonceCount,
      String clientNonce) {
    DigestAlgorithm algorithm = challenge.algorithm();
    String ha1 = ha1(challenge, credentials, clientNonce);
    String a2 = qop.equals("auth-int") ? methodAndUri + ":" + hash(algorithm, body) : methodAndUri;
    String ha2 = hash(algorithm, a2);
    return qop.isEmpty()
        ? hash(algorithm, ha1 + ":" + challenge.nonce() + ":" + ha2)
        : hash(
            algorithm, String.join(":", ha1, challenge.nonce(), nonceCount, clientNonce, qop, ha2));
  }

  private static String ha1(Challenge challenge, Credentials credentials, String clientNonce) {
    char[] secret = credentials.secret();
    String ha1 =
        credentials.kind() == Credentials.Kind.HA1
            ? new String(secret)
            : hash(challenge, credentials.username(), secret);
    Arrays.fill(secret, '\0');
    return challenge.session()
        ? hash(challenge.algorithm(), ha1 + ":" + challenge.nonce() + ":" + clientNonce)
        : ha1;
  }

  private static String hash(Challenge challenge, String username, char[] password) {
    byte[] prefix = (username + ":" + challenge.realm() + ":").getBytes(StandardCharsets.UTF_8);
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    byte[] all = new byte[prefix.length + encoded.remaining()];
    System.arraycopy(prefix, 0, all, 0, prefix.length);
    encoded.get(all, prefix.length, encoded.remaining());
    String ha1 = hash(challenge.algorithm(), all);
    Arrays.fill(all, (byte) 0);
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return ha1;
  }

  private static String hash(DigestAlgorithm algorithm, String text) {
    return hash(algorithm, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hash(DigestAlgorithm algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm.jcaName()).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "this Java runtime lacks the hash " + algorithm.jcaName(), e); // none that passes the TCK
    }
  }

  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
