package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.parity.ParityTable.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table names every feature and every defect, and for each a test that there is. */
class ParityTableTest {

  /** Rows of the media are proven in {@code sdk-media}. */
  private static final List<Integer> WITHOUT_MEDIA =
      IntStream.concat(IntStream.rangeClosed(1, 126), IntStream.rangeClosed(144, 150))
          .boxed()
          .toList();

  private final List<Row> rows = ParityTable.rows();

  @Test
  void noFeatureAndNoDefectIsMissing() {
    List<String> wanted = new ArrayList<>();
    WITHOUT_MEDIA.forEach(number -> wanted.add(Integer.toString(number)));
    IntStream.rangeClosed(1, 28).forEach(number -> wanted.add("D-" + number));
    assertThat(rows).extracting(Row::number).containsExactlyElementsOf(wanted);
  }

  @Test
  void everyRowHasAnAnswer() {
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.feature()).isNotEmpty();
              assertThat(row.answer()).isNotEmpty();
            });
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      for (String test : row.tests()) {
        if (!exists(test)) {
          missing.add(row.number() + " " + test);
        }
      }
    }
    assertThat(missing).as("named in CONTRIBUTING.md, but not there").isEmpty();
  }

  @Test
  void whatIsOpenIsSaid() {
    List<Row> open = rows.stream().filter(Row::isOpen).toList();
    open.forEach(row -> System.out.println("Parity, open: " + row.number() + " " + row.feature()));
    assertThat(rows).hasSizeGreaterThan(open.size());
  }

  /** Whether a test class of any module has that method, and it is a test. */
  private static boolean exists(String test) {
    String[] names = test.split("#", -1);
    if (names.length != 2) {
      return false;
    }
    // Annotations stand above their method without an empty line between.
    Pattern method =
        Pattern.compile(
            "@(Test|ParameterizedTest|TestFactory|ArchTest)\\b(?:(?!\\n\\n).)*?\\b"
                + Pattern.quote(names[1])
                + "( =|\\()",
            Pattern.DOTALL);
    return sources(names[0]).anyMatch(file -> method.matcher(ParityTable.read(file)).find());
  }

  private static Stream<Path> sources(String simpleName) {
    try (Stream<Path> modules = Files.list(ParityTable.root())) {
      List<Path> found = new ArrayList<>();
      for (Path tests : modules.map(module -> module.resolve("src/test/java")).toList()) {
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.filter(file -> file.endsWith(simpleName + ".java")).forEach(found::add);
          }
        }
      }
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
