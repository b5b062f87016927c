package io.jasip.examples.dialer;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.AsteriskLog;
import io.jasip.doctor.LintOptions;
import io.jasip.examples.dialer.doctor.ServerSide;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user can give of the server. */
final class ServerSideOptions {

  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = {
        "Explain this log of Asterisk, or output of 'pjsip set logger on'; - for standard input.",
        "Without a URL and --server, nothing else is done."
      })
  @Nullable String log;

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description = {
        "Look for mistakes in this configuration of Asterisk, such as a copy of /etc/asterisk.",
        "Without a URL and --server, nothing else is done."
      })
  @Nullable Path config;

  boolean isGiven() {
    return log != null || config != null;
  }

  boolean readsStandardInput() {
    return STANDARD_INPUT.equals(log);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it cannot be read; the message names it
   */
  ServerSide read(LintOptions options) {
    return new ServerSide(
        Optional.ofNullable(log).map(this::readLog),
        Optional.ofNullable(config).map(folder -> readConfig(folder, options)));
  }

  private ServerSide.Log readLog(String file) {
    // Whatever is no UTF-8 in a log becomes a question mark.
    try (InputStream in = readsStandardInput() ? System.in : Files.newInputStream(Path.of(file));
        Reader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new ServerSide.Log(file, AsteriskLog.explain(reader));
    } catch (IOException e) {
      throw unreadable("--log", file, e);
    }
  }

  private static ServerSide.Config readConfig(Path folder, LintOptions options) {
    try {
      return new ServerSide.Config(folder.toString(), AsteriskConfig.lint(folder, options));
    } catch (IOException e) {
      throw unreadable("--config", folder.toString(), e);
    }
  }

  private static IllegalArgumentException unreadable(String option, String name, IOException e) {
    String why = String.valueOf(e.getMessage());
    if (e instanceof NoSuchFileException) {
      why = "it does not exist";
    } else if (e instanceof AccessDeniedException) {
      why = "permission denied";
    }
    return new IllegalArgumentException(option + " \"" + name + "\" cannot be read: " + why, e);
  }
}
