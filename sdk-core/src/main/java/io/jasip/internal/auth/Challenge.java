package io.jasip.internal.auth;

import io.jasip.auth.DigestAlgorithm;
import java.util.Arrays;
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
    return AuthenticateHeader.parse(value).stream()
        .filter(each -> each.is("Digest"))
        .flatMap(each -> of(each.parameters()).stream())
        .toList();
  }

  private static Optional<Challenge> of(Map<String, String> parameters) {
    String realm = parameters.get("realm");
    String nonce = parameters.get("nonce");
    if (realm == null || nonce == null) {
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

  /** The same with the nonce that the server wants next (RFC 7616 section 3.5). */
  Challenge withNonce(String next) {
    return new Challenge(realm, next, opaque, algorithm, session, qop, false);
  }

  /** Whether it can be answered without a hash of the body, which middleboxes like to change. */
  boolean takesPlainAuth() {
    return qop.isEmpty() || qop.contains("auth");
  }

  /** Whether we can answer it: without qop, or with a qop that we know. */
  boolean isAnswerable() {
    return qop.isEmpty() || qop.contains("auth") || qop.contains("auth-int");
  }
}
