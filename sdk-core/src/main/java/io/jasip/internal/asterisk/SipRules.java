package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;

import io.jasip.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code sip.conf}: extensions of chan_sip that are meant for WebRTC. It matters only while
 * chan_sip answers on the WebSocket; an extension that is in both files is no conflict.
 */
final class SipRules {

  /** Options of peers that [general] may set for all of them. */
  private static final Set<String> IN_GENERAL =
      Set.of("transport", "dtlsenable", "icesupport", "rtcp_mux");

  private final ServerFolder server;
  private final Findings findings;

  SipRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.findings = findings;
  }

  /** Whether WebRTC is set up in chan_sip, and nothing of it in PJSIP. */
  static boolean isMeantForWebRtc(ServerFolder server) {
    ConfigText sip = server.sip();
    boolean off = sip.general("websocket_enabled").filter(Setting::isFalse).isPresent();
    return !off
        && server.pjsip().whole()
        && sip.sections().stream().anyMatch(each -> !each.isTemplate() && isWebRtcPeer(each))
        && server.pjsip().ofType("endpoint").stream()
            .noneMatch(each -> EndpointRules.isForWebRtc(server, each));
  }

  void check(boolean chanSipAnswers) {
    if (!chanSipAnswers && !isMeantForWebRtc(server)) {
      return;
    }
    List<String> inPjsip = server.pjsip().ofType("endpoint").stream().map(Section::name).toList();
    for (Section peer : server.sip().sections()) {
      boolean device = Set.of("friend", "peer", "user").contains(Setting.lower(peer.value("type")));
      if (device && !peer.isTemplate() && !inPjsip.contains(peer.name()) && isForWebRtc(peer)) {
        peer(peer);
      }
    }
  }

  private boolean isForWebRtc(Section peer) {
    return server.options().extension().filter(peer.name()::equals).isPresent()
        || isWebRtcPeer(peer);
  }

  private static boolean isWebRtcPeer(Section peer) {
    return peer.isTrue("avpf")
        || peer.isTrue("dtlsenable")
        || peer.isTrue("rtcp_mux")
        || transports(peer).contains("ws")
        || transports(peer).contains("wss");
  }

  private static List<String> transports(Section peer) {
    return Section.split(Setting.lower(peer.value("transport")));
  }

  /** What a peer says, or what [general] says for all of them where it may. */
  private Optional<Setting> effective(Section peer, String option) {
    return peer.last(option)
        .or(() -> IN_GENERAL.contains(option) ? server.sip().general(option) : Optional.empty());
  }

  private void peer(Section peer) {
    List<String> transports =
        Section.split(Setting.lower(effective(peer, "transport").map(Setting::value).orElse("")));
    if (!transports.contains("ws") && !transports.contains("wss")) {
      lacks(peer, "transport", "ws,wss", Fault.REGISTRATION_FORBIDDEN);
    }
    for (String option : List.of("avpf", "encryption", "dtlsenable")) {
      if (effective(peer, option).filter(Setting::isTrue).isEmpty()) {
        lacks(peer, option, "yes", Fault.ENDPOINT_NOT_WEBRTC);
      }
    }
    if (effective(peer, "icesupport").filter(Setting::isTrue).isEmpty()) {
      lacks(peer, "icesupport", "yes", Fault.ANSWER_WITHOUT_ICE);
    }
    if (effective(peer, "rtcp_mux").filter(Setting::isTrue).isEmpty()) {
      lacks(peer, "rtcp_mux", "yes", Fault.ANSWER_WITHOUT_RTCP_MUX);
    }
  }

  private void lacks(Section peer, String option, String value, Fault fault) {
    Optional<Setting> line = peer.last(option);
    String correction = option + "=" + value;
    if (line.isPresent()) {
      findings.at(
          line.get(), "sip-option-forgotten", fault, FAILED, correction, correction, peer.name());
    } else {
      findings.in(peer, "sip-option-forgotten", fault, FAILED, correction, correction, peer.name());
    }
  }
}
