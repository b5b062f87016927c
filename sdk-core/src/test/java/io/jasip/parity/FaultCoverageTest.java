package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table in {@code io/jasip/fault/coverage.md} says of every fault that is known between a
 * client and Asterisk which cause JaSIP names, and which test shows that, or why none does.
 */
class FaultCoverageTest {

  private static final int KNOWN = 141;
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT)#\\w+)`");
  private static final TestSources SOURCES = new TestSources(ParityTable.root());
  private static final Set<String> FAULTS =
      Stream.of(Fault.values()).map(Fault::name).collect(Collectors.toUnmodifiableSet());

  private record Row(String id, String what, String causes, String proof) {

    static Row of(String line) {
      String[] cells = line.split("\\|", -1);
      assertThat(cells).as(line).hasSize(6);
      return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
    }

    boolean isLeftOut() {
      return proof.startsWith("not set up: ") || proof.startsWith("not set up by itself: ");
    }

    List<String> tests() {
      List<String> tests = new ArrayList<>();
      Matcher test = TEST.matcher(proof);
      while (test.find()) {
        tests.add(test.group(1));
      }
      return tests;
    }
  }

  private final List<Row> rows =
      ParityTable.read(
              ParityTable.root().resolve("sdk-core/src/test/resources/io/jasip/fault/coverage.md"))
          .lines()
          .filter(line -> line.matches("\\| [A-Z][0-9]{2} \\|.*"))
          .map(Row::of)
          .toList();

  @Test
  void noFaultIsMissingOrThereTwice() {
    assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().hasSize(KNOWN);
    assertThat(rows).allSatisfy(row -> assertThat(row.what()).isNotEmpty());
  }

  @Test
  void everyCauseIsOne() {
    assertThat(rows)
        .allSatisfy(
            row -> {
              if (!row.causes().equals("healthy") && !row.causes().equals("–")) {
                assertThat(FAULTS).contains(row.causes().split(", ", -1));
              }
            });
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    assertThat(rows.stream().flatMap(row -> SOURCES.lacking(row.id(), row.tests())))
        .as("named in coverage.md, but not there")
        .isEmpty();
  }

  @Test
  void everyFaultHasItsTestOrAReasonWhyNot() {
    assertThat(rows)
        .allSatisfy(
            row -> assertThat(row.isLeftOut() || !row.tests().isEmpty()).as(row.id()).isTrue());
  }

  /** The tests of the doctor are tables too, which name the faults that they set up. */
  @Test
  void theTablesOfTheDoctorNameTheFault() {
    List<String> missing = new ArrayList<>();
    for (Row row : rows) {
      for (String test : row.isLeftOut() ? List.<String>of() : row.tests()) {
        String table = test.replaceFirst("#.*", "");
        if (table.matches("Doctor\\w+IT") && !SOURCES.mention(table, row.id())) {
          missing.add(row.id() + " in " + table);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void whatIsLeftOutIsSaid() {
    long leftOut = rows.stream().filter(Row::isLeftOut).count();
    System.out.println(
        "Faults: %d, of which %d are not set up by themselves: %s"
            .formatted(
                rows.size(),
                leftOut,
                Arrays.toString(rows.stream().filter(Row::isLeftOut).map(Row::id).toArray())));
    assertThat(leftOut).isLessThan(rows.size() / 3);
  }
}
