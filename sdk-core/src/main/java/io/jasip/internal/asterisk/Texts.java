package io.jasip.internal.asterisk;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences of the linter and of the log reader, in the language of the reader. */
public final class Texts {

  private Texts() {}

  /**
   * A sentence.
   *
   * @param key its name in {@code io/jasip/doctor/asterisk.properties}
   * @param locale English, Spanish or Portuguese; English for any other
   * @param values what stands in the place of {@code {0}}, {@code {1}} and so on
   * @return the sentence
   */
  public static String of(String key, Locale locale, List<String> values) {
    String text =
        ResourceBundle.getBundle(
                "io.jasip.doctor.asterisk",
                locale,
                ResourceBundle.Control.getNoFallbackControl(
                    ResourceBundle.Control.FORMAT_PROPERTIES))
            .getString(key);
    for (int i = 0; i < values.size(); i++) {
      text = text.replace("{" + i + "}", values.get(i));
    }
    return text;
  }
}
