package io.jasip.internal.asterisk;

import io.jasip.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of Asterisk's log that is known.
 *
 * @param id the name of its sentence
 * @param pattern is looked for anywhere in the line; its groups are the values of the sentence
 * @param literals one of them is in each line that the pattern finds
 * @param fault what it hints at
 * @param harmless whether it needs no attention
 */
record LogRule(
    String id, Pattern pattern, List<String> literals, @Nullable Fault fault, boolean harmless) {

  /** The first that matches counts. */
  static final List<LogRule> ALL =
      Stream.of(ServerLogRules.ALL, CallLogRules.ALL).flatMap(List::stream).toList();

  static LogRule fault(String id, String regex, Fault fault) {
    return of(id, regex, fault, false);
  }

  static LogRule plain(String id, String regex) {
    return of(id, regex, null, false);
  }

  static LogRule harmless(String id, String regex) {
    return of(id, regex, null, true);
  }

  private static LogRule of(String id, String regex, @Nullable Fault fault, boolean harmless) {
    return new LogRule(id, Pattern.compile(regex), literals(regex), fault, harmless);
  }

  /** Whether it is worth while to try the pattern: most lines have nothing of any rule. */
  boolean mayMatch(String line) {
    for (String literal : literals) {
      if (line.contains(literal)) {
        return true;
      }
    }
    return false;
  }

  /** The longest run of plain characters outside of groups, for each alternative of a pattern. */
  static List<String> literals(String regex) {
    List<String> longest = new ArrayList<>();
    String best = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= regex.length(); i++) {
      char c = i < regex.length() ? regex.charAt(i) : '|';
      boolean escaped = c == '\\';
      if (escaped) {
        c = regex.charAt(++i);
      }
      boolean plain = escaped ? !Character.isLetter(c) : "^$.|?*+()[]{}".indexOf(c) < 0;
      if (depth == 0 && plain) {
        run.append(c);
        continue;
      }
      if (!escaped && "?*{".indexOf(c) >= 0 && run.length() > 0) {
        run.setLength(run.length() - 1); // what may be missing
      }
      best = run.length() > best.length() ? run.toString() : best;
      run.setLength(0);
      if (!escaped) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        if (c == '|' && depth == 0) {
          longest.add(best);
          best = "";
        }
      }
    }
    return List.copyOf(longest);
  }
}
