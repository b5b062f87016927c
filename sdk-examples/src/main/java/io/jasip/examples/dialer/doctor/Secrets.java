package io.jasip.examples.dialer.doctor;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks what must not be shown. The library masks secrets itself; this is the second wall, because
 * a report is sent to other people. Immutable; thread-safe.
 */
public final class Secrets {

  private static final String MASK = "***";

  /** A shorter password is not searched for: it would be found in every second word. */
  private static final int SHORTEST = 4;

  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("(?i)((?:proxy-)?authorization:\\s*)[^\\r\\n]+"),
          Pattern.compile("(?i)(\\b(?:response|rspauth|cnonce)=\"?)[^\",\\s]+"),
          Pattern.compile("(?i)(ice-pwd:\\s*)\\S+"),
          Pattern.compile("(?i)(a=crypto:)[^\\r\\n]+"),
          Pattern.compile("(?i)(\\b(?:password|passwd|secret|token|credential)\\s*[=:]\\s*)\\S+"),
          // What follows the question mark of a URL is often a token.
          Pattern.compile("(?i)((?:wss?|https?)://[^\\s?]*\\?)\\S+"),
          Pattern.compile("(?i)((?:wss?|https?)://)[^/\\s@]+(?=@)"));

  private final List<String> known;

  private Secrets(List<String> known) {
    this.known = known;
  }

  /**
   * Masks these, besides what looks like a secret.
   *
   * @param passwords that are in use
   * @param names that are no secrets, even where they are a password too
   * @return never null
   */
  public static Secrets of(Collection<String> passwords, Collection<String> names) {
    return new Secrets(
        passwords.stream()
            .filter(each -> each.length() >= SHORTEST && !names.contains(each))
            .toList());
  }

  /**
   * Masks.
   *
   * @param text anything
   * @return the same without secrets
   */
  public String mask(String text) {
    String masked = text;
    for (Pattern pattern : PATTERNS) {
      masked = pattern.matcher(masked).replaceAll("$1" + Matcher.quoteReplacement(MASK));
    }
    for (String secret : known) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }
}
