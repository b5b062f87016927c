package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code modules.conf}: what WebRTC cannot do without, and who takes the WebSocket. */
final class ModuleRules {

  private static final String WEBSOCKET = "res_pjsip_transport_websocket";

  private static final List<String> DIRECTIVES =
      List.of("load", "noload", "preload", "preload-require", "require", "autoload");

  /** Without it, this goes wrong. */
  private static final Map<String, Fault> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put("res_http_websocket", Fault.WS_MODULE_MISSING);
    NEEDED.put("res_pjproject", Fault.WS_SUBPROTOCOL_UNHANDLED);
    NEEDED.put("res_sorcery_config", Fault.USER_UNKNOWN);
    NEEDED.put("res_pjsip", Fault.WS_SUBPROTOCOL_UNHANDLED);
    NEEDED.put(WEBSOCKET, Fault.WS_SUBPROTOCOL_UNHANDLED);
    NEEDED.put("res_pjsip_endpoint_identifier_user", Fault.USER_UNKNOWN);
    NEEDED.put("res_pjsip_authenticator_digest", Fault.CREDENTIALS_REFUSED);
    NEEDED.put("res_pjsip_registrar", Fault.REGISTRAR_MISSING);
    NEEDED.put("res_pjsip_session", Fault.CALL_REFUSED);
    NEEDED.put("chan_pjsip", Fault.CALL_REFUSED);
    NEEDED.put("res_pjsip_sdp_rtp", Fault.CALL_REFUSED);
    NEEDED.put("res_rtp_asterisk", Fault.RTP_MODULE_MISSING);
    NEEDED.put("res_srtp", Fault.SRTP_MODULE_MISSING);
    NEEDED.put("pbx_config", Fault.NUMBER_NOT_FOUND);
    NEEDED.put("bridge_simple", Fault.HANGUP_AFTER_ANSWER);
    NEEDED.put("app_dial", Fault.CALL_REFUSED);
    NEEDED.put("app_echo", Fault.ECHO_NOT_HEARD);
  }

  /** Old servers have them under other names, or do without: only a noload is a mistake. */
  private static final Set<String> UNLISTED =
      Set.of("res_sorcery_config", "bridge_simple", "app_dial");

  private final ServerFolder server;
  private final ConfigText modules;
  private final Findings findings;

  ModuleRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.modules = server.modules();
    this.findings = findings;
  }

  void check() {
    Optional<Section> section = modules.section("modules");
    if (!modules.exists() || section.isEmpty()) {
      if (modules.exists() && modules.whole()) {
        findings.of(
            modules.file(),
            "modules-section-missing",
            Fault.WS_MODULE_MISSING,
            FAILED,
            "[modules]\nautoload=yes");
      }
      return;
    }
    directives(section.get());
    boolean chanSip = SipRules.isMeantForWebRtc(server);
    for (Map.Entry<String, Fault> needed : NEEDED.entrySet()) {
      if (chanSip && needed.getKey().contains("pj")) {
        continue;
      }
      check(section.get(), needed.getKey(), needed.getValue());
    }
    if (allowsOpus()) {
      line(section.get(), "noload", "codec_opus")
          .ifPresent(
              line ->
                  findings.at(
                      line,
                      "module-opus-not-loaded",
                      Fault.TRANSCODER_MISSING,
                      WARNING,
                      "load => codec_opus.so"));
    }
    if (!chanSip) {
      whoTakesTheWebSocket(section.get());
    }
  }

  private void directives(Section section) {
    for (Setting line : section.settings()) {
      if (!DIRECTIVES.contains(Setting.lower(line.name()))) {
        findings.at(
            line,
            "modules-option-unknown",
            Fault.WS_MODULE_MISSING,
            FAILED,
            OptionNames.nearest(line.name(), DIRECTIVES).orElse("load") + " => " + line.value(),
            line.name());
      }
    }
  }

  private void check(Section section, String module, Fault fault) {
    Optional<Setting> noload = line(section, "noload", module);
    if (noload.isPresent()) {
      // The call itself works without an echo test.
      findings.at(
          noload.get(),
          "module-not-loaded",
          fault,
          module.startsWith("app_") ? WARNING : FAILED,
          "load => " + module + ".so",
          module + ".so");
    } else if (!UNLISTED.contains(module)
        && !section.first("autoload").filter(Setting::isTrue).isPresent()
        && modules.whole()
        && !isLoaded(section, module)) {
      findings.in(
          section,
          "module-not-in-list",
          fault,
          module.startsWith("app_") ? WARNING : FAILED,
          "load => " + module + ".so",
          module + ".so");
    }
  }

  private void whoTakesTheWebSocket(Section section) {
    boolean chanSip =
        server.sip().exists()
            && line(section, "noload", "chan_sip").isEmpty()
            && (section.isTrue("autoload") || isLoaded(section, "chan_sip"));
    boolean keepsOff =
        server.sip().general("websocket_enabled").filter(Setting::isFalse).isPresent();
    boolean pjsipFirst =
        line(section, "preload", WEBSOCKET).isPresent()
            || line(section, "preload-require", WEBSOCKET).isPresent();
    boolean nobodyElse =
        line(section, "noload", WEBSOCKET).isPresent()
            || (server.pjsip().whole() && server.pjsip().ofType("endpoint").isEmpty());
    if (chanSip && !keepsOff && !pjsipFirst && !nobodyElse && modules.whole()) {
      findings.in(
          section,
          "chan-sip-owns-websocket",
          Fault.CHAN_SIP_OWNS_WEBSOCKET,
          FAILED,
          "noload => chan_sip.so");
    }
  }

  /** Whether chan_sip, and not PJSIP, answers on the WebSocket. */
  static boolean chanSipAnswers(List<io.jasip.doctor.ConfigFinding> found) {
    return found.stream().anyMatch(each -> each.rule().equals("chan-sip-owns-websocket"));
  }

  private boolean allowsOpus() {
    return server.pjsip().ofType("endpoint").stream().anyMatch(each -> Codecs.of(each).has("opus"));
  }

  private static boolean isLoaded(Section section, String module) {
    return line(section, "load", module).isPresent()
        || line(section, "require", module).isPresent()
        || line(section, "preload", module).isPresent()
        || line(section, "preload-require", module).isPresent();
  }

  /** The line that keeps a module from being loaded. */
  static Optional<Setting> noload(ServerFolder server, String module) {
    return server.modules().section("modules").flatMap(section -> line(section, "noload", module));
  }

  private static Optional<Setting> line(Section section, String directive, String module) {
    return section.settings().stream()
        .filter(each -> each.name().equalsIgnoreCase(directive))
        .filter(each -> each.value().replaceAll("(?i)\\.so$", "").equalsIgnoreCase(module))
        .findFirst();
  }
}
