package io.jasip.parity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The table in the section "Parity with JsSIP and SIP.js" of CONTRIBUTING.md: {@code | 71 |
 * CANCEL/200 race | what JaSIP does | `CancelTest#whileBobPicksUp` |}.
 */
final class ParityTable {

  private static final String SECTION = "## Parity with JsSIP and SIP.js";

  /** A row, as it is written. */
  record Row(String number, String feature, String answer, String proof) {

    /** Not done yet. */
    boolean isOpen() {
      return proof.equals("open");
    }

    /** Left out on purpose; the answer says why. */
    boolean isLeftOut() {
      return proof.equals("left out");
    }

    /** The tests that prove it, such as {@code CancelTest#whileBobPicksUp}. */
    List<String> tests() {
      return isOpen() || isLeftOut()
          ? List.of()
          : List.of(proof.replace("`", "").split(",\\s*", -1));
    }
  }

  private ParityTable() {}

  /** The rows that are there, in order. */
  static List<Row> rows() {
    String page = read(root().resolve("CONTRIBUTING.md"));
    int start = page.indexOf(SECTION);
    if (start < 0) {
      throw new AssertionError("CONTRIBUTING.md has no section \"" + SECTION + "\"");
    }
    int end = page.indexOf("\n## ", start + 1);
    return page.substring(start, end < 0 ? page.length() : end)
        .lines()
        .filter(line -> line.matches("\\| (D-)?[0-9]+ \\|.*"))
        .map(ParityTable::row)
        .toList();
  }

  private static Row row(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 6) {
      throw new AssertionError("this row does not have four cells: " + line);
    }
    return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells[4].strip());
  }

  /** The folder of the project. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("CONTRIBUTING.md"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new AssertionError(
            "no folder above " + Path.of("").toAbsolutePath() + " has a CONTRIBUTING.md");
      }
    }
    return folder;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
