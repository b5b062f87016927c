package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Verdict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Map;

/**
 * What the screen can show.
 *
 * @param width in columns
 * @param charset of the output; what it lacks is replaced by plainer signs
 * @param colour whether it knows colours, and lines may be written over
 */
public record Terminal(int width, Charset charset, boolean colour) {

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(80, StandardCharsets.UTF_8, false);

  private static final int WIDEST = 100;
  private static final int NARROWEST = 40;

  /** What to write where the charset lacks a sign. */
  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("✓", "+"),
          Map.entry("✗", "x"),
          Map.entry("…", "..."),
          Map.entry("·", "-"),
          Map.entry("→", "->"),
          Map.entry("«", "\""),
          Map.entry("»", "\""),
          Map.entry("“", "\""),
          Map.entry("”", "\""),
          Map.entry("’", "'"),
          Map.entry("–", "-"),
          Map.entry("—", "-"),
          Map.entry("─", "-"),
          Map.entry("│", "|"),
          Map.entry("┌", "+"),
          Map.entry("┐", "+"),
          Map.entry("└", "+"),
          Map.entry("┘", "+"));

  /** Keeps lines readable. */
  public Terminal {
    width = Math.max(NARROWEST, Math.min(WIDEST, width));
  }

  /**
   * The text in signs that the charset has.
   *
   * @param text any
   * @return the same, or nearly so; control characters are replaced, because what comes from the
   *     network must not move the cursor
   */
  public String plain(String text) {
    String printable = text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    if (charset.newEncoder().canEncode(printable)) {
      return printable;
    }
    StringBuilder plain = new StringBuilder();
    printable
        .codePoints()
        .mapToObj(Character::toString)
        .forEach(sign -> plain.append(encodable(sign)));
    return plain.toString();
  }

  /**
   * The text in one line.
   *
   * @param text any
   * @param columns how many there are
   * @return in signs that the charset has; cut with an ellipsis if it is longer
   */
  public String cut(String text, int columns) {
    String plain = plain(text);
    if (plain.length() <= columns) {
      return plain;
    }
    String ellipsis = plain("…");
    int end = Math.max(0, columns - ellipsis.length());
    if (end > 0 && Character.isHighSurrogate(plain.charAt(end - 1))) {
      end--;
    }
    return plain.substring(0, end) + ellipsis;
  }

  private String encodable(String sign) {
    if (charset.newEncoder().canEncode(sign)) {
      return sign;
    }
    String letter = Normalizer.normalize(sign, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    String plain = PLAIN.getOrDefault(sign, letter);
    return charset.newEncoder().canEncode(plain) ? plain : "?";
  }

  /**
   * The sign of a verdict.
   *
   * @param verdict of a step or of all
   * @return one column, with its colour
   */
  public String sign(Verdict verdict) {
    return colour(verdict, plain(bare(verdict)));
  }

  private static String bare(Verdict verdict) {
    return switch (verdict) {
      case OK -> "✓";
      case WARNING -> "!";
      case FAILED -> "✗";
      case SKIPPED -> "·";
    };
  }

  /**
   * A text in the colour of a verdict.
   *
   * @param verdict green, yellow, red or grey
   * @param text what the charset has
   * @return the same where there are no colours
   */
  public String colour(Verdict verdict, String text) {
    return switch (verdict) {
      case OK -> sgr("32", text);
      case WARNING -> sgr("33", text);
      case FAILED -> sgr("31", text);
      case SKIPPED -> faint(text);
    };
  }

  /**
   * A text in bold.
   *
   * @param text what the charset has
   * @return the same where there are no colours
   */
  public String bold(String text) {
    return sgr("1", text);
  }

  /**
   * A text that is less important.
   *
   * @param text what the charset has
   * @return the same where there are no colours
   */
  public String faint(String text) {
    return sgr("2", text);
  }

  private String sgr(String code, String text) {
    return colour ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
