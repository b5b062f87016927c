package io.jasip.internal.asterisk;

import io.jasip.doctor.LogFinding;
import io.jasip.fault.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through a log of any length, line by line, and counts what it knows. */
public final class LogReader {

  private static final int LONGEST_LINE = 4096;
  private static final int LONGEST_SHOWN = 300;
  private static final int MOST_FINDINGS = 1000;
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  /**
   * What Docker and journalctl put before a line: a service and a bar, or date, host and process.
   */
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:[\\w.-]+\\s*\\|\\s?)?"
              + "(?:(?:[A-Z][a-z]{2} [ \\d]\\d [\\d:]{8}|\\d{4}-\\d\\d-\\d\\dT\\S+)"
              + " (?![A-Z]+ sips?:)[^\\s:]+ [\\w./-]+(?:\\[\\d+])?: ?"
              + "|\\d{4}-\\d\\d-\\d\\dT\\S+\\s)?"
              // What Asterisk itself puts before each line, if it is told so: time, level, source.
              + "(?:\\[[^\\]]{5,40}]\\s?"
              + "(?:[A-Z]+\\[\\d+](?:\\[C-\\w+])?:?\\s"
              + "(?:[\\w./-]+\\.c(?::\\d+)?(?:\\s\\w+)?:\\s?)?)?)?");

  /** How the security log names who has no endpoint. */
  private static final String NOBODY = "<unknown>";

  private record Key(String rule, List<String> values) {}

  private final Map<Key, LogFinding> found = new LinkedHashMap<>();
  private final TracedMessages messages = new TracedMessages();
  private long number;

  private LogReader() {}

  /** Explains a log; see {@link io.jasip.doctor.AsteriskLog#explain}. */
  public static List<LogFinding> read(Reader log) throws IOException {
    LogReader reader = new LogReader();
    BufferedReader buffered = new BufferedReader(log, 1 << 16);
    String line = next(buffered);
    while (line != null) {
      reader.number++;
      reader.take(COLOURS.matcher(line).replaceAll(""));
      line = next(buffered);
    }
    reader
        .messages
        .end()
        .ifPresent(seen -> reader.add(seen.rule(), seen.fault(), false, "", seen.values()));
    List<LogFinding> findings = new ArrayList<>(reader.found.values());
    findings.removeIf(each -> reader.isToldBetter(each));
    return findings;
  }

  /** Whether an event of the security log repeats what another line says with more in it. */
  private boolean isToldBetter(LogFinding event) {
    return switch (event.rule()) {
      case "user-unknown-event" -> isTold("no-endpoint", event.values().get(0));
      case "password-event" ->
          event.values().get(0).equals(NOBODY)
              ? isTold("no-endpoint", "") || isTold("user-unknown-event", "")
              : isTold("not-authenticated", event.values().get(0));
      case "contacts-reached-event" -> isTold("contacts-reached", "");
      default -> false;
    };
  }

  private boolean isTold(String rule, String user) {
    return found.keySet().stream()
        .anyMatch(
            each ->
                each.rule().equals(rule)
                    && (user.isEmpty() || each.values().get(0).contains("sip:" + user + "@")));
  }

  /** A line, cut where it is too long to be one of Asterisk's; null at the end. */
  private static @Nullable String next(BufferedReader log) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = log.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() < LONGEST_LINE) {
        line.append((char) c);
      }
      c = log.read();
    }
    if (line.length() > 0 && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  private void take(String line) {
    String bare = PREFIX.matcher(line).replaceFirst("");
    messages
        .take(bare)
        .ifPresent(seen -> add(seen.rule(), seen.fault(), false, shown(seen), seen.values()));
    for (LogRule rule : LogRule.ALL) {
      Matcher matcher = rule.pattern().matcher(line);
      if (rule.mayMatch(line) && matcher.find()) {
        add(rule.id(), rule.fault(), rule.harmless(), line, values(matcher));
        return;
      }
    }
  }

  private static String shown(TracedMessages.Seen seen) {
    return String.join(" ", seen.values());
  }

  private static List<String> values(Matcher matcher) {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      String group = matcher.group(i);
      if (group != null) {
        values.add(group);
      }
    }
    return values;
  }

  private void add(
      String rule, @Nullable Fault fault, boolean harmless, String line, List<String> values) {
    Key key = new Key(rule, values);
    LogFinding before = found.get(key);
    if (before != null) {
      found.put(
          key,
          new LogFinding(
              rule,
              before.fault(),
              harmless,
              before.firstLine(),
              number,
              before.count() + 1,
              before.line(),
              values));
    } else if (found.size() < MOST_FINDINGS) {
      String clean = line.replaceAll("\\p{Cntrl}+", " ").trim();
      found.put(
          key,
          new LogFinding(
              rule,
              Optional.ofNullable(fault),
              harmless,
              number,
              number,
              1,
              clean.length() > LONGEST_SHOWN ? clean.substring(0, LONGEST_SHOWN) : clean,
              values));
    }
  }
}
