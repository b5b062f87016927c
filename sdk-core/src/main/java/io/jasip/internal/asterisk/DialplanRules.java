package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** {@code extensions.conf}: the contexts that endpoints name, and the number of the echo test. */
final class DialplanRules {

  private final ServerFolder server;
  private final ConfigText dialplan;
  private final Findings findings;

  DialplanRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.dialplan = server.extensions();
    this.findings = findings;
  }

  void contextOf(Section endpoint, boolean webRtc) {
    // A trunk may be kept out on purpose; a phone without a dialplan is a mistake.
    if (!dialplan.exists() || !dialplan.whole() || !(webRtc || endpoint.has("auth"))) {
      return;
    }
    Verdict verdict = webRtc ? FAILED : WARNING;
    Optional<Setting> line = endpoint.last("context").filter(each -> !each.value().isEmpty());
    String context = line.map(Setting::value).orElse("default");
    if (!exists(context)) {
      if (line.isPresent()) {
        findings.at(
            line.get(),
            "endpoint-context-missing",
            Fault.NUMBER_NOT_FOUND,
            verdict,
            replacement(context),
            context);
      } else {
        findings.in(
            endpoint.home(),
            "endpoint-without-context",
            Fault.NUMBER_NOT_FOUND,
            verdict,
            replacement("default"));
      }
    } else if (webRtc) {
      testExtension(context);
    }
    endpoint
        .last("message_context")
        .filter(each -> webRtc && !each.value().isEmpty() && !exists(each.value()))
        .ifPresent(
            each ->
                findings.at(
                    each,
                    "endpoint-message-context-missing",
                    Fault.MESSAGE_CONTEXT_MISSING,
                    WARNING,
                    OptionNames.nearest(each.value(), contexts())
                        .map("message_context="::concat)
                        .orElse(""),
                    each.value()));
  }

  private void testExtension(String context) {
    String number = server.options().testExtension();
    Optional<Section> section = dialplan.section(context);
    if (section.isPresent() && !reaches(context, number, new HashSet<>()) && !hasEcho()) {
      findings.in(
          section.get(),
          "dialplan-without-echo",
          Fault.NUMBER_NOT_FOUND,
          WARNING,
          "exten => " + number + ",1,Answer()\n same => n,Echo()",
          number,
          context);
    }
  }

  /** Whether there is an echo test under a number of its own, as PBX distributions have it. */
  private boolean hasEcho() {
    for (Section section : dialplan.sections()) {
      String number = "";
      for (Setting line : section.settings()) {
        number = line.name().equalsIgnoreCase("exten") ? line.value() : number;
        if (number.startsWith("*")
            && line.value().toLowerCase(Locale.ROOT).matches(".*,\\s*echo(\\(.*|\\s*)")) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> contexts() {
    return dialplan.sections().stream()
        .map(Section::name)
        .filter(name -> !Set.of("general", "globals").contains(name))
        .toList();
  }

  /** A context that is there, or else one to be written. */
  private String replacement(String missing) {
    List<String> contexts = contexts();
    Optional<String> meant = OptionNames.nearest(missing, contexts);
    for (String usual : List.of("from-internal", "internal", "default", "phones")) {
      meant = meant.isPresent() || !contexts.contains(usual) ? meant : Optional.of(usual);
    }
    if (meant.isEmpty()) {
      String number = server.options().testExtension();
      return "; extensions.conf:\n["
          + missing
          + "]\nexten => "
          + number
          + ",1,Answer()\n same => n,Echo()";
    }
    return "context=" + meant.get();
  }

  private boolean exists(String context) {
    return contexts().contains(context)
        || server.mentions("extensions.ael", context)
        || server.mentions("extensions.lua", context);
  }

  /** Whether a number is in a context or in what it includes; what is not known counts as yes. */
  private boolean reaches(String context, String number, Set<String> seen) {
    if (!seen.add(context)) {
      return false;
    }
    boolean known = false;
    for (Section section : dialplan.sections()) {
      if (!section.name().equals(context)) {
        continue;
      }
      known = true;
      for (Setting line : section.settings()) {
        String first = line.value().replaceAll(",.*", "").trim();
        boolean there =
            switch (Setting.lower(line.name())) {
              case "exten" -> matches(first, number);
              case "include" -> reaches(first, number, seen);
              case "switch", "lswitch", "eswitch" -> true; // asked when the call comes
              default -> false;
            };
        if (there) {
          return true;
        }
      }
    }
    return !known && exists(context);
  }

  /** Asterisk's patterns: X is a digit, Z one from 1, N one from 2, then sets, and the rest. */
  static boolean matches(String pattern, String number) {
    String bare = pattern.replaceAll("/.*", "");
    if (!bare.startsWith("_")) {
      return bare.equals(number);
    }
    StringBuilder regex = new StringBuilder();
    boolean inSet = false;
    for (char c : bare.substring(1).toCharArray()) {
      if (inSet) {
        inSet = c != ']';
        regex.append(c == '^' || c == '\\' ? "\\" + c : String.valueOf(c));
        continue;
      }
      switch (c) {
        case '[' -> {
          inSet = true;
          regex.append('[');
        }
        case 'X', 'x' -> regex.append("[0-9]");
        case 'Z', 'z' -> regex.append("[1-9]");
        case 'N', 'n' -> regex.append("[2-9]");
        case '.' -> regex.append(".+");
        case '!' -> regex.append(".*");
        case '-', ' ' -> {}
        default -> regex.append("\\Q").append(c).append("\\E");
      }
    }
    try {
      return !inSet && number.matches(regex.toString());
    } catch (PatternSyntaxException e) {
      return false; // a set such as [z-a]
    }
  }
}
