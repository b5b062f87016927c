package io.jasip.auth;

import java.util.Locale;
import java.util.Optional;

/**
 * The hash algorithms of digest authentication (RFC 7616 section 3, RFC 8760 section 2.1), weakest
 * first.
 */
public enum DigestAlgorithm {
  /** MD5, which Asterisk uses up to version 21. */
  MD5("MD5", "MD5"),
  /** SHA-256. */
  SHA_256("SHA-256", "SHA-256"),
  /** SHA-512/256. */
  SHA_512_256("SHA-512-256", "SHA-512/256");

  private final String token;
  private final String jcaName;

  DigestAlgorithm(String token, String jcaName) {
    this.token = token;
    this.jcaName = jcaName;
  }

  /**
   * Finds an algorithm by its name in a challenge.
   *
   * @param token such as {@code SHA-256}, in any case, without the suffix {@code -sess}
   * @return empty if it is none of these
   */
  public static Optional<DigestAlgorithm> of(String token) {
    String wanted = token.toUpperCase(Locale.ROOT);
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.token.equals(wanted)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /**
   * The name in SIP.
   *
   * @return such as {@code SHA-512-256}
   */
  public String token() {
    return token;
  }

  /**
   * The name in the Java Cryptography Architecture.
   *
   * @return such as {@code SHA-512/256}
   */
  public String jcaName() {
    return jcaName;
  }
}
