package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;
import static java.util.Map.entry;

import io.jasip.doctor.Verdict;
import io.jasip.fault.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code pjsip.conf} as a whole: types, names of options, values, names given twice. */
final class PjsipRules {

  private static final Map<String, Set<String>> WORDS =
      Map.ofEntries(
          entry("dtmf_mode", Set.of("none", "rfc4733", "inband", "info", "auto", "auto_info")),
          entry("media_encryption", Set.of("no", "none", "sdes", "dtls")),
          entry("auth_type", Set.of("userpass", "md5", "digest", "google_oauth")),
          entry("protocol", Set.of("udp", "tcp", "tls", "ws", "wss", "flow")),
          entry("direct_media_method", Set.of("invite", "reinvite", "update")),
          entry("connected_line_method", Set.of("invite", "reinvite", "update")),
          entry("redirect_method", Set.of("user", "uri_core", "uri_pjsip")),
          entry("timers", Set.of("yes", "no", "required", "always", "forced")),
          entry("100rel", Set.of("yes", "no", "required", "peer_supported")),
          entry("dtls_verify", Set.of("yes", "no", "fingerprint", "certificate")));

  /** Whose words yes and no are those of a switch, which has other ones for the same. */
  private static final Set<String> SWITCHES_WITH_WORDS = Set.of("timers", "100rel", "dtls_verify");

  private static final Set<String> NUMBERS =
      Set.of(
          "max_contacts",
          "minimum_expiration",
          "maximum_expiration",
          "default_expiration",
          "qualify_frequency",
          "rtp_timeout",
          "rtp_timeout_hold",
          "rtp_keepalive",
          "max_audio_streams",
          "timers_min_se",
          "timers_sess_expires",
          "nonce_lifetime",
          "device_state_busy_at",
          "fax_detect_timeout",
          "sub_min_expiry",
          "dtls_rekey",
          "t38_udptl_maxdatagram",
          "keep_alive_interval");

  private static final Set<String> SWITCHES =
      Set.of(
          "webrtc",
          "ice_support",
          "rtcp_mux",
          "use_avpf",
          "bundle",
          "dtls_auto_generate_cert",
          "rtp_symmetric",
          "force_rport",
          "rewrite_contact",
          "remove_existing");

  private final ServerFolder server;
  private final ConfigText pjsip;
  private final Findings findings;

  PjsipRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.pjsip = server.pjsip();
    this.findings = findings;
  }

  void check(boolean chanSipAnswers) {
    if (SipRules.isMeantForWebRtc(server)) {
      return; // all that is for WebRTC is in chan_sip, on purpose
    }
    if (!pjsip.exists()) {
      if (server.texts().contains(server.http()) || server.texts().contains(server.extensions())) {
        findings.of(pjsip.file(), "pjsip-file-missing", Fault.USER_UNKNOWN, FAILED, NEW_ENDPOINT);
      }
      return;
    }
    types();
    duplicates();
    pjsip.ofType("global").forEach(this::keepAlive);
    new TransportRules(server, findings).check();
    List<Section> endpoints = pjsip.ofType("endpoint");
    new AccessRules(server, findings).check(endpoints);
    for (Section endpoint : endpoints) {
      new EndpointRules(server, endpoint, findings).check();
    }
    if (!endpoints.isEmpty()
        && pjsip.whole()
        && server.options().extension().isEmpty()
        && endpoints.stream().noneMatch(each -> EndpointRules.isForWebRtc(server, each))) {
      noWebRtc(endpoints);
    }
    server.options().extension().ifPresent(name -> exists(name, endpoints, chanSipAnswers));
  }

  /** Names a phone, if there is one: a trunk must stay as it is. */
  private void noWebRtc(List<Section> endpoints) {
    Optional<Section> phone =
        endpoints.stream()
            .filter(each -> each.has("auth") && !each.has("outbound_auth"))
            .findFirst();
    Optional<Setting> off = phone.flatMap(each -> each.last("webrtc"));
    if (off.isPresent()) {
      findings.at(
          off.get(), "pjsip-no-webrtc-endpoint", Fault.ENDPOINT_NOT_WEBRTC, FAILED, "webrtc=yes");
    } else if (phone.isPresent()) {
      findings.in(
          phone.get(), "pjsip-no-webrtc-endpoint", Fault.ENDPOINT_NOT_WEBRTC, FAILED, "webrtc=yes");
    } else {
      findings.of(
          pjsip.file(),
          "pjsip-no-webrtc-endpoint",
          Fault.ENDPOINT_NOT_WEBRTC,
          FAILED,
          NEW_ENDPOINT);
    }
  }

  private static final String NEW_ENDPOINT =
      """
      [250]
      type=endpoint
      context=from-internal
      disallow=all
      allow=opus,ulaw,alaw
      webrtc=yes
      auth=auth250
      aors=250
      [auth250]
      type=auth
      auth_type=userpass
      username=250
      password=SECRET
      [250]
      type=aor
      max_contacts=5
      remove_existing=yes""";

  private void types() {
    for (Section section : pjsip.sections()) {
      if (section.isTemplate()) {
        continue;
      }
      Optional<Setting> type = section.last("type");
      if (type.isEmpty()) {
        if (pjsip.whole()
            && !section.settings().isEmpty()
            && !section.name().equalsIgnoreCase("general")) {
          String meant = guess(section);
          findings.in(
              section,
              "pjsip-type-missing",
              faultOf(meant),
              verdictOf(meant),
              "type=" + meant,
              section.name());
        }
      } else if (!OptionNames.types().contains(type.get().value())) {
        wrongType(section, type.get());
      } else {
        section.settings().forEach(setting -> option(section, type.get().value(), setting));
      }
    }
  }

  /** What a section without a type was meant to be. */
  private static String guess(Section section) {
    String name = Setting.lower(section.name());
    if (Set.of("global", "system").contains(name)) {
      return name;
    }
    String best = "endpoint";
    long most = 0;
    for (String type :
        List.of("endpoint", "aor", "auth", "transport", "registration", "identify")) {
      long known =
          section.settings().stream()
              .filter(each -> OptionNames.isKnown(type, each.name()))
              .count();
      if (known > most) {
        most = known;
        best = type;
      }
    }
    return best;
  }

  private void wrongType(Section section, Setting type) {
    Optional<String> meant = OptionNames.nearest(type.value(), OptionNames.types());
    findings.at(
        type,
        "pjsip-type-unknown",
        faultOf(meant.orElse("")),
        FAILED,
        "type=" + meant.orElse("endpoint"),
        type.value(),
        section.name());
  }

  private void option(Section section, String type, Setting setting) {
    if (!OptionNames.isKnown(type, setting.name())) {
      Optional<String> meant = OptionNames.nearest(setting.name(), OptionNames.of(type));
      findings.at(
          setting,
          meant.isPresent() ? "pjsip-option-misspelt" : "pjsip-option-unknown",
          faultOf(type),
          verdictOf(type),
          meant.map(setting::meant).orElse(""),
          setting.name(),
          type,
          section.name(),
          meant.orElse(""));
      return;
    }
    String name = Setting.lower(setting.name());
    Set<String> words = WORDS.get(name);
    boolean bare = SWITCHES_WITH_WORDS.contains(name) && (setting.isTrue() || setting.isFalse());
    if (words != null && !bare && !words.contains(Setting.lower(setting.value()))) {
      Optional<String> meant = OptionNames.nearest(setting.value(), words);
      wrongValue(
          section, type, setting, meant.orElse(String.join("|", words.stream().sorted().toList())));
    } else if (NUMBERS.contains(name) && !setting.value().matches("\\d{1,9}")) {
      wrongValue(section, type, setting, "NUMBER");
    } else if (name.equals("contact")
        && type.equals("aor")
        && !setting.value().isEmpty()
        && !setting.value().matches("(?i)(\"[^\"]*\"\\s*)?<?sips?:.*")) {
      wrongValue(section, type, setting, "sip:" + setting.value());
    } else if (type.equals("endpoint") && Codecs.isWrong(setting)) {
      wrongValue(section, type, setting, Codecs.corrected(setting));
    } else if (SWITCHES.contains(name) && !setting.isTrue() && !setting.isFalse()) {
      findings.at(
          setting,
          "pjsip-switch-unclear",
          name.equals("webrtc") ? Fault.ENDPOINT_NOT_WEBRTC : faultOf(type),
          name.equals("webrtc") ? FAILED : WARNING,
          setting.name() + "=yes",
          setting.value(),
          setting.name());
    }
  }

  private void wrongValue(Section section, String type, Setting setting, String meant) {
    findings.at(
        setting,
        "pjsip-value-invalid",
        faultOf(type),
        verdictOf(type),
        meant.isEmpty() ? "" : setting.name() + "=" + meant,
        setting.value(),
        setting.name(),
        type,
        section.name());
  }

  /** What goes wrong when a section of that type is dropped. */
  private static Fault faultOf(String type) {
    return switch (type) {
      case "aor" -> Fault.AOR_MISSING;
      case "auth" -> Fault.CREDENTIALS_REFUSED;
      case "transport" -> Fault.TRANSPORT_NAME_MISSING;
      default -> Fault.ENDPOINT_NOT_LOADED;
    };
  }

  /** WebSocket clients need no transport section, so a broken one hurts only who names it. */
  private static Verdict verdictOf(String type) {
    return Set.of("endpoint", "aor", "auth").contains(type) ? FAILED : WARNING;
  }

  private void duplicates() {
    Map<String, Section> seen = new HashMap<>();
    for (Section section : pjsip.sections()) {
      String type = section.value("type");
      if (section.isTemplate() || type.isEmpty()) {
        continue;
      }
      Section first = seen.putIfAbsent(type + " " + section.name(), section);
      if (first != null) {
        findings.in(
            section,
            "pjsip-section-twice",
            faultOf(type),
            FAILED,
            "",
            section.name(),
            type,
            first.file().getFileName() + ":" + first.line());
      }
    }
  }

  private void keepAlive(Section global) {
    Optional<Setting> interval = global.last("keep_alive_interval");
    if (interval.isPresent() && interval.get().value().matches("\\d{1,9}")) {
      int seconds = Integer.parseInt(interval.get().value());
      if (seconds == 0 || seconds > 90) {
        findings.at(
            interval.get(),
            "pjsip-keep-alive-long",
            Fault.WS_CUT_WHEN_IDLE,
            WARNING,
            "keep_alive_interval=30",
            interval.get().value());
      }
    }
  }

  private void exists(String name, List<Section> endpoints, boolean chanSipAnswers) {
    List<String> names = endpoints.stream().map(Section::name).toList();
    boolean elsewhere =
        !pjsip.whole() || (chanSipAnswers && server.sip().section(name).isPresent());
    if (!names.contains(name) && !elsewhere) {
      String rule =
          server.sip().section(name).isPresent()
              ? "pjsip-extension-in-chan-sip"
              : "pjsip-extension-missing";
      findings.of(
          pjsip.file(), rule, Fault.USER_UNKNOWN, FAILED, NEW_ENDPOINT.replace("250", name), name);
    }
  }
}
