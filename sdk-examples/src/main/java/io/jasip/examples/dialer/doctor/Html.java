package io.jasip.examples.dialer.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Markup that is safe to put into a page: whatever was filled in has been escaped. Immutable.
 *
 * @param markup HTML
 */
record Html(String markup) {

  static final Html NOTHING = new Html("");

  /**
   * Fills in a template.
   *
   * @param template with {@code %s}; a percent sign is {@code %%}; only literals of ours
   * @param values markup as it is, anything else escaped, which makes it safe as text and within
   *     quotation marks
   */
  static Html of(String template, Object... values) {
    Object[] safe =
        Arrays.stream(values)
            .map(value -> value instanceof Html html ? html.markup : escape(String.valueOf(value)))
            .toArray();
    return new Html(String.format(Locale.ROOT, template, safe));
  }

  static Html join(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining("\n")));
  }

  boolean isEmpty() {
    return markup.isEmpty();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            sign -> {
              switch (sign) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(allowed(sign) ? Character.toString(sign) : "\uFFFD");
              }
            });
    return escaped.toString();
  }

  /** Neither controls nor what turns the direction of writing, with which text can lie. */
  private static boolean allowed(int sign) {
    return sign == '\n'
        || sign == '\t'
        || !(Character.isISOControl(sign)
            || Character.getType(sign) == Character.FORMAT
            || Character.getType(sign) == Character.SURROGATE);
  }
}
