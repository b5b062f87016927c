package io.jasip.internal.asterisk;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * One line of a configuration.
 *
 * @param name as written
 * @param value without spaces around it
 * @param file where it is
 * @param line counted from 1
 * @param prefix what stands before the name, such as {@code endpoint/} in a wizard
 */
record Setting(String name, String value, Path file, int line, String prefix) {

  private static final Set<String> TRUE = Set.of("yes", "true", "y", "t", "1", "on");
  private static final Set<String> FALSE = Set.of("no", "false", "n", "f", "0", "off");
  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "secret",
          "md5_cred",
          "md5secret",
          "password_digest",
          "turnpassword",
          "oauth_secret",
          "refresh_token");

  Setting(String name, String value, Path file, int line) {
    this(name, value, file, line, "");
  }

  boolean isTrue() {
    return TRUE.contains(lower(value));
  }

  boolean isFalse() {
    return FALSE.contains(lower(value));
  }

  /** The line as it may be shown. */
  String shown() {
    return prefix + name + "=" + (isSecret(name) ? "***" : value);
  }

  /** The line with the name that was meant, as it may be shown. */
  String meant(String rightName) {
    return rightName + "=" + (isSecret(name) || isSecret(rightName) ? "SECRET" : value);
  }

  /** A line that is no setting, as it may be shown. */
  static String shown(String line) {
    String first = line.split("[\\s=:>]", 2)[0];
    return isSecret(first) ? first + " ***" : line;
  }

  /** Also if the name is misspelt, or one of a wizard. */
  private static boolean isSecret(String option) {
    String bare = lower(option).replaceFirst(".*/", "");
    return bare.matches("(.*_)?pass(w.*)?") || OptionNames.nearest(bare, SECRETS).isPresent();
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
