package io.jasip.internal.asterisk;

/**
 * Takes comments out of lines: {@code ; to the end}, {@code ;-- over many lines, and nested --;}.
 * It follows Asterisk's own reading to the letter, because a comment that ends where nobody expects
 * it is a mistake that hides all that follows.
 */
final class Comments {

  private int depth;
  private int begun;

  /** The line in which the comment begins that is never closed; 0 if there is none. */
  int unclosed() {
    return depth == 0 ? 0 : begun;
  }

  /** What is left of a line. */
  String without(String line, int number) {
    StringBuilder text = new StringBuilder();
    int boundary = 0;
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c != ';') {
        if (depth == 0) {
          text.append(c);
        }
        i++;
      } else if (i > boundary && line.charAt(i - 1) == '\\') {
        if (depth == 0) {
          text.setCharAt(text.length() - 1, ';');
        }
        boundary = ++i;
      } else if (line.startsWith(";--", i) && !line.startsWith(";---", i)) {
        begun = depth == 0 ? number : begun;
        depth++;
        i += 3;
        boundary = i;
      } else if (i >= boundary + 2 && line.startsWith("--;", i - 2)) {
        if (depth-- == 0) {
          // An end without a beginning: Asterisk counts on below zero and skips what follows.
          begun = number;
          return text + line.substring(i);
        }
        boundary = ++i;
      } else if (depth == 0) {
        return text.toString();
      } else {
        boundary = ++i;
      }
    }
    return text.toString();
  }
}
