package io.jasip.internal.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One challenge of WWW-Authenticate or Proxy-Authenticate, of whatever scheme (RFC 7235 section
 * 4.1).
 *
 * @param scheme such as {@code Digest}
 * @param parameters by name in lower case, without quotes
 */
record AuthenticateHeader(String scheme, Map<String, String> parameters) {

  boolean is(String name) {
    return scheme.equalsIgnoreCase(name);
  }

  /** Reads a header field, which may hold several challenges joined by commas. */
  static List<AuthenticateHeader> parse(String value) {
    List<AuthenticateHeader> challenges = new ArrayList<>();
    Scanner scanner = new Scanner(value);
    Map<String, String> parameters = new LinkedHashMap<>();
    while (scanner.hasMore()) {
      String word = scanner.word();
      if (word.isEmpty()) {
        scanner.skipOne();
      } else if (scanner.takeEquals()) {
        parameters.put(word.toLowerCase(Locale.ROOT), scanner.value());
      } else {
        parameters = new LinkedHashMap<>();
        challenges.add(new AuthenticateHeader(word, parameters));
      }
    }
    return challenges;
  }

  /** The parameters of a header field without a scheme, such as Authentication-Info. */
  static Map<String, String> parameters(String value) {
    return parse("Info " + value).get(0).parameters();
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
