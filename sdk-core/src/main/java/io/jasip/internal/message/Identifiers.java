package io.jasip.internal.message;

import io.jasip.sip.Via;
import java.security.SecureRandom;

/**
 * Makes the random identifiers of SIP, which nobody must be able to guess (RFC 3261 sections
 * 8.1.1.7, 19.3).
 */
public final class Identifiers {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final char[] ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz".toCharArray();

  private Identifiers() {}

  /** A branch, unique per transaction. */
  public static String branch() {
    return Via.MAGIC_COOKIE + token(14);
  }

  /** A dialog tag. */
  public static String tag() {
    return token(10);
  }

  /** A Call-ID. */
  public static String callId() {
    return token(22);
  }

  /** A random token. */
  public static String token(int length) {
    char[] token = new char[length];
    for (int i = 0; i < length; i++) {
      token[i] = ALPHABET[RANDOM.nextInt(ALPHABET.length)];
    }
    return new String(token);
  }
}
