package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Access lists, and identifies that take all for somebody else. */
final class AccessRules {

  private static final String ANYWHERE = "0\\.0\\.0\\.0/(0|0\\.0\\.0\\.0)|::/0";

  private final ServerFolder server;
  private final ConfigText pjsip;
  private final Findings findings;

  AccessRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.pjsip = server.pjsip();
    this.findings = findings;
  }

  /** What holds for all endpoints. */
  void check(List<Section> endpoints) {
    for (Section acl : pjsip.ofType("acl")) {
      denial(acl).ifPresent(line -> deniesAll(line, acl.name()));
      named(acl);
    }
    boolean webRtc = endpoints.stream().anyMatch(each -> EndpointRules.isForWebRtc(server, each));
    for (Section global : pjsip.ofType("global")) {
      global
          .last("endpoint_identifier_order")
          .filter(order -> webRtc && !order.value().matches("(?i).*username.*"))
          .ifPresent(
              order ->
                  findings.at(
                      order,
                      "endpoint-identified-otherwise",
                      Fault.USER_UNKNOWN,
                      FAILED,
                      "endpoint_identifier_order=ip,username,anonymous",
                      order.value()));
    }
    for (Section identify : pjsip.ofType("identify")) {
      captures(identify, endpoints);
    }
  }

  /** What holds for one. */
  void check(Section endpoint) {
    denial(endpoint)
        .ifPresent(
            line ->
                findings.at(
                    line,
                    "endpoint-access-denied",
                    Fault.ENDPOINT_ACL,
                    FAILED,
                    endpoint.has("permit") ? "" : line.shown() + "\npermit=192.0.2.0/24",
                    endpoint.name()));
    named(endpoint);
  }

  private void named(Section section) {
    Optional<Setting> named = section.last("acl").filter(each -> !each.value().isEmpty());
    if (named.isEmpty()) {
      return;
    }
    ConfigText acls = server.other("acl.conf");
    for (String name : Section.split(named.get().value())) {
      Optional<Section> list = acls.section(name);
      if (list.isPresent()) {
        denial(list.get()).ifPresent(line -> deniesAll(line, name));
      } else if (acls.whole()) {
        findings.at(named.get(), "endpoint-acl-missing", Fault.ENDPOINT_ACL, FAILED, "", name);
      }
    }
  }

  private void deniesAll(Setting line, String list) {
    findings.at(
        line,
        "acl-denies-all",
        Fault.ENDPOINT_ACL,
        FAILED,
        line.shown() + "\npermit=192.0.2.0/24",
        list);
  }

  /** The line that decides for everybody: the last that matches counts. */
  private static Optional<Setting> denial(Section section) {
    List<Setting> rules =
        section.settings().stream()
            .filter(each -> Set.of("deny", "permit").contains(Setting.lower(each.name())))
            .toList();
    if (rules.isEmpty()) {
      return Optional.empty();
    }
    Setting last = rules.get(rules.size() - 1);
    return Optional.of(last)
        .filter(line -> line.name().equalsIgnoreCase("deny"))
        .filter(
            line -> Section.split(line.value()).stream().anyMatch(each -> each.matches(ANYWHERE)));
  }

  /** Asterisk asks for the address before it asks for the user, unless it is told otherwise. */
  private void captures(Section identify, List<Section> endpoints) {
    boolean userFirst =
        pjsip.ofType("global").stream()
            .map(each -> Setting.lower(each.value("endpoint_identifier_order")).trim())
            .anyMatch(order -> order.matches("(auth_)?username.*"));
    Optional<Section> client =
        endpoints.stream()
            .filter(each -> !each.name().equals(identify.value("endpoint")))
            .filter(each -> EndpointRules.isForWebRtc(server, each))
            .findFirst();
    if (userFirst || client.isEmpty()) {
      return;
    }
    for (Setting match : identify.settings()) {
      if (match.name().equalsIgnoreCase("match")
          && Section.split(match.value()).stream().anyMatch(each -> each.matches(ANYWHERE))) {
        findings.at(
            match,
            "identify-captures-all",
            Fault.CREDENTIALS_REFUSED,
            FAILED,
            "",
            identify.value("endpoint"),
            client.get().name());
      }
    }
  }
}
