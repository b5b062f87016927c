package io.jasip.internal.asterisk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A configuration file with all that it includes.
 *
 * @param name such as {@code http.conf}
 * @param file where it is
 * @param exists whether it is there
 * @param sections in their order, templates among them
 * @param problems what Asterisk cannot read
 * @param whole whether nothing is unknown, as the output of {@code #exec} would be
 */
record ConfigText(
    String name,
    Path file,
    boolean exists,
    List<Section> sections,
    List<Problem> problems,
    boolean whole) {

  /** A line that Asterisk cannot read, and the rule that says so. */
  record Problem(String rule, Path file, int line, String found, List<String> values) {}

  /** The first section of that name, as Asterisk looks it up. */
  Optional<Section> section(String wanted) {
    return sections.stream()
        .filter(section -> !section.isTemplate() && section.name().equalsIgnoreCase(wanted))
        .findFirst();
  }

  /** A setting of {@code [general]}. */
  Optional<Setting> general(String option) {
    return section("general").flatMap(section -> section.last(option));
  }

  boolean generalIsTrue(String option) {
    return general(option).filter(Setting::isTrue).isPresent();
  }

  /** All objects of a type, as pjsip.conf has them. */
  List<Section> ofType(String type) {
    List<Section> found = new ArrayList<>();
    for (Section section : sections) {
      if (!section.isTemplate() && section.value("type").equalsIgnoreCase(type)) {
        found.add(section);
      }
    }
    return found;
  }
}
