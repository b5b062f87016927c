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
      Set.of("password", "secret", "md5_cred", "md5secret", "password_digest", "turnpassword");

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
    return prefix + name + "=" + (SECRETS.contains(lower(name)) ? "***" : value);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
