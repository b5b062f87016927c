package io.jasip.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the tests of all modules. */
final class TestSources {

  private static final Pattern NAMED_TEST =
      Pattern.compile(
          "@DisplayName\\(\\s*\"([^\"]*)(?:(?!\\n\\n).)*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

  private final Map<String, String> byClass = new TreeMap<>();

  TestSources(Path root) {
    try (Stream<Path> modules = Files.list(root)) {
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          add(tests);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Path tests) throws IOException {
    try (Stream<Path> files = Files.walk(tests)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
          byClass.merge(
              name.substring(0, name.length() - 5),
              ParityTable.read(file),
              (one, other) -> one + "\n\n" + other);
        }
      }
    }
  }

  /** Whether there is a test of that name, such as {@code CancelTest#whileBobPicksUp}. */
  boolean contain(String test) {
    String[] names = test.split("#", -1);
    String source = names.length == 2 ? byClass.get(names[0]) : null;
    // Annotations stand above their method without an empty line between.
    return source != null
        && Pattern.compile(
                "@(Test|ParameterizedTest|TestFactory|ArchTest)\\b(?:(?!\\n\\n).)*?\\b"
                    + Pattern.quote(names[1])
                    + "( =|\\()",
                Pattern.DOTALL)
            .matcher(source)
            .find();
  }

  /** Those of the tests that a row of a table names which are not there, with the row's name. */
  Stream<String> lacking(String row, List<String> tests) {
    return tests.stream().filter(test -> !contain(test)).map(test -> row + " " + test);
  }

  /** Whether a test class has a word in it. */
  boolean mention(String testClass, String word) {
    String source = byClass.get(testClass);
    return source != null && Pattern.compile("\\b" + word + "\\b").matcher(source).find();
  }

  /** The tests whose display name carries the number of a row: {@code #71} or {@code D-1}. */
  List<String> carrying(String row) {
    Pattern number = Pattern.compile((row.startsWith("D-") ? "\\b" : "#") + row + "\\b");
    List<String> tests = new ArrayList<>();
    byClass.forEach(
        (name, source) -> {
          Matcher test = NAMED_TEST.matcher(source);
          while (test.find()) {
            if (number.matcher(test.group(1)).find()) {
              tests.add(name + "#" + test.group(2));
            }
          }
        });
    return tests;
  }
}
