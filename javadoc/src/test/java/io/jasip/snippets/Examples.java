package io.jasip.snippets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the Java examples in Javadoc comments and in Markdown pages. */
final class Examples {
  private static final Pattern COMMENT = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern PRE_CODE = Pattern.compile("<pre>\\s*\\{@code\\b");
  private static final Pattern STARS = Pattern.compile("(?m)^[ \\t]*\\*(?!/) ?");
  private static final Pattern JAVA_FENCE =
      Pattern.compile("(?m)^([ \\t]*)```java[ \\t]*\\R((?s).*?)^[ \\t]*```[ \\t]*$");

  private Examples() {}

  /** Every {@code <pre>{@code ...}</pre>} in the Javadoc of the public packages below a folder. */
  static List<Example> inPublicSources(Path folder) {
    List<Example> examples = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !folder.relativize(file).toString().contains("internal"))
          .sorted()
          .forEach(file -> examples.addAll(inJavadoc(file, read(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return examples;
  }

  /** Every {@code ```java} block of a Markdown page. */
  static List<Example> inMarkdown(Path file, String text) {
    List<Example> examples = new ArrayList<>();
    Matcher fence = JAVA_FENCE.matcher(text);
    while (fence.find()) {
      examples.add(new Example(file, lineAt(text, fence.start(2)), fence.group(2)));
    }
    return examples;
  }

  static List<Example> inJavadoc(Path file, String source) {
    List<Example> examples = new ArrayList<>();
    Matcher comment = COMMENT.matcher(source);
    while (comment.find()) {
      Matcher pre = PRE_CODE.matcher(comment.group());
      int from = 0;
      while (pre.find(from)) {
        int end = closingBrace(comment.group(), pre.end());
        if (end < 0) {
          throw new AssertionError(
              file + ":" + lineAt(source, comment.start() + pre.start()) + ": {@code never ends");
        }
        int line = lineAt(source, comment.start() + pre.end());
        String code = comment.group().substring(pre.end(), end);
        examples.add(new Example(file, line, STARS.matcher(code).replaceAll("")));
        from = end;
      }
    }
    return examples;
  }

  /** The index of the brace that closes the one opened before {@code from}, or -1. */
  private static int closingBrace(String text, int from) {
    int open = 1;
    for (int i = from; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '{' -> open++;
        case '}' -> open--;
        default -> {}
      }
      if (open == 0) {
        return i;
      }
    }
    return -1;
  }

  private static int lineAt(String text, int index) {
    return 1 + (int) text.chars().limit(index).filter(c -> c == '\n').count();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
