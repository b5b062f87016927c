package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Evidence;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What of a step is worth a line: the rest is in the report. */
final class Highlights {

  private static final int MOST = 2;

  private static final Map<Step, List<String>> NAMES =
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
          Map.entry(Step.KEEP_ALIVE, List.of("keep-alive.method", "keep-alive.interval")),
          Map.entry(Step.INVITE, List.of("invite.status", "invite.answered")),
          Map.entry(Step.SDP, List.of("sdp.profile", "sdp.codecs")),
          Map.entry(Step.ICE, List.of("ice.state", "ice.remote")),
          Map.entry(Step.DTLS, List.of("dtls.version", "dtls.cipher")),
          Map.entry(Step.RTP, List.of("rtp.codec", "rtp.received")),
          Map.entry(Step.ECHO, List.of("echo.tones", "echo.delay")),
          Map.entry(Step.QUALITY, List.of("quality.mos", "quality.loss")));

  private Highlights() {}

  /** The values that tell most of the step; empty if there are none. */
  static String of(StepResult result) {
    if (result.verdict() == Verdict.SKIPPED) {
      return "";
    }
    if (!result.findings().isEmpty() && !result.findings().get(0).evidence().isEmpty()) {
      return line(result.findings().get(0).evidence());
    }
    List<Evidence> evidence = new ArrayList<>();
    for (String name : NAMES.getOrDefault(result.step(), List.of())) {
      result.evidence().stream()
          .filter(each -> each.name().equals(name))
          .findFirst()
          .ifPresent(evidence::add);
    }
    if (evidence.isEmpty()) {
      evidence.addAll(result.evidence());
    }
    return line(evidence);
  }

  private static String line(List<Evidence> evidence) {
    return String.join(
        ", ",
        evidence.stream().map(Evidence::value).filter(v -> !v.isBlank()).limit(MOST).toList());
  }
}
