package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One endpoint of {@code pjsip.conf}. An ordinary phone is asked for less than a WebRTC client. */
final class EndpointRules {

  private static final Set<String> DTLS_FILES = Set.of("dtls_cert_file", "dtls_private_key");

  private final ServerFolder server;
  private final ConfigText pjsip;
  private final Section endpoint;
  private final Findings findings;

  EndpointRules(ServerFolder server, Section endpoint, Findings findings) {
    this.server = server;
    this.pjsip = server.pjsip();
    this.endpoint = endpoint;
    this.findings = findings;
  }

  /** Whether somebody means it for a browser or for JaSIP, even if it is not set up well. */
  static boolean isForWebRtc(ServerFolder server, Section endpoint) {
    return endpoint.isTrue("webrtc")
        || isHalfWay(endpoint)
        || server.options().extension().filter(endpoint.name()::equals).isPresent()
        || transportOf(server, endpoint).filter(TransportRules::isForWebSockets).isPresent();
  }

  private static boolean isHalfWay(Section endpoint) {
    return endpoint.value("media_encryption").equalsIgnoreCase("dtls")
        || endpoint.isTrue("use_avpf")
        || endpoint.isTrue("rtcp_mux")
        || DTLS_FILES.stream().anyMatch(endpoint::has)
        || endpoint.isTrue("dtls_auto_generate_cert");
  }

  private static Optional<Section> transportOf(ServerFolder server, Section endpoint) {
    return server.pjsip().object("transport", endpoint.value("transport"));
  }

  void check() {
    boolean webRtc = isForWebRtc(server, endpoint);
    transport(webRtc);
    new LoginRules(server, endpoint, findings).check();
    timers();
    new DialplanRules(server, findings).contextOf(endpoint, webRtc);
    if (webRtc) {
      webRtc();
      codecs();
      dtls();
      streams();
      rtpTimeout();
    }
  }

  private void transport(boolean webRtc) {
    Optional<Setting> line = endpoint.last("transport").filter(each -> !each.value().isEmpty());
    if (line.isEmpty() || !pjsip.whole()) {
      return;
    }
    Optional<Section> transport = transportOf(server, endpoint);
    if (transport.isEmpty()) {
      // WebSocket clients do without the line; a phone of any other kind is not told which it uses.
      List<String> names =
          pjsip.ofType("transport").stream()
              .filter(each -> !webRtc || TransportRules.isForWebSockets(each))
              .map(Section::name)
              .toList();
      findings.at(
          line.get(),
          "endpoint-transport-missing",
          Fault.TRANSPORT_NAME_MISSING,
          FAILED,
          OptionNames.typo(line.get().value(), names).map("transport="::concat).orElse(""),
          line.get().value());
    } else if (new TransportRules(server, findings).isBroken(transport.get())) {
      findings.at(
          line.get(),
          "endpoint-transport-broken",
          Fault.TRANSPORT_NAME_MISSING,
          FAILED,
          "",
          line.get().value());
    }
  }

  private void webRtc() {
    if (endpoint.isTrue("webrtc") || !pjsip.whole()) {
      return; // webrtc=yes overrides whatever contradicts it
    }
    if (!isHalfWay(endpoint)) {
      lacks("endpoint-not-webrtc", Fault.ENDPOINT_NOT_WEBRTC, endpoint.name());
      return;
    }
    if (!endpoint.value("media_encryption").equalsIgnoreCase("dtls")) {
      lacks("endpoint-option-forgotten", Fault.ENDPOINT_NOT_WEBRTC, "media_encryption=dtls");
    }
    if (!endpoint.isTrue("use_avpf")) {
      lacks("endpoint-option-forgotten", Fault.ENDPOINT_NOT_WEBRTC, "use_avpf=yes");
    }
    if (!endpoint.isTrue("ice_support")) {
      lacks("endpoint-option-forgotten", Fault.ANSWER_WITHOUT_ICE, "ice_support=yes");
    }
    if (!endpoint.isTrue("rtcp_mux")) {
      lacks("endpoint-option-forgotten", Fault.ANSWER_WITHOUT_RTCP_MUX, "rtcp_mux=yes");
    }
    if (!endpoint.isTrue("dtls_auto_generate_cert") && !endpoint.has("dtls_cert_file")) {
      lacks(
          "endpoint-option-forgotten",
          Fault.ANSWER_WITHOUT_FINGERPRINT,
          "dtls_auto_generate_cert=yes");
    }
  }

  private void lacks(String rule, Fault fault, String option) {
    String name = option.replaceAll("=.*", "");
    Optional<Setting> contrary = endpoint.last(name.equals(option) ? "webrtc" : name);
    if (contrary.isPresent()) {
      findings.at(contrary.get(), rule, fault, FAILED, "webrtc=yes", option);
    } else {
      findings.in(endpoint.home(), rule, fault, FAILED, "webrtc=yes", option);
    }
  }

  private void codecs() {
    Codecs codecs = Codecs.of(endpoint);
    boolean told = endpoint.settings().stream().anyMatch(Codecs::isWrong);
    if (codecs.suitWebRtc() || !pjsip.whole() || told) {
      return;
    }
    String correction = "disallow=all\nallow=opus,ulaw,alaw";
    if (codecs.line().isPresent()) {
      findings.at(
          codecs.line().get(), "endpoint-codecs", Fault.NO_COMMON_CODEC, FAILED, correction);
    } else {
      findings.in(
          endpoint.home(), "endpoint-codecs-missing", Fault.NO_COMMON_CODEC, FAILED, correction);
    }
  }

  /** A certificate of its own and a generated one: Asterisk then drops the endpoint. */
  private void dtls() {
    Optional<Setting> generated = endpoint.last("dtls_auto_generate_cert").filter(Setting::isTrue);
    if (generated.isPresent() && !endpoint.value("dtls_cert_file").isEmpty()) {
      findings.at(
          endpoint.last("dtls_cert_file").orElseThrow(),
          "endpoint-dtls-both",
          Fault.ENDPOINT_NOT_LOADED,
          FAILED,
          "",
          endpoint.name());
      return;
    }
    gone("dtls_ca_file", "certificate-file-missing");
    if (endpoint.value("dtls_cert_file").isEmpty()) {
      gone("dtls_private_key", "key-file-missing");
    }
    endpoint
        .last("dtls_cert_file")
        .filter(line -> !line.value().isEmpty())
        .ifPresent(
            line ->
                CertificateRules.ofDtls(server, findings, line, endpoint.last("dtls_private_key")));
  }

  private void gone(String option, String rule) {
    endpoint
        .last(option)
        .filter(line -> !line.value().isEmpty())
        .filter(line -> server.locate(line.value()).filter(each -> !Files.exists(each)).isPresent())
        .ifPresent(
            line -> findings.at(line, rule, Fault.ENDPOINT_NOT_LOADED, FAILED, "", line.value()));
  }

  private void streams() {
    endpoint
        .last("max_audio_streams")
        .filter(line -> line.value().equals("0"))
        .ifPresent(
            line ->
                findings.at(
                    line,
                    "endpoint-without-audio",
                    Fault.ANSWER_REJECTS_AUDIO,
                    FAILED,
                    "max_audio_streams=1"));
  }

  private void timers() {
    Optional<Setting> least = endpoint.last("timers_min_se");
    if (number(least).filter(seconds -> seconds < 90).isPresent()) {
      findings.at(
          least.orElseThrow(),
          "endpoint-timer-too-short",
          Fault.ENDPOINT_NOT_LOADED,
          FAILED,
          "timers_min_se=90",
          endpoint.name());
      return;
    }
    Optional<Setting> expires = endpoint.last("timers_sess_expires");
    int minimum = number(least).orElse(90);
    if (number(expires).filter(seconds -> seconds < minimum).isPresent()) {
      findings.at(
          expires.orElseThrow(),
          "endpoint-timer-too-short",
          Fault.ENDPOINT_NOT_LOADED,
          FAILED,
          "timers_sess_expires=1800",
          endpoint.name());
    }
  }

  private void rtpTimeout() {
    for (String option : List.of("rtp_timeout", "rtp_timeout_hold")) {
      Optional<Setting> line = endpoint.last(option);
      if (number(line).filter(seconds -> seconds > 0 && seconds < 20).isPresent()) {
        findings.at(
            line.orElseThrow(),
            "endpoint-rtp-timeout-short",
            Fault.HANGUP_FOR_LACK_OF_RTP,
            WARNING,
            option + "=60",
            line.orElseThrow().value());
      }
    }
  }

  private static Optional<Integer> number(Optional<Setting> line) {
    return line.map(Setting::value).filter(text -> text.matches("\\d{1,9}")).map(Integer::valueOf);
  }
}
