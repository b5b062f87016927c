package io.jasip.examples.dialer.doctor;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines for a terminal. */
final class Lines {

  private Lines() {}

  /**
   * Breaks between words; a word that is longer than a line is broken where the line ends.
   *
   * @param text one paragraph
   * @param width at least 1, in columns
   * @return at least one line
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String rest = word;
      if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      if (!line.isEmpty()) {
        line.append(' ');
      }
      while (rest.length() > width) {
        int cut = Character.isHighSurrogate(rest.charAt(width - 1)) ? width - 1 : width;
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The text, filled up with spaces. */
  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
