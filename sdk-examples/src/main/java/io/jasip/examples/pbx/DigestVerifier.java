package io.jasip.examples.pbx;

import io.jasip.auth.DigestAlgorithm;
import io.jasip.internal.message.Identifiers;
import io.jasip.sip.SipRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server's side of digest authentication (RFC 3261 section 22, RFC 7616, RFC 8760): challenges
 * with SHA-256 and MD5, and verifies the answers. On the loop.
 */
final class DigestVerifier {

  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  private final String realm;
  private final Map<String, String> passwords;
  private final Duration nonceLifetime;
  private final LongSupplier nanoTime;
  private final Map<String, Nonce> nonces = new HashMap<>();

  /** A nonce that we gave out, and the highest count that it was used with. */
  private static final class Nonce {
    final long issuedAt;
    long lastCount;

    Nonce(long issuedAt) {
      this.issuedAt = issuedAt;
    }
  }

  /** What a request's credentials are worth. */
  enum Verdict {
    /** There are none for our realm: ask for them. */
    MISSING,
    /** Right, but for a nonce that is too old, unknown or used up: ask again. */
    STALE,
    /** Unknown user, wrong password, or not an answer to our challenge. */
    WRONG,
    /** Right. */
    RIGHT
  }

  /**
   * The verdict and whom it is about.
   *
   * @param user empty unless the credentials are right
   */
  record Verification(Verdict verdict, String user) {}

  DigestVerifier(
      String realm, Map<String, String> passwords, Duration nonceLifetime, LongSupplier nanoTime) {
    this.realm = realm;
    this.passwords = Map.copyOf(passwords);
    this.nonceLifetime = nonceLifetime;
    this.nanoTime = nanoTime;
  }

  /** The values of two WWW-Authenticate header fields with a new nonce, the better one first. */
  List<String> challenges(boolean stale) {
    long now = nanoTime.getAsLong();
    nonces.values().removeIf(nonce -> isOld(nonce, now));
    String nonce = Identifiers.token(24);
    nonces.put(nonce, new Nonce(now));
    List<String> values = new ArrayList<>();
    for (DigestAlgorithm algorithm : List.of(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5)) {
      values.add(
          "Digest realm=\""
              + realm
              + "\", nonce=\""
              + nonce
              + "\", algorithm="
              + algorithm.token()
              + ", qop=\"auth\""
              + (stale ? ", stale=true" : ""));
    }
    return values;
  }

  /** Verifies the Authorization of a request. */
  Verification verify(SipRequest request) {
    for (String value : request.headers().all("Authorization")) {
      Map<String, String> answer = parameters(value);
      if (value.strip().toLowerCase(Locale.ROOT).startsWith("digest ")
          && realm.equals(answer.get("realm"))) {
        return verify(request, answer);
      }
    }
    return new Verification(Verdict.MISSING, "");
  }

  private Verification verify(SipRequest request, Map<String, String> answer) {
    String user = answer.getOrDefault("username", "");
    String password = passwords.get(user);
    String count = answer.getOrDefault("nc", "");
    DigestAlgorithm algorithm =
        DigestAlgorithm.of(answer.getOrDefault("algorithm", "MD5")).orElse(null);
    if (password == null
        || algorithm == null
        || !"auth".equals(answer.get("qop"))
        || !request.uri().toString().equals(answer.get("uri"))
        || !count.matches("[0-9A-Fa-f]{8}")) {
      return new Verification(Verdict.WRONG, "");
    }
    String nonce = answer.getOrDefault("nonce", "");
    String ha1 = hash(algorithm, user + ":" + realm + ":" + password);
    String ha2 = hash(algorithm, request.method().name() + ":" + answer.get("uri"));
    String expected =
        hash(
            algorithm,
            String.join(":", ha1, nonce, count, answer.getOrDefault("cnonce", ""), "auth", ha2));
    if (!MessageDigest.isEqual(bytes(expected), bytes(answer.getOrDefault("response", "")))) {
      return new Verification(Verdict.WRONG, "");
    }
    return use(nonce, Long.parseLong(count, 16))
        ? new Verification(Verdict.RIGHT, user)
        : new Verification(Verdict.STALE, "");
  }

  /** Whether a nonce is one of ours, young enough, and not used with this count before. */
  private boolean use(String value, long count) {
    Nonce nonce = nonces.get(value);
    if (nonce == null || isOld(nonce, nanoTime.getAsLong()) || count <= nonce.lastCount) {
      return false;
    }
    nonce.lastCount = count;
    return true;
  }

  private boolean isOld(Nonce nonce, long now) {
    return now - nonce.issuedAt >= nonceLifetime.toNanos();
  }

  private static Map<String, String> parameters(String value) {
    Map<String, String> parameters = new HashMap<>();
    Matcher matcher = PARAMETER.matcher(value);
    while (matcher.find()) {
      String quoted = matcher.group(2);
      parameters.put(
          matcher.group(1).toLowerCase(Locale.ROOT),
          quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1"));
    }
    return parameters;
  }

  private static String hash(DigestAlgorithm algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance(algorithm.jcaName()).digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + algorithm.jcaName(), e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
