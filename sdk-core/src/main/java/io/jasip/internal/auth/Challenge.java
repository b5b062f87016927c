package io.jasip.internal.auth;

import io.jasip.auth.DigestAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One digest challenge of WWW-Authenticate or Proxy-Authenticate (RFC 7616 section 3.3).
 *
 * @param realm the protection space
 * @param nonce to be sent back
 * @param opaque to be sent back; null if the server gave none
 * @param algorithm the hash
 * @param session whether it is the {@code -sess} form of the algorithm
 * @param qop the qualities of protection that the server offers; empty for RFC 2069's digest
 * @param stale whether only the nonce was too old
 */
public record Challenge(
    String realm,
    String nonce,
    @Nullable String opaque,
    DigestAlgorithm algorithm,
    boolean session,
    List<String> qop,
    boolean stale) {

  /**
   * Reads the challenges of one header field, which may hold several joined by commas (RFC 7235
   * section 4.1). Those of another scheme or an unknown algorithm are left out.
   */
  public static List<Challenge> parse(String value) {
    List<Challenge> challenges = new ArrayList<>();
    Scanner scanner = new Scanner(value);
    String scheme = null;
    Map<String, String> parameters = new LinkedHashMap<>();
    while (scanner.hasMore()) {
      String word = scanner.word();
      if (word.isEmpty()) {
        scanner.skipOne();
      } else if (scanner.takeEquals()) {
        parameters.put(word.toLowerCase(Locale.ROOT), scanner.value());
      } else {
        of(scheme, parameters).ifPresent(challenges::add);
        scheme = word;
        parameters.clear();
      }
    }
    of(scheme, parameters).ifPresent(challenges::add);
    return challenges;
  }

  private static Optional<Challenge> of(@Nullable String scheme, Map<String, String> parameters) {
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    if (scheme == null || !scheme.equalsIgnoreCase("Digest") || realm == null || nonce == null) {
      return Optional.empty();
    }
    String name = parameters.getOrDefault("algorithm", "MD5");
    boolean session = name.toLowerCase(Locale.ROOT).endsWith("-sess");
    String base = session ? name.substring(0, name.length() - "-sess".length()) : name;
    List<String> qop =
        Arrays.stream(parameters.getOrDefault("qop", "").split(",", -1))
            .map(token -> token.strip().toLowerCase(Locale.ROOT))
            .filter(token -> !token.isEmpty())
            .toList();
    return DigestAlgorithm.of(base)
        .map(
            algorithm ->
                new Challenge(
                    realm,
                    nonce,
                    parameters.get("opaque"),
                    algorithm,
                    session,
                    qop,
                    "true".equalsIgnoreCase(parameters.get("stale"))));
  }

  /** Whether we can answer it: without qop, or with a qop that we know. */
  boolean isAnswerable() {
    return qop.isEmpty() || qop.contains("auth") || qop.contains("auth-int");
  }

  /** Walks over {@code scheme name=value, name="quoted value", scheme ...}. */
  private static final class Scanner {
    private final String text;
    private int at;

    Scanner(String text) {
      this.text = text;
    }

    boolean hasMore() {
      while (at < text.length() && (isBlank(text.charAt(at)) || text.charAt(at) == ',')) {
        at++;
      }
      return at < text.length();
    }

    void skipOne() {
      at++;
    }

    String word() {
      int start = at;
      while (at < text.length() && " \t,=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    boolean takeEquals() {
      int next = at;
      while (next < text.length() && isBlank(text.charAt(next))) {
        next++;
      }
      if (next < text.length() && text.charAt(next) == '=') {
        at = next + 1;
        return true;
      }
      return false;
    }

    String value() {
      while (at < text.length() && isBlank(text.charAt(at))) {
        at++;
      }
      if (at >= text.length() || text.charAt(at) != '"') {
        return word();
      }
      StringBuilder value = new StringBuilder();
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at++;
      return value.toString();
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t';
    }
  }
}
