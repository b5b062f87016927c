package io.jasip.sip;

import java.util.ArrayList;
import java.util.List;

/** The basic lexical rules of RFC 3261 section 25.1. */
final class Tokens {

  private Tokens() {}

  static boolean isToken(String text) {
    if (text.isEmpty()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenChar(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTokenChar(char c) {
    return isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0;
  }

  static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** Refuses the characters by which a value could end its header field and begin another. */
  static String requireOneLine(String what, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            what + " holds a line break or NUL at index " + i + "; remove it");
      }
    }
    return value;
  }

  /** Writes a quoted-string (RFC 3261 section 25.1) around the text. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.append('"').toString();
  }

  /** Reads what {@link #quote} wrote; text without quotes is returned as it is. */
  static String unquote(String text) {
    if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() - 1) {
        c = text.charAt(++i);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  /** Splits at a separator that is neither within quotes nor within angle brackets. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    boolean angled = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        part.append(c);
        c = text.charAt(++i);
      } else if (c == '"' && !angled) {
        quoted = !quoted;
      } else if (!quoted && (c == '<' || c == '>')) {
        angled = c == '<';
      } else if (c == separator && !quoted && !angled) {
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      part.append(c);
    }
    parts.add(part.toString());
    return parts;
  }
}
