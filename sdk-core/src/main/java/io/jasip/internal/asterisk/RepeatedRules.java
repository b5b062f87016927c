package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is said twice: which of both counts is not what everybody expects. */
final class RepeatedRules {

  /** Options with one value, whose second line hides the first, or is hidden by it. */
  private static final Map<String, Set<String>> SINGLE =
      Map.of(
          "http.conf",
          Set.of("enabled", "bindaddr", "bindport", "prefix", "tlsenable", "tlsbindaddr"),
          "rtp.conf",
          Set.of("rtpstart", "rtpend", "icesupport", "stunaddr", "turnaddr"),
          "pjsip.conf",
          Set.of(
              "type",
              "webrtc",
              "context",
              "transport",
              "auth",
              "aors",
              "media_encryption",
              "ice_support",
              "use_avpf",
              "rtcp_mux",
              "max_contacts",
              "remove_existing",
              "username",
              "password",
              "auth_type",
              "bind",
              "protocol"));

  private final ServerFolder server;
  private final Findings findings;

  RepeatedRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.findings = findings;
  }

  void check() {
    general(server.http(), Fault.HTTPS_NOT_STARTED);
    general(server.rtp(), Fault.ICE_FAILED);
    for (ConfigText text : List.of(server.http(), server.rtp(), server.pjsip())) {
      for (Section section : text.sections()) {
        options(text.name(), section);
      }
    }
  }

  /** Only the first section of that name is read. */
  private void general(ConfigText text, Fault fault) {
    Optional<Section> first = text.section("general");
    for (Section section : text.sections()) {
      if (section.name().equalsIgnoreCase("general")
          && !section.isTemplate()
          && !section.equals(first.orElse(section))
          && !section.settings().isEmpty()) {
        findings.in(
            section,
            "general-twice",
            fault,
            FAILED,
            "[general](+)",
            text.name(),
            first.orElse(section).file().getFileName() + ":" + first.orElse(section).line());
      }
    }
  }

  private void options(String file, Section section) {
    Map<String, Setting> seen = new HashMap<>();
    for (Setting line : section.own()) {
      String name = Setting.lower(line.name());
      if (!SINGLE.getOrDefault(file, Set.of()).contains(name)) {
        continue;
      }
      Setting before = seen.put(name, line);
      // Another file may well mean to change what this one says.
      if (before == null || !before.file().equals(line.file()) || same(before, line)) {
        continue;
      }
      boolean firstCounts = file.equals("rtp.conf");
      Setting loser = firstCounts ? line : before;
      Setting winner = firstCounts ? before : line;
      findings.at(
          loser,
          "option-twice",
          faultOf(file),
          WARNING,
          "",
          line.name(),
          winner.shown(),
          String.valueOf(winner.line()));
    }
  }

  private static boolean same(Setting one, Setting other) {
    return one.value().equalsIgnoreCase(other.value())
        || (one.isTrue() && other.isTrue())
        || (one.isFalse() && other.isFalse());
  }

  private static Fault faultOf(String file) {
    return switch (file) {
      case "http.conf" -> Fault.HTTPS_NOT_STARTED;
      case "rtp.conf" -> Fault.ICE_FAILED;
      default -> Fault.ENDPOINT_NOT_LOADED;
    };
  }
}
