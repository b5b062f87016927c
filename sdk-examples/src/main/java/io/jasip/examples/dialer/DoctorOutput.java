package io.jasip.examples.dialer;

import io.jasip.doctor.Verdict;
import io.jasip.examples.dialer.doctor.Checklist;
import io.jasip.examples.dialer.doctor.DiagnosisJson;
import io.jasip.examples.dialer.doctor.HtmlReport;
import io.jasip.examples.dialer.doctor.Phrases;
import io.jasip.examples.dialer.doctor.Report;
import io.jasip.examples.dialer.doctor.ServerSideText;
import io.jasip.examples.dialer.doctor.Terminal;
import io.jasip.examples.dialer.doctor.VerdictBox;
import io.jasip.fault.AsteriskVersion;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;

/** How a diagnosis is shown. */
final class DoctorOutput {

  @Option(
      names = "--json",
      description =
          "Print one JSON object on stdout, and nothing else there. README.md names its schema.")
  boolean json;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a page to read, print or send to support. No password is in it.")
  @Nullable Path report;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      description = "en, es or pt. Default: that of the locale, or else en.")
  @Nullable String language;

  @Option(
      names = "--asterisk",
      paramLabel = "VERSION",
      description =
          "Show the lines to change for this version of Asterisk alone, such as 16, 18 or 22."
              + " Default: that which the server says, or else all.")
  @Nullable Integer asterisk;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print SIP messages (passwords masked), log lines and stack traces on stderr.")
  boolean verbose;

  /**
   * Checks the options before anything is sent.
   *
   * @throws IllegalArgumentException if one cannot be used; the message names it
   */
  void check() {
    if (language != null && !language.matches("en|es|pt")) {
      throw new IllegalArgumentException("--lang \"" + language + "\" is none of en, es, pt");
    }
    if (asterisk != null && (asterisk < 11 || asterisk > 99)) {
      throw new IllegalArgumentException(
          "--asterisk " + asterisk + " is no version; write 16, 18 or 22");
    }
    if (report != null) {
      tryOut(report);
    }
  }

  /** A run of half a minute is not to end with a page that cannot be written. */
  private static void tryOut(Path file) {
    try {
      boolean isNew = Files.notExists(file);
      Files.newByteChannel(
              file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)
          .close();
      if (isNew) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  private static IllegalArgumentException unwritable(Path file, IOException e) {
    String why = String.valueOf(e.getMessage());
    if (e instanceof NoSuchFileException) {
      why = "the folder does not exist";
    } else if (e instanceof AccessDeniedException) {
      why = "permission denied";
    }
    return new IllegalArgumentException("--report \"" + file + "\" cannot be written: " + why, e);
  }

  /** The language of the user. */
  Phrases phrases() {
    return Phrases.in(
        language == null
            ? locale(Locale.getDefault(), System.getenv())
            : Locale.forLanguageTag(language));
  }

  /**
   * Where the system lacks the locale that the environment names, as in most containers, Java falls
   * back to English; the language is known all the same.
   */
  static Locale locale(Locale fallback, Map<String, String> environment) {
    if (!List.of("", "en").contains(fallback.getLanguage())) {
      return fallback;
    }
    return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .filter(value -> value.matches("(es|pt)([_.@].*)?"))
        .map(value -> Locale.forLanguageTag(value.substring(0, 2)))
        .orElse(fallback);
  }

  /** The generation that the user named. */
  Optional<AsteriskVersion> version() {
    return Optional.ofNullable(asterisk).map(Report::generation);
  }

  /** What the screen can show. */
  static Terminal terminal() {
    // As picocli chooses for its output.
    String name = System.getProperty("sun.stdout.encoding");
    Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
    boolean live = Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
    return new Terminal(live ? width() : Terminal.NONE.width(), charset, live);
  }

  private static int width() {
    int width = new UsageMessageSpec().autoWidth(true).width();
    // What is narrower picocli takes for 55.
    return width > 55 ? width : Math.min(width, ttyWidth().orElse(width));
  }

  /** As the system's stty says; nothing where there is none. */
  private static OptionalInt ttyWidth() {
    try {
      Process stty = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty")).start();
      try (BufferedReader said = stty.inputReader()) {
        String rowsAndColumns = String.valueOf(said.readLine());
        return OptionalInt.of(
            Integer.parseInt(rowsAndColumns.substring(rowsAndColumns.indexOf(' ') + 1)));
      }
    } catch (IOException | NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  /** Shows the result; {@link Checklist} has shown how it came about. */
  void show(Report report, PrintWriter out, Terminal terminal, int exit) {
    Phrases phrases = phrases();
    if (json) {
      out.println(new DiagnosisJson(phrases).write(report, exit));
    } else {
      new VerdictBox(out, terminal, phrases).print(report);
      new ServerSideText(out, terminal, phrases).print(report);
    }
    if (this.report != null) {
      write(this.report, new HtmlReport(phrases).write(report));
      if (!json) {
        out.println();
        out.println(terminal.plain(phrases.say("report.written", this.report.toString())));
      }
    }
    out.flush();
  }

  private static void write(Path file, String page) {
    try {
      Files.writeString(file, page);
    } catch (IOException e) {
      throw unwritable(file, e);
    }
  }

  /** What the shell sees: 0 healthy, 1 broken, 3 healthy with warnings. */
  static int exit(Verdict verdict) {
    return switch (verdict) {
      case FAILED -> 1;
      case WARNING -> 3;
      default -> 0;
    };
  }
}
