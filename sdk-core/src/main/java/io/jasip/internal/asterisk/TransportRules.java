package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The transports of {@code pjsip.conf}. WebSocket clients need none: a broken one does harm only to
 * endpoints that name it.
 */
final class TransportRules {

  private static final Set<String> WEBSOCKET = Set.of("ws", "wss");

  private final ServerFolder server;
  private final Findings findings;

  TransportRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.findings = findings;
  }

  void check() {
    ports();
    for (Section transport : server.pjsip().ofType("transport")) {
      if (!transport.has("bind") && !transport.value("protocol").equals("flow")) {
        findings.in(
            transport,
            "transport-without-bind",
            Fault.TRANSPORT_NAME_MISSING,
            WARNING,
            "bind=0.0.0.0",
            transport.name());
      }
      if (isForWebSockets(transport)) {
        ignored(transport);
      }
    }
  }

  private void ignored(Section transport) {
    for (String option : List.of("cert_file", "priv_key_file", "ca_list_file")) {
      transport
          .last(option)
          .filter(line -> isMissing(line) || !isThatOfHttps(line))
          .ifPresent(
              line ->
                  findings.at(
                      line,
                      isMissing(line)
                          ? "transport-certificate-missing"
                          : "transport-certificate-ignored",
                      Fault.TRANSPORT_NAME_MISSING,
                      WARNING,
                      "",
                      line.name(),
                      transport.name()));
    }
    if (server.rtp().section("ice_host_candidates").isPresent()
        || server.rtp().general("stunaddr").isPresent()) {
      return; // the address is told to WebRTC clients all the same, in the way that works
    }
    for (String option : List.of("external_media_address", "external_signaling_address")) {
      transport
          .last(option)
          .ifPresent(
              line ->
                  findings.at(
                      line,
                      "transport-external-address-ignored",
                      Fault.ANSWER_UNREACHABLE_ADDRESS,
                      WARNING,
                      "",
                      line.name(),
                      line.value()));
    }
  }

  /** It is ignored all the same, but nobody sees a difference. */
  private boolean isThatOfHttps(Setting line) {
    return server.http().section("general").stream()
        .flatMap(general -> general.settings().stream())
        .anyMatch(each -> each.value().equals(line.value()));
  }

  /** TCP and TLS of PJSIP, and HTTPS, each need a port of their own. */
  private void ports() {
    Map<String, String> taken = new HashMap<>();
    if (server.http().generalIsTrue("tlsenable")) {
      Address.parse(
              server.http().general("tlsbindaddr").map(Setting::value).orElse("0.0.0.0"), 8089)
          .ifPresent(address -> taken.put("tcp " + address.port(), "http.conf"));
    }
    for (Section transport : server.pjsip().ofType("transport")) {
      String protocol = Setting.lower(transport.value("protocol"));
      protocol = protocol.isEmpty() ? "udp" : protocol.equals("tls") ? "tcp" : protocol;
      Optional<Setting> bind = transport.last("bind");
      int usual = transport.value("protocol").equalsIgnoreCase("tls") ? 5061 : 5060;
      Optional<Address> address = bind.flatMap(line -> Address.parse(line.value(), usual));
      if (address.isEmpty() || !Set.of("udp", "tcp").contains(protocol)) {
        continue;
      }
      boolean anywhere = address.get().host().matches("0\\.0\\.0\\.0|\\[?::]?");
      // The same port for IPv4 and for IPv6 is usual, and no conflict.
      String family = address.get().host().contains(":") ? "6 " : " ";
      String port = protocol + family + address.get().port();
      String key = anywhere || taken.containsKey(port) ? port : port + " " + address.get().host();
      String before = taken.putIfAbsent(key, transport.name());
      if (before != null) {
        findings.at(
            bind.orElseThrow(),
            "transport-port-taken",
            before.equals("http.conf") ? Fault.HTTPS_NOT_STARTED : Fault.TRANSPORT_NAME_MISSING,
            before.equals("http.conf") ? FAILED : WARNING,
            taken.containsKey(protocol + family + usual)
                ? bind.orElseThrow().shown()
                : "bind=" + address.get().host() + ":" + usual,
            String.valueOf(address.get().port()),
            before);
      }
    }
  }

  private boolean isMissing(Setting line) {
    return server.locate(line.value()).filter(file -> !Files.isRegularFile(file)).isPresent();
  }

  static boolean isForWebSockets(Section transport) {
    return WEBSOCKET.contains(Setting.lower(transport.value("protocol")));
  }

  /** Whether Asterisk would drop it. */
  boolean isBroken(Section transport) {
    return !transport.has("bind")
        || !Set.of("udp", "tcp", "tls", "ws", "wss", "flow")
            .contains(Setting.lower(transport.value("protocol")))
        || transport.settings().stream()
            .anyMatch(each -> !OptionNames.isKnown("transport", each.name()))
        || transport.last("cert_file").filter(this::isMissing).isPresent()
        || transport.last("priv_key_file").filter(this::isMissing).isPresent();
  }
}
