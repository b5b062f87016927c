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

  /** The remedies of a fault; generations with equal lines share one. */
  static List<Remedy> of(FaultText text, List<AsteriskVersion> wanted) {
    Map<List<String>, List<AsteriskVersion>> byLines = new LinkedHashMap<>();
    for (AsteriskVersion version : wanted) {
      List<String> lines = text.fixes().get(version);
      if (lines != null) {
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

  /** The releases of a generation, as people call them. */
  static String releases(AsteriskVersion version) {
    return switch (version) {
      case V16 -> "16";
      case V18 -> "18, 20";
      case V22 -> "22";
    };
  }
}
