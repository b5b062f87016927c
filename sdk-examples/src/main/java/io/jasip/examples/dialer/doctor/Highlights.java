package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is worth a line of the many things that were observed: the rest is in the report. */
final class Highlights {

  private static final int MOST = 2;
  private static final int MOST_OF_FINDING = 8;

  /** What tells most of a step that went well. */
  private static final Map<Step, List<String>> GOOD =
      Map.ofEntries(
          Map.entry(Step.URL, List.of("url")),
          Map.entry(Step.MACHINE, List.of("machine.system", "machine.addresses")),
          Map.entry(Step.DNS, List.of("dns.a", "dns.aaaa", "dns.server")),
          Map.entry(Step.TCP, List.of("tcp.open")),
          Map.entry(Step.TLS, List.of("tls.version", "tls.certificate.subject")),
          Map.entry(Step.UPGRADE, List.of("http.status", "http.server")),
          Map.entry(Step.WEBSOCKET, List.of("websocket.idle")),
          Map.entry(Step.OPTIONS, List.of("options.answer", "sip.server")),
          Map.entry(Step.REGISTER, List.of("register.answer", "register.expires")),
          Map.entry(Step.KEEP_ALIVE, List.of("keep-alive.ping", "keep-alive.interval")),
          Map.entry(Step.INVITE, List.of("invite.answered")),
          Map.entry(Step.SDP, List.of("sdp.profile", "sdp.codecs")),
          Map.entry(Step.ICE, List.of("ice.state", "ice.remote")),
          Map.entry(Step.DTLS, List.of("dtls.version", "dtls.srtp-cipher")),
          Map.entry(
              Step.RTP, List.of("rtp.codec", "transport.packets-sent", "rtp.packets-received")),
          Map.entry(Step.ECHO, List.of("echo.delay", "audio.received-level")),
          Map.entry(Step.QUALITY, List.of("quality.loss", "quality.round-trip")),
          Map.entry(Step.BYE, List.of("bye.confirmed")));

  /** What says itself what it is. */
  private static final Set<String> WITHOUT_LABEL =
      Set.of(
          "url",
          "machine.system",
          "machine.addresses",
          "dns.a",
          "dns.aaaa",
          "dns.server",
          "tcp.open",
          "tls.version",
          "tls.certificate.subject",
          "http.status",
          "http.server",
          "websocket.idle",
          "options.answer",
          "sip.server",
          "register.answer",
          "sdp.profile",
          "sdp.codecs",
          "ice.state",
          "ice.remote",
          "dtls.version",
          "dtls.srtp-cipher",
          "rtp.codec");

  /** What tells most of a step that did not. */
  private static final Map<Step, List<String>> BAD =
      Map.ofEntries(
          Map.entry(Step.URL, List.of("url.meant", "url.problem")),
          Map.entry(
              Step.TLS, List.of("tls.refused", "tls.alert", "tls.first-bytes", "tls.failure")),
          Map.entry(Step.UPGRADE, List.of("http.websocket-at", "http.status", "http.closed")),
          Map.entry(Step.WEBSOCKET, List.of("websocket.failure", "websocket.closed")),
          Map.entry(Step.OPTIONS, List.of("options.answer", "websocket.closed")),
          Map.entry(Step.REGISTER, List.of("register.answer", "register.query")),
          Map.entry(Step.INVITE, List.of("invite.status", "invite.cause")),
          Map.entry(Step.SDP, List.of("sdp.unreachable", "sdp.profile")),
          Map.entry(Step.ICE, List.of("ice.state")),
          Map.entry(Step.DTLS, List.of("dtls.state")));

  /** What seldom proves anything. */
  private static final Set<String> DETAILS =
      Set.of(
          "tls.version",
          "tls.cipher",
          "tls.trust",
          "tls.client-certificate",
          "tls.chain.length",
          "tls.failure",
          "http.body",
          "http.status-page",
          "register.account",
          "register.query");

  private Highlights() {}

  /** The values that tell most of a step; empty if there are none. */
  static String of(StepResult result, Phrases phrases) {
    if (result.verdict() == Verdict.SKIPPED) {
      return "";
    }
    if (result.findings().isEmpty()) {
      return line(
          choose(GOOD, result.step(), result.evidence())
              .map(
                  each ->
                      WITHOUT_LABEL.contains(each.name()) || !isKnown(each, phrases)
                          ? phrases.value(each.value())
                          : labelled(each, phrases)));
    }
    List<Evidence> proof = result.findings().get(0).evidence();
    return line(
        choose(BAD, result.step(), proof.isEmpty() ? result.evidence() : proof)
            .map(each -> labelled(each, phrases)));
  }

  private static boolean isKnown(Evidence evidence, Phrases phrases) {
    return !phrases.evidence(evidence.name()).equals(evidence.name());
  }

  private static String labelled(Evidence evidence, Phrases phrases) {
    return phrases.evidence(evidence.name()) + ": " + phrases.value(evidence.value());
  }

  private static Stream<Evidence> choose(
      Map<Step, List<String>> preferred, Step step, List<Evidence> evidence) {
    List<Evidence> chosen =
        preferred.getOrDefault(step, List.of()).stream()
            .flatMap(name -> evidence.stream().filter(each -> each.name().equals(name)).limit(1))
            .toList();
    return (chosen.isEmpty() ? evidence : chosen).stream().limit(MOST);
  }

  private static String line(Stream<String> values) {
    return String.join(", ", values.filter(value -> !value.isBlank()).toList());
  }

  /** Of the proof of a finding what fits a screen. */
  static List<Evidence> of(Finding finding) {
    List<Evidence> evidence = finding.evidence();
    if (evidence.size() <= MOST_OF_FINDING) {
      return evidence;
    }
    return evidence.stream().filter(each -> !isDetail(each.name())).toList();
  }

  private static boolean isDetail(String name) {
    return DETAILS.contains(name)
        || (name.startsWith("tls.chain.") && !name.equals("tls.chain.end"))
        || name.matches("tls\\.certificate\\.(from|key|signature)|url\\..+|clock\\..+");
  }
}
