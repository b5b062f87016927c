package io.jasip.examples.dialer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What a person, or a program, sees of a run of the dialer within this process.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Screen(int code, String out, String err) {

  static Screen of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Dialer.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = line.execute(arguments);
    return new Screen(code, out.toString(), err.toString());
  }

  /** The events of {@code --json}. */
  List<Map<String, Object>> events() {
    return out.lines().map(Screen::parse).toList();
  }

  List<Object> eventNames() {
    return events().stream().map(event -> event.get("event")).toList();
  }

  Map<String, Object> event(String name) {
    return events().stream()
        .filter(event -> name.equals(event.get("event")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no event " + name + " in " + out + err));
  }

  private static Map<String, Object> parse(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (IOException e) {
      throw new UncheckedIOException("not JSON: " + line, e);
    }
  }
}
