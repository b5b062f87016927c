package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Optional;

/** {@code pjsip_wizard.conf}: what is said of a wizard itself, and not of what it makes. */
final class WizardRules {

  private static final List<String> OPTIONS =
      List.of(
          "type",
          "transport",
          "remote_hosts",
          "outbound_proxy",
          "sends_auth",
          "accepts_auth",
          "sends_registrations",
          "sends_line_with_registrations",
          "accepts_registrations",
          "has_phoneprov",
          "server_uri_pattern",
          "client_uri_pattern",
          "contact_pattern",
          "has_hint",
          "hint_context",
          "hint_exten",
          "hint_application");

  private static final List<String> PREFIXES =
      List.of(
          "endpoint/",
          "aor/",
          "inbound_auth/",
          "outbound_auth/",
          "identify/",
          "registration/",
          "phoneprov/");

  private final ServerFolder server;
  private final Findings findings;

  WizardRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.findings = findings;
  }

  void check() {
    for (Section section : server.wizard().sections()) {
      if (!section.isTemplate() && !section.settings().isEmpty() && !section.has("type")) {
        findings.in(
            section,
            "pjsip-type-missing",
            Fault.ENDPOINT_NOT_LOADED,
            FAILED,
            "type=wizard",
            section.name());
      }
    }
    for (Section wizard : Wizards.of(server.wizard())) {
      wizard.settings().forEach(this::option);
      if (!wizard.isTrue("accepts_registrations")
          && !wizard.has("remote_hosts")
          && !wizard.isTrue("sends_line_with_registrations")
          && server.wizard().whole()) {
        findings.in(
            wizard,
            "wizard-without-registrations",
            Fault.ENDPOINT_NOT_LOADED,
            FAILED,
            "accepts_registrations=yes",
            wizard.name());
      }
    }
    if (!Wizards.of(server.wizard()).isEmpty()) {
      ModuleRules.noload(server, "res_pjsip_config_wizard")
          .ifPresent(
              line ->
                  findings.at(
                      line,
                      "module-not-loaded",
                      Fault.USER_UNKNOWN,
                      FAILED,
                      "load => res_pjsip_config_wizard.so",
                      "res_pjsip_config_wizard.so"));
    }
  }

  private void option(Setting setting) {
    String name = Setting.lower(setting.name());
    if (OPTIONS.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
      return;
    }
    int slash = name.indexOf('/');
    Optional<String> meant =
        slash < 0
            ? OptionNames.nearest(name, OPTIONS)
            : OptionNames.nearest(name.substring(0, slash + 1), PREFIXES)
                .map(prefix -> prefix + setting.name().substring(slash + 1));
    findings.at(
        setting,
        "wizard-option-unknown",
        Fault.ENDPOINT_NOT_LOADED,
        WARNING,
        meant.map(setting::meant).orElse(""),
        setting.name());
  }
}
