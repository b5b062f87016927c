package io.jasip.internal.asterisk;

import io.jasip.internal.asterisk.ConfigText.Problem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Asterisk's configuration language as Asterisk does: sections, templates, includes,
 * comments. What stands where a line of an included file stands keeps the name and line of that
 * file.
 */
final class ConfigParser {

  private static final Pattern DIRECTIVE = Pattern.compile("#([^\\s]*)(?:\\s+(.*))?");
  private static final int DEEPEST = 10;
  private static final int LONGEST_LINE = 8190;
  private static final int MOST_LINES = 2_000_000;
  private static final int MOST_FILES = 5000;
  private static final int MOST_OF_A_RULE = 20;

  /** In all values together that lines with += make: each holds the one before. */
  private static final long MOST_APPENDED = 10_000_000;

  /** What Asterisk only warns of, and then goes on. */
  private static final Set<String> HARMLESS =
      Set.of("line-without-equals", "line-too-long", "directive-unknown");

  private final IncludedFiles includes;
  private final List<Section> sections = new ArrayList<>();
  private final Map<String, List<Section>> byName = new HashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Path> open = new ArrayList<>();
  private boolean whole = true;
  private int lines;
  private int files;
  private long appended;
  private @Nullable Section latest;

  private ConfigParser(Path folder) {
    this.includes = new IncludedFiles(folder);
  }

  /** Reads a file of a folder; one that is not there has no sections. */
  static ConfigText parse(Path folder, String name) {
    ConfigParser parser = new ConfigParser(folder);
    Path file = folder.resolve(name);
    boolean exists = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (exists) {
      parser.read(file);
    }
    return new ConfigText(name, file, exists, parser.sections, parser.problems, parser.whole);
  }

  /** Reads lines that are in no file. */
  static ConfigText parse(List<String> lines) {
    ConfigParser parser = new ConfigParser(Path.of(""));
    parser.read(Path.of("lines"), lines);
    return new ConfigText(
        "lines", Path.of("lines"), true, parser.sections, parser.problems, parser.whole);
  }

  private void read(Path file) {
    open.add(file.toAbsolutePath().normalize());
    try {
      if (++files > MOST_FILES) {
        throw new ConfigLines.Unreadable("file-too-large");
      }
      read(file, ConfigLines.of(file));
    } catch (ConfigLines.Unreadable e) {
      problem(e.rule, file, 0, "", String.valueOf(file.getFileName()));
    }
    open.remove(open.size() - 1);
  }

  private void read(Path file, List<String> text) {
    // A line of an included file goes on with the section before the #include; a line behind the
    // #include goes on with the section of its own file, whatever the included file began.
    Section section = latest;
    Comments comments = new Comments();
    for (int i = 0; i < text.size(); i++) {
      if (++lines > MOST_LINES) {
        problem("file-too-large", file, i + 1, "", String.valueOf(file.getFileName()));
        return;
      }
      if (text.get(i).length() > LONGEST_LINE) {
        String start = Setting.shown(text.get(i).substring(0, 32));
        problem("line-too-long", file, i + 1, start + "...", "");
        continue;
      }
      String line = comments.without(text.get(i), i + 1).trim();
      if (line.startsWith("[")) {
        section = beginSection(line, file, i + 1);
      } else if (line.startsWith("#")) {
        obey(line, file, i + 1);
      } else if (!line.isEmpty()) {
        take(line, section, file, i + 1);
      }
    }
    if (comments.unclosed() > 0) {
      problem("comment-not-closed", file, comments.unclosed(), ";--", "");
    }
  }

  private void take(String line, @Nullable Section section, Path file, int number) {
    int equals = line.indexOf('=');
    if (section == null) {
      String shown = Setting.shown(line);
      problem("setting-without-section", file, number, shown, shown);
    } else if (equals < 0) {
      String shown = Setting.shown(line);
      problem("line-without-equals", file, number, shown, shown);
    } else {
      String name = line.substring(0, equals).trim();
      String value = line.substring(equals + 1);
      value = (value.startsWith(">") ? value.substring(1) : value).trim();
      if (name.endsWith("+")) {
        name = name.substring(0, name.length() - 1).trim();
        value = section.last(name).map(Setting::value).orElse("") + value;
        appended += value.length();
        if (appended > MOST_APPENDED) {
          problem("file-too-large", file, number, line, String.valueOf(file.getFileName()));
          return;
        }
      }
      section.add(new Setting(name, value, file, number));
    }
  }

  private @Nullable Section beginSection(String line, Path file, int number) {
    int end = line.indexOf(']');
    int close = line.startsWith("](", Math.max(end, 0)) ? line.indexOf(')', end) : line.length();
    if (end < 0 || close < 0) {
      problem("section-not-closed", file, number, line, end < 0 ? "]" : ")");
      return latest;
    }
    String name = line.substring(1, end);
    String options = line.startsWith("](", end) ? line.substring(end + 2, close) : "";
    if (line.substring(end + 1).matches("\\s+\\(.*\\).*")) {
      problem("section-options-apart", file, number, line, line.replaceFirst("]\\s+\\(", "]("));
    }
    boolean template = false;
    List<Section> parents = new ArrayList<>();
    for (String option : options.split(",", -1)) {
      if (option.equals("!")) {
        template = true;
      } else if (option.startsWith("+")) {
        Section earlier = named(name, option.substring(1));
        if (earlier == null) {
          problem("template-missing", file, number, line, name);
          break;
        }
        latest = earlier;
        return earlier;
      } else if (!option.isEmpty()) {
        Section parent = named(option, "TEMPLATES=include");
        if (parent == null) {
          problem("template-missing", file, number, line, option);
        } else {
          parents.add(parent);
        }
      }
    }
    Section section = new Section(name, template, parents, file, number, line);
    sections.add(section);
    byName.computeIfAbsent(Setting.lower(name), key -> new ArrayList<>()).add(section);
    latest = section;
    return section;
  }

  /** The first of that name that fits {@code name=regex&name=regex}; templates only if asked. */
  private @Nullable Section named(String name, String filter) {
    for (Section section : byName.getOrDefault(Setting.lower(name), List.of())) {
      boolean fits = true;
      boolean templates = false;
      for (String condition : filter.split("&", -1)) {
        String[] pair = condition.split("=", 2);
        if (pair.length < 2) {
          continue;
        }
        if (pair[0].trim().equalsIgnoreCase("TEMPLATES")) {
          templates = true;
          fits &= !pair[1].trim().equalsIgnoreCase("restrict") || section.isTemplate();
        } else {
          fits &= section.value(pair[0].trim()).contains(pair[1].trim());
        }
      }
      if (fits && (templates || !section.isTemplate())) {
        return section;
      }
    }
    return null;
  }

  private void obey(String line, Path file, int number) {
    Matcher matcher = DIRECTIVE.matcher(line);
    String directive = matcher.matches() ? Setting.lower(matcher.group(1)) : "";
    String argument =
        matcher.matches() && matcher.group(2) != null ? unquoted(matcher.group(2).trim()) : "";
    List<String> known = List.of("include", "tryinclude", "exec");
    if (!known.contains(directive) || argument.isEmpty()) {
      notObeyed(line, directive, argument, file, number);
    } else if (directive.equals("exec")) {
      whole = false; // what it prints is unknown
    } else {
      include(directive.equals("include"), argument, file, number);
    }
  }

  /** Asterisk ignores it. What was not meant as a directive does no harm. */
  private void notObeyed(String line, String directive, String argument, Path file, int number) {
    List<String> known = List.of("include", "tryinclude", "exec");
    Optional<String> meant =
        directive.isEmpty()
            ? known.stream().filter(each -> argument.matches(each + "\\s.*")).findFirst()
            : OptionNames.nearest(directive, known);
    meant.ifPresent(
        name ->
            problem(
                "directive-unknown",
                file,
                number,
                line,
                "#" + name + " " + argument.replaceFirst("^" + name + "\\s+", "")));
  }

  private void include(boolean mandatory, String argument, Path file, int number) {
    String found = (mandatory ? "#include " : "#tryinclude ") + argument;
    List<Path> files = includes.of(argument);
    if (files.isEmpty()) {
      if (includes.isElsewhere(argument)) {
        if (mandatory) {
          problem("include-not-here", file, number, found, argument);
        }
        whole = false;
      } else if (mandatory) {
        problem("include-missing", file, number, found, argument);
      }
    }
    for (Path each : files) {
      if (open.contains(each.toAbsolutePath().normalize()) || open.size() > DEEPEST) {
        problem("include-cycle", file, number, found, argument);
        return;
      }
      read(each);
    }
  }

  private static String unquoted(String argument) {
    return argument.replaceAll("^\"(.*)\"$|^<(.*)>$", "$1$2");
  }

  private void problem(String rule, Path file, int line, String found, String value) {
    // A mistake of any other kind makes Asterisk give the file up: what it says is not known then.
    whole &= HARMLESS.contains(rule);
    if (counts.merge(rule, 1, Integer::sum) <= MOST_OF_A_RULE) {
      problems.add(new Problem(rule, file, line, found, List.of(value)));
    }
  }
}
