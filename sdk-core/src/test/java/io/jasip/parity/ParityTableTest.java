package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.parity.ParityTable.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table names every feature and every defect, and for each a test that there is. */
class ParityTableTest {

  /** Rows of the media are proven in {@code sdk-media}. */
  private static final List<Integer> WITHOUT_MEDIA =
      IntStream.concat(IntStream.rangeClosed(1, 126), IntStream.rangeClosed(144, 150))
          .boxed()
          .toList();

  private static final TestSources SOURCES = new TestSources(ParityTable.root());

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
    assertThat(rows.stream().flatMap(row -> SOURCES.lacking(row.number(), row.tests())))
        .as("named in CONTRIBUTING.md, but not there")
        .isEmpty();
  }

  @Test
  void whatIsOpenIsSaid() {
    List<Row> open = rows.stream().filter(Row::isOpen).toList();
    for (Row row : open) {
      List<String> tests = SOURCES.carrying(row.number());
      System.out.println(
          "Parity, open: "
              + row.number()
              + " "
              + row.feature()
              + (tests.isEmpty() ? "" : "; tests that carry its number: " + tests));
    }
    assertThat(rows).hasSizeGreaterThan(open.size());
  }
}
