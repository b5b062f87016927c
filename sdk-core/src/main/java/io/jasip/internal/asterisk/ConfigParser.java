package io.jasip.internal.asterisk;

import io.jasip.internal.asterisk.ConfigText.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Asterisk's configuration language: sections, templates, includes, comments. What stands
 * where a line of an included file stands keeps the name and line of that file.
 */
final class ConfigParser {

  private static final Pattern DIRECTIVE = Pattern.compile("#\\s*(\\w+)\\s*(.*)");
  private static final Pattern SECTION = Pattern.compile("\\[([^]]*)](?:\\s*\\(([^)]*)\\))?.*");
  private static final int DEEPEST = 16;
  private static final long LARGEST = 32 << 20;
  private static final Path HOME = Path.of("/etc/asterisk");

  private final Path folder;
  private final List<Section> sections = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean whole = true;
  private boolean inBlockComment;
  private @Nullable Section current;

  private ConfigParser(Path folder) {
    this.folder = folder;
  }

  /** Reads a file of a folder; one that is not there has no sections. */
  static ConfigText parse(Path folder, String name) throws IOException {
    ConfigParser parser = new ConfigParser(folder);
    Path file = folder.resolve(name);
    boolean exists = Files.isRegularFile(file);
    if (exists) {
      parser.read(file, 0);
    }
    return new ConfigText(name, file, exists, parser.sections, parser.problems, parser.whole);
  }

  /** Reads lines that are in no file. */
  static ConfigText parse(List<String> lines) throws IOException {
    ConfigParser parser = new ConfigParser(Path.of(""));
    parser.read(Path.of("lines"), lines, 0);
    return new ConfigText(
        "lines", Path.of("lines"), true, parser.sections, parser.problems, parser.whole);
  }

  private void read(Path file, int depth) throws IOException {
    if (Files.size(file) > LARGEST) {
      whole = false;
      return;
    }
    // Comments are in any encoding: what is no UTF-8 must not stop us.
    read(
        file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList(), depth);
  }

  private void read(Path file, List<String> lines, int depth) throws IOException {
    for (int i = 0; i < lines.size(); i++) {
      String line = withoutComment(lines.get(i)).trim();
      if (!line.isEmpty()) {
        take(line, file, i + 1, depth);
      }
    }
  }

  private void take(String line, Path file, int number, int depth) throws IOException {
    Matcher directive = DIRECTIVE.matcher(line);
    if (line.startsWith("[")) {
      beginSection(line, file, number);
    } else if (directive.matches()) {
      obey(directive.group(1), unquoted(directive.group(2)), file, number, depth);
    } else if (line.indexOf('=') < 0) {
      problem("line-without-equals", file, number, line, line);
    } else if (current == null) {
      problem("setting-without-section", file, number, line, line);
    } else {
      int equals = line.indexOf('=');
      String name = line.substring(0, equals).trim();
      String value = line.substring(equals + 1);
      // name => value, and name += value, are the same as name = value for what we want to know.
      value = value.startsWith(">") ? value.substring(1) : value;
      name = name.endsWith("+") ? name.substring(0, name.length() - 1).trim() : name;
      current.add(new Setting(name, value.trim(), file, number));
    }
  }

  private void beginSection(String line, Path file, int number) {
    Matcher matcher = SECTION.matcher(line);
    if (!matcher.matches()) {
      problem("section-not-closed", file, number, line, line);
      return;
    }
    String name = matcher.group(1).trim();
    boolean template = false;
    List<Section> parents = new ArrayList<>();
    for (String option : Section.split(matcher.group(2) == null ? "" : matcher.group(2))) {
      if (option.equals("!")) {
        template = true;
      } else if (option.startsWith("+")) {
        Section earlier = named(name);
        if (earlier == null) {
          problem("template-missing", file, number, line, name);
        } else {
          current = earlier;
          return;
        }
      } else {
        Section parent = named(option);
        if (parent == null) {
          problem("template-missing", file, number, line, option);
        } else {
          parents.add(parent);
        }
      }
    }
    current = new Section(name, template, parents, file, number);
    sections.add(current);
  }

  private @Nullable Section named(String name) {
    for (Section section : sections) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  private void obey(String directive, String argument, Path file, int number, int depth)
      throws IOException {
    boolean include = directive.equals("include");
    if (!include && !directive.equals("tryinclude")) {
      whole = false; // #exec: what it prints is unknown
      return;
    }
    List<Path> files = depth < DEEPEST ? included(argument) : List.of();
    if (files.isEmpty()) {
      if (include) {
        problem("include-missing", file, number, "#include " + argument, argument);
        whole = false;
      }
      return;
    }
    for (Path each : files) {
      read(each, depth + 1);
    }
  }

  private List<Path> included(String argument) throws IOException {
    List<Path> files = new ArrayList<>();
    try {
      Path path = Path.of(argument.replace('*', '\u0001').replace('?', '\u0002'));
      path = folder.resolve(path.startsWith(HOME) ? HOME.relativize(path) : path);
      Path parent = path.getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        return List.of();
      }
      String pattern =
          String.valueOf(path.getFileName()).replace('\u0001', '*').replace('\u0002', '?');
      try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, pattern)) {
        found.forEach(files::add);
      }
    } catch (InvalidPathException e) {
      return List.of();
    }
    files.removeIf(each -> !Files.isRegularFile(each));
    files.sort(null);
    return files;
  }

  /**
   * Without {@code ; comment} and without {@code ;-- comment --;}, which may go over many lines.
   */
  private String withoutComment(String line) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      if (inBlockComment) {
        int end = line.indexOf("--;", at);
        if (end < 0) {
          return text.toString();
        }
        inBlockComment = false;
        at = end + 3;
      } else if (line.startsWith("\\;", at)) {
        text.append(';');
        at += 2;
      } else if (line.startsWith(";--", at) && !line.startsWith(";---", at)) {
        inBlockComment = true;
        at += 3;
      } else if (line.charAt(at) == ';') {
        return text.toString();
      } else {
        text.append(line.charAt(at++));
      }
    }
    return text.toString();
  }

  private static String unquoted(String argument) {
    return argument.trim().replaceAll("^[\"<]|[\">]$", "");
  }

  private void problem(String rule, Path file, int line, String found, String value) {
    // Any other mistake of this kind makes Asterisk give the file up: what it says is not known
    // then.
    whole &= rule.equals("line-without-equals");
    problems.add(new Problem(rule, file, line, found, List.of(value)));
  }
}
