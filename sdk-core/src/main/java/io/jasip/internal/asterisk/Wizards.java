package io.jasip.internal.asterisk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes of {@code pjsip_wizard.conf} the endpoints, aors and auths that Asterisk makes of it. */
final class Wizards {

  private Wizards() {}

  /** The sections of type wizard, templates left out. */
  static List<Section> of(ConfigText wizard) {
    return wizard.ofType("wizard");
  }

  /** {@code pjsip.conf} and what the wizards add to it. */
  static ConfigText addedTo(ConfigText pjsip, ConfigText wizard, boolean elsewhereToo) {
    List<Section> sections = new ArrayList<>(pjsip.sections());
    for (Section each : of(wizard)) {
      sections.add(object(each, each.name(), "endpoint", "endpoint/", endpoint(each)));
      sections.add(object(each, each.name(), "aor", "aor/", aor(each)));
      if (each.isTrue("accepts_auth")) {
        sections.add(
            object(
                each,
                each.name() + "-iauth",
                "auth",
                "inbound_auth/",
                Map.of("auth_type", "userpass")));
      }
    }
    return new ConfigText(
        pjsip.name(),
        pjsip.file(),
        pjsip.exists() || !of(wizard).isEmpty(),
        sections,
        pjsip.problems(),
        pjsip.whole() && wizard.whole() && !elsewhereToo);
  }

  private static Map<String, String> endpoint(Section wizard) {
    Map<String, String> settings = new java.util.LinkedHashMap<>();
    settings.put("aors", wizard.name());
    if (wizard.isTrue("accepts_auth")) {
      settings.put("auth", wizard.name() + "-iauth");
    }
    if (wizard.isTrue("sends_auth")) {
      settings.put("outbound_auth", wizard.name() + "-oauth");
    }
    wizard.last("transport").ifPresent(line -> settings.put("transport", line.value()));
    return settings;
  }

  private static Map<String, String> aor(Section wizard) {
    return wizard.has("remote_hosts")
        ? Map.of("contact", "sip:" + wizard.value("remote_hosts"))
        : Map.of();
  }

  private static Section object(
      Section wizard, String id, String type, String prefix, Map<String, String> implied) {
    Section object = new Section(id, wizard, prefix);
    object.add(new Setting("type", type, wizard.file(), wizard.line()));
    implied.forEach(
        (name, value) -> object.add(new Setting(name, value, wizard.file(), wizard.line())));
    for (Setting setting : wizard.settings()) {
      if (Setting.lower(setting.name()).startsWith(prefix)) {
        object.add(
            new Setting(
                setting.name().substring(prefix.length()),
                setting.value(),
                setting.file(),
                setting.line(),
                prefix));
      }
    }
    return object;
  }
}
