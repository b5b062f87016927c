package io.jasip.doctor;

import io.jasip.internal.asterisk.ConfigLinter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads the configuration of an Asterisk (16 to 22) and finds the mistakes that keep WebRTC clients
 * from connecting, registering or hearing anything. Nothing is changed and nothing is sent. Any
 * thread may call it; it blocks while it reads.
 */
public final class AsteriskConfig {

  private AsteriskConfig() {}

  /**
   * Examines a configuration of which no client is known.
   *
   * @param folder {@code /etc/asterisk}, or a copy of it
   * @return what is wrong, in the order of files and lines; empty if nothing is
   * @throws IOException if the folder cannot be read, or holds no configuration of Asterisk
   */
  public static List<ConfigFinding> lint(Path folder) throws IOException {
    return lint(folder, LintOptions.DEFAULT);
  }

  /**
   * Examines a configuration.
   *
   * @param folder {@code /etc/asterisk}, or a copy of it
   * @param options what is known of the client
   * @return what is wrong, in the order of files and lines; empty if nothing is
   * @throws IOException if the folder cannot be read, or holds no configuration of Asterisk
   */
  public static List<ConfigFinding> lint(Path folder, LintOptions options) throws IOException {
    return ConfigLinter.lint(folder, options);
  }
}
