package io.jasip.internal.asterisk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A section of a configuration, with what its templates gave it. */
final class Section {

  private final String name;
  private final boolean template;
  private final List<Section> parents;
  private final Path file;
  private final int line;
  private final String header;
  private final String prefix;
  private final int inherited;
  private final List<Setting> settings = new ArrayList<>();

  Section(
      String name, boolean template, List<Section> parents, Path file, int line, String header) {
    this(name, template, parents, file, line, header, "");
  }

  /** What a wizard stands for: its settings are written with a prefix, as {@code endpoint/}. */
  Section(String name, Section wizard, String prefix) {
    this(name, false, List.of(), wizard.file, wizard.line, wizard.header, prefix);
  }

  private Section(
      String name,
      boolean template,
      List<Section> parents,
      Path file,
      int line,
      String header,
      String prefix) {
    this.prefix = prefix;
    this.name = name;
    this.header = header;
    this.template = template;
    this.parents = List.copyOf(parents);
    this.file = file;
    this.line = line;
    // Asterisk copies what the templates hold at this moment.
    parents.forEach(parent -> settings.addAll(parent.settings));
    inherited = settings.size();
  }

  String name() {
    return name;
  }

  boolean isTemplate() {
    return template;
  }

  Path file() {
    return file;
  }

  int line() {
    return line;
  }

  /** Its first line as it is written, without comments, such as {@code [250](webrtc)}. */
  String header() {
    return header;
  }

  String prefix() {
    return prefix;
  }

  List<Setting> settings() {
    return settings;
  }

  /** Without what the templates gave it. */
  List<Setting> own() {
    return settings.subList(inherited, settings.size());
  }

  void add(Setting setting) {
    settings.add(setting);
  }

  /** The one that counts in rtp.conf and modules.conf when an option is given twice. */
  Optional<Setting> first(String option) {
    return settings.stream().filter(each -> each.name().equalsIgnoreCase(option)).findFirst();
  }

  /** The one that counts elsewhere when an option is given twice. */
  Optional<Setting> last(String option) {
    Optional<Setting> found = Optional.empty();
    for (Setting setting : settings) {
      if (setting.name().equalsIgnoreCase(option)) {
        found = Optional.of(setting);
      }
    }
    return found;
  }

  String value(String option) {
    return last(option).map(Setting::value).orElse("");
  }

  boolean has(String option) {
    return last(option).isPresent();
  }

  boolean isTrue(String option) {
    return last(option).filter(Setting::isTrue).isPresent();
  }

  /** The values of a list such as {@code aors=250,251}. */
  List<String> values(String option) {
    return last(option).map(setting -> split(setting.value())).orElse(List.of());
  }

  static List<String> split(String list) {
    List<String> parts = new ArrayList<>();
    for (String part : list.split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(part.trim());
      }
    }
    return parts;
  }

  /** Where a line that is missing belongs: to the template of that type, if there is one. */
  Section home() {
    for (Section parent : parents) {
      if (parent.value("type").equalsIgnoreCase(value("type"))) {
        return parent.home();
      }
    }
    return this;
  }
}
