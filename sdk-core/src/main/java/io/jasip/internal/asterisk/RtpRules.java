package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.util.Optional;
import java.util.Set;

/** {@code rtp.conf}: ports, ICE, and Asterisk's own STUN server. */
final class RtpRules {

  private static final int FEW = 20;
  private static final String ADDRESS = "[0-9.]{7,15}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

  private final ConfigText rtp;
  private final Findings findings;

  RtpRules(ServerFolder server, Findings findings) {
    this.rtp = server.rtp();
    this.findings = findings;
  }

  void check() {
    Optional<Section> general = rtp.section("general");
    if (general.isPresent()) {
      options(general.get());
      ports(general.get());
      ice(general.get());
      general.get().first("stunaddr").ifPresent(this::stun);
    } else if (rtp.exists() && rtp.whole()) {
      findings.of(rtp.file(), "rtp-general-missing", Fault.ICE_FAILED, WARNING, "[general]");
    }
    rtp.section("ice_host_candidates").ifPresent(this::candidates);
  }

  private void options(Section general) {
    for (Setting setting : general.settings()) {
      if (!OptionNames.isKnown("rtp.conf", setting.name())) {
        Optional<String> meant =
            OptionNames.nearest(setting.name(), OptionNames.of("rtp.conf"))
                .filter(name -> name.charAt(0) == Setting.lower(setting.name() + " ").charAt(0));
        meant.ifPresent(
            name ->
                findings.at(
                    setting,
                    "rtp-option-misspelt",
                    name.startsWith("ice") ? Fault.ANSWER_WITHOUT_ICE : Fault.ICE_FAILED,
                    WARNING,
                    setting.meant(name),
                    setting.name(),
                    name));
      }
    }
  }

  private void ports(Section general) {
    Optional<Setting> start = general.first("rtpstart");
    Optional<Setting> end = general.first("rtpend");
    for (Optional<Setting> each : java.util.List.of(start, end)) {
      if (each.isPresent() && Address.port(each.get().value()).isEmpty()) {
        findings.at(
            each.get(),
            "rtp-port-invalid",
            Fault.ICE_FAILED,
            FAILED,
            each.get().name() + "=" + (each.equals(start) ? "10000" : "20000"),
            each.get().value());
        return;
      }
    }
    int from = start.flatMap(each -> Address.port(each.value())).orElse(5000);
    int to = end.flatMap(each -> Address.port(each.value())).orElse(31000);
    Optional<Setting> line = end.or(() -> start);
    if (line.isPresent() && from >= to) {
      findings.at(
          line.get(),
          "rtp-range-reversed",
          Fault.ICE_FAILED,
          FAILED,
          end.isPresent() ? wider(from) : "rtpstart=10000",
          String.valueOf(from),
          String.valueOf(to));
    } else if (line.isPresent() && to - from + 1 < FEW) {
      findings.at(
          line.get(),
          "rtp-range-small",
          Fault.CALL_REFUSED,
          WARNING,
          end.isPresent() ? wider(from) : "rtpstart=10000",
          String.valueOf(to - from + 1));
    }
  }

  /** An end that leaves room; the line of the start stays as it is. */
  private static String wider(int start) {
    return "rtpend=" + Math.min(start + 10_000, 65_535);
  }

  private void ice(Section general) {
    general
        .first("icesupport")
        .filter(each -> !each.isTrue())
        .ifPresent(
            each ->
                findings.at(
                    each, "rtp-without-ice", Fault.ANSWER_WITHOUT_ICE, FAILED, "icesupport=yes"));
    for (Setting setting : general.settings()) {
      if (Set.of("ice_deny", "ice_blacklist").contains(Setting.lower(setting.name()))
          && setting.value().matches("0\\.0\\.0\\.0/(0|0\\.0\\.0\\.0)")
          && !general.has("ice_permit")) {
        findings.at(
            setting,
            "rtp-all-candidates-denied",
            Fault.ANSWER_UNREACHABLE_ADDRESS,
            FAILED,
            "",
            setting.name());
      }
    }
  }

  private void stun(Setting line) {
    String value = line.value();
    if (value.isEmpty()) {
      return;
    }
    boolean reachable =
        Address.parse(value, 3478)
            .filter(
                each ->
                    !each.host()
                        .matches(
                            "0\\.0\\.0\\.0|192\\.0\\.2\\..*|203\\.0\\.113\\..*|198\\.51\\.100\\..*"))
            .isPresent();
    if (!reachable || value.matches("(?i)(stuns?|turns?|https?):.*")) {
      findings.at(
          line,
          "rtp-stunaddr-malformed",
          Fault.CALL_ANSWERED_LATE,
          WARNING,
          "stunaddr=" + bare(value),
          value);
    }
  }

  private static String bare(String value) {
    String host = value.replaceFirst("(?i)^(stuns?|turns?|https?):/*", "").replaceAll("[/?].*", "");
    return Address.parse(host, 3478).isPresent() ? host : "stun.example.com:3478";
  }

  private void candidates(Section section) {
    for (Setting setting : section.settings()) {
      String mapped = setting.value().replaceAll(",.*", "").trim();
      if (!setting.name().matches(ADDRESS) || !mapped.matches(ADDRESS)) {
        findings.at(
            setting,
            "rtp-candidate-malformed",
            Fault.ANSWER_UNREACHABLE_ADDRESS,
            WARNING,
            "192.168.1.10 => 203.0.113.10",
            setting.name(),
            mapped);
      }
    }
  }
}
