package io.jasip.doctor;

import io.jasip.internal.asterisk.LogReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * Reads the log of an Asterisk (16 to 22), or what {@code pjsip set logger on} prints, and explains
 * the lines that it knows. Timestamps, colours, and what journalctl or Docker put before each line
 * do not matter. Any thread may call it; it blocks while it reads, and keeps only what it found.
 */
public final class AsteriskLog {

  private AsteriskLog() {}

  /**
   * Explains a log.
   *
   * @param log is read to its end, and not closed
   * @return what was found, in the order of the first line of each; empty if no line is known
   * @throws IOException if it cannot be read
   */
  public static List<LogFinding> explain(Reader log) throws IOException {
    return LogReader.read(log);
  }
}
