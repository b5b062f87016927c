package io.jasip.internal.asterisk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration file with all that it includes. */
final class ConfigText {

  /** A line that Asterisk cannot read, and the rule that says so. */
  record Problem(String rule, Path file, int line, String found, List<String> values) {}

  private final String name;
  private final Path file;
  private final boolean exists;
  private final List<Section> sections;
  private final List<Problem> problems;
  private final boolean whole;
  private final Map<String, List<Section>> byType = new HashMap<>();
  private final Map<String, Section> byId = new HashMap<>();

  /**
   * A file.
   *
   * @param name such as {@code http.conf}
   * @param file where it is
   * @param exists whether it is there
   * @param sections in their order, templates among them
   * @param problems what Asterisk cannot read
   * @param whole whether nothing is unknown, as the output of {@code #exec} would be
   */
  ConfigText(
      String name,
      Path file,
      boolean exists,
      List<Section> sections,
      List<Problem> problems,
      boolean whole) {
    this.name = name;
    this.file = file;
    this.exists = exists;
    this.sections = sections;
    this.problems = problems;
    this.whole = whole;
    for (Section section : sections) {
      if (!section.isTemplate()) {
        byType
            .computeIfAbsent(Setting.lower(section.value("type")), type -> new ArrayList<>())
            .add(section);
        byId.putIfAbsent(Setting.lower(section.value("type")) + " " + section.name(), section);
      }
    }
  }

  String name() {
    return name;
  }

  Path file() {
    return file;
  }

  boolean exists() {
    return exists;
  }

  List<Section> sections() {
    return sections;
  }

  List<Problem> problems() {
    return problems;
  }

  boolean whole() {
    return whole;
  }

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
    return byType.getOrDefault(type, List.of());
  }

  /** The object of a type and name. */
  Optional<Section> object(String type, String id) {
    return Optional.ofNullable(byId.get(type + " " + id));
  }
}
