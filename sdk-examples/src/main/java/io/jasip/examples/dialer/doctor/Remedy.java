package io.jasip.examples.dialer.doctor;

import io.jasip.fault.AsteriskVersion;
import io.jasip.fault.FaultText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines to change.
 *
 * @param versions the releases of Asterisk that they are for, such as {@code 18, 20}; empty if for
 *     all
 * @param lines as they stand in the file
 */
record Remedy(String versions, List<String> lines) {

  /** The remedies of a fault, for this account; generations with equal lines share one. */
  static List<Remedy> of(FaultText text, Report report, Phrases phrases) {
    Map<List<String>, List<AsteriskVersion>> byLines = new LinkedHashMap<>();
    for (AsteriskVersion version : report.versions()) {
      List<String> lines =
          text.fixes().getOrDefault(version, List.of()).stream()
              .map(line -> report.personal(place(line, phrases)))
              .toList();
      if (!lines.isEmpty()) {
        byLines.computeIfAbsent(lines, same -> new ArrayList<>()).add(version);
      }
    }
    List<Remedy> remedies = new ArrayList<>();
    byLines.forEach(
        (lines, versions) ->
            remedies.add(
                new Remedy(
                    versions.size() == AsteriskVersion.values().length
                        ? ""
                        : String.join(", ", versions.stream().map(Remedy::releases).toList()),
                    lines)));
    return remedies;
  }

  /** What confirms it: a command of Asterisk, as a shell takes it. */
  static List<String> confirm(FaultText text, Report report) {
    return text.confirm()
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> "asterisk -rx \"" + report.personal(line) + "\"")
        .toList();
  }

  /** Where lines belong. The name of a file is a comment there already. */
  private static String place(String line, Phrases phrases) {
    return switch (line) {
      case "; shell" -> phrases.say("place.shell");
      case "; nginx" -> phrases.say("place.nginx");
      default -> line;
    };
  }

  /** The releases of a generation, as people call them. */
  static String releases(AsteriskVersion version) {
    return switch (version) {
      case V16 -> "16";
      case V18 -> "18, 20";
      case V22 -> "22";
    };
  }
}
