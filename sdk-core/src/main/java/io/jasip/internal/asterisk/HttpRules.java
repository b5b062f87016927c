package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.FAILED;
import static io.jasip.doctor.Verdict.WARNING;

import io.jasip.fault.Fault;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code http.conf}: the WebSocket ends there. */
final class HttpRules {

  /** What guides recommend, and http.conf does not know. */
  private static final Map<String, String> FOLK =
      Map.of(
          "tlscafile", "http-tlscafile",
          "tlscapath", "http-tlscafile",
          "tlscadir", "http-tlscafile",
          "allowed_origin", "http-allowed-origin");

  private final ServerFolder server;
  private final ConfigText http;
  private final Findings findings;

  HttpRules(ServerFolder server, Findings findings) {
    this.server = server;
    this.http = server.http();
    this.findings = findings;
  }

  void check() {
    if (!http.exists()) {
      findings.of(
          http.file(), "http-file-missing", Fault.HTTPS_NOT_ENABLED, FAILED, "[general]\n" + TLS);
      return;
    }
    Optional<Section> general = http.section("general");
    if (general.isEmpty()) {
      generalMissing();
      return;
    }
    Optional<Setting> switchedOn = enabled(general.get());
    options(general.get(), switchedOn.isPresent());
    Optional<URI> client = server.options().server();
    boolean plain = client.filter(url -> "ws".equalsIgnoreCase(url.getScheme())).isPresent();
    if (switchedOn.isEmpty()) {
      if (plain && general.get().isTrue("enabled")) {
        compare(general.get(), client.orElseThrow());
      } else {
        notEnabled(general.get());
      }
      return;
    }
    addresses(general.get());
    Optional<X509Certificate> certificate = certificate(general.get());
    cipher(general.get(), certificate);
    server.options().server().ifPresent(url -> compare(general.get(), url));
  }

  private void generalMissing() {
    if (http.whole() && !http.sections().isEmpty()) {
      findings.in(
          http.sections().get(0),
          "http-general-missing",
          Fault.HTTPS_NOT_ENABLED,
          FAILED,
          "[general]");
    } else if (http.whole()) {
      findings.of(
          http.file(),
          "http-general-missing",
          Fault.HTTPS_NOT_ENABLED,
          FAILED,
          "[general]\n" + TLS);
    }
  }

  private static final String TLS =
      """
      tlsenable=yes
      tlsbindaddr=0.0.0.0:8089
      tlscertfile=/etc/asterisk/keys/fullchain.pem
      tlsprivatekey=/etc/asterisk/keys/privkey.pem""";

  private static Optional<Setting> enabled(Section general) {
    return general.last("tlsenable").or(() -> general.last("sslenable")).filter(Setting::isTrue);
  }

  private void notEnabled(Section general) {
    Optional<Setting> off = general.last("tlsenable");
    Optional<Setting> misspelt =
        general.settings().stream()
            .filter(each -> !OptionNames.isKnown("http.conf", each.name()))
            .filter(
                each ->
                    OptionNames.nearest(each.name(), OptionNames.of("http.conf"))
                        .filter("tlsenable"::equals)
                        .isPresent())
            .findFirst();
    boolean tlsMeant =
        general.settings().stream()
            .anyMatch(each -> Setting.lower(each.name()).matches("(tls|ssl).*"));
    // A reverse proxy on the same machine may do TLS: then nothing says anything of it here.
    boolean behindProxy =
        !tlsMeant
            && general.isTrue("enabled")
            && general.last("bindaddr").filter(at -> Address.isLoopback(at.value())).isPresent();
    if (off.isPresent()) {
      findings.at(
          off.get(), "http-tls-not-enabled", Fault.HTTPS_NOT_ENABLED, FAILED, "tlsenable=yes");
    } else if (misspelt.isPresent()) {
      findings.at(
          misspelt.get(),
          "http-option-unknown",
          Fault.HTTPS_NOT_ENABLED,
          FAILED,
          "tlsenable=yes",
          misspelt.get().name(),
          "tlsenable");
    } else if (http.whole()) {
      findings.in(
          general,
          "http-tls-not-enabled",
          Fault.HTTPS_NOT_ENABLED,
          behindProxy ? WARNING : FAILED,
          TLS);
    }
  }

  private void options(Section general, boolean tls) {
    for (Setting setting : general.settings()) {
      if (OptionNames.isKnown("http.conf", setting.name())) {
        continue;
      }
      String folk = FOLK.get(Setting.lower(setting.name()));
      if (folk != null) {
        Fault fault =
            folk.equals("http-tlscafile") ? Fault.TLS_CHAIN_INCOMPLETE : Fault.HTTP_ACCESS_DENIED;
        findings.at(setting, folk, fault, WARNING, "", setting.name());
        continue;
      }
      if (Setting.lower(setting.name()).matches("(tls|ssl)bindport")) {
        findings.at(
            setting,
            "http-option-unknown",
            Fault.HTTPS_BOUND_ELSEWHERE,
            FAILED,
            "tlsbindaddr=0.0.0.0:" + setting.value(),
            setting.name(),
            "tlsbindaddr");
        continue;
      }
      Optional<String> meant = OptionNames.nearest(setting.name(), OptionNames.of("http.conf"));
      if (meant.isPresent() && !(meant.get().equals("tlsenable") && !tls)) {
        findings.at(
            setting,
            "http-option-unknown",
            Fault.HTTPS_NOT_STARTED,
            meant.get().startsWith("tls") ? FAILED : WARNING,
            meant.get() + "=" + setting.value(),
            setting.name(),
            meant.get());
      } else if (meant.isEmpty()) {
        findings.at(
            setting, "http-option-ignored", Fault.HTTPS_NOT_STARTED, WARNING, "", setting.name());
      }
    }
  }

  private void addresses(Section general) {
    general
        .last("bindport")
        .filter(port -> Address.port(port.value()).isEmpty())
        .ifPresent(
            port ->
                findings.at(
                    port,
                    "http-address-invalid",
                    Fault.HTTPS_BOUND_ELSEWHERE,
                    WARNING,
                    "bindport=8088",
                    port.value()));
    Optional<Setting> bind = general.last("tlsbindaddr").or(() -> general.last("sslbindaddr"));
    if (bind.isEmpty()) {
      // It would take over the address of the plain port, and there is none.
      if (http.whole() && !general.isTrue("enabled")) {
        findings.in(
            general,
            "http-tls-without-address",
            Fault.HTTPS_NOT_STARTED,
            FAILED,
            "tlsbindaddr=0.0.0.0:8089");
      }
      return;
    }
    Optional<Address> tls = Address.parse(bind.get().value(), 8089);
    if (tls.isEmpty()) {
      findings.at(
          bind.get(),
          "http-address-invalid",
          Fault.HTTPS_BOUND_ELSEWHERE,
          FAILED,
          "tlsbindaddr=0.0.0.0:8089",
          bind.get().value());
      return;
    }
    int plain = general.last("bindport").flatMap(port -> Address.port(port.value())).orElse(8088);
    if (general.isTrue("enabled") && tls.get().port() == plain) {
      findings.at(
          bind.get(),
          "http-ports-equal",
          Fault.HTTPS_NOT_STARTED,
          FAILED,
          "tlsbindaddr=" + tls.get().host() + ":8089",
          String.valueOf(plain));
    }
  }

  private Optional<X509Certificate> certificate(Section general) {
    Optional<Setting> file =
        general
            .last("tlscertfile")
            .or(() -> general.last("tlscert"))
            .or(() -> general.last("sslcert"));
    Optional<Setting> key = general.last("tlsprivatekey").or(() -> general.last("sslprivatekey"));
    if (file.isEmpty()) {
      if (http.whole()) {
        findings.in(
            general,
            "http-certificate-not-named",
            Fault.CERTIFICATE_FILE_MISSING,
            FAILED,
            "tlscertfile=/etc/asterisk/keys/fullchain.pem"
                + (key.isEmpty() ? "\ntlsprivatekey=/etc/asterisk/keys/privkey.pem" : ""));
      }
      return Optional.empty();
    }
    return CertificateRules.ofHttps(server, findings, file.get(), key);
  }

  private void cipher(Section general, Optional<X509Certificate> certificate) {
    Optional<Setting> cipher = general.last("tlscipher").or(() -> general.last("sslcipher"));
    if (cipher.isEmpty() || certificate.isEmpty()) {
      return;
    }
    boolean rsa = certificate.get().getPublicKey().getAlgorithm().equals("RSA");
    String wrong = rsa ? "ECDSA" : "RSA";
    List<String> names = List.of(cipher.get().value().split("[:, ]+"));
    // ECDHE-RSA-... needs an RSA key, ECDHE-ECDSA-... one on an elliptic curve.
    if (names.stream().allMatch(name -> name.contains("-" + wrong + "-"))) {
      findings.at(
          cipher.get(), "http-cipher-unfit", Fault.TLS_NOTHING_IN_COMMON, FAILED, "", wrong);
    }
  }

  private void compare(Section general, URI url) {
    String prefix = general.value("prefix").replaceAll("^/*", "/").replaceAll("/+$", "");
    String path = prefix + "/ws";
    String wanted = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
    if (!wanted.equalsIgnoreCase(path)) {
      boolean mayBeHere = wanted.endsWith("/ws"); // else only the client can be right
      String prefixOfClient = wanted.replaceAll("^/|/?ws$", "");
      add(
          general,
          mayBeHere ? "prefix" : "",
          "http-path-differs",
          Fault.WS_PATH_NOT_FOUND,
          !mayBeHere
              ? general.header()
              : prefixOfClient.isEmpty() ? "" : "prefix=" + prefixOfClient,
          wanted,
          path);
    }
    boolean secure = "wss".equalsIgnoreCase(url.getScheme());
    if (!secure) {
      return;
    }
    String anywhere = general.value("bindaddr").isEmpty() ? "0.0.0.0" : general.value("bindaddr");
    Address tls =
        Address.parse(general.value("tlsbindaddr"), 8089).orElse(new Address(anywhere, 8089));
    int port = url.getPort() < 0 ? 443 : url.getPort();
    if (tls.port() != port) {
      add(
          general,
          "tlsbindaddr",
          "http-port-differs",
          Fault.HTTPS_BOUND_ELSEWHERE,
          "tlsbindaddr=" + tls.host() + ":" + port,
          String.valueOf(port),
          String.valueOf(tls.port()));
    } else if (tls.isLoopback() && !Address.isLoopback(String.valueOf(url.getHost()))) {
      add(
          general,
          "tlsbindaddr",
          "http-bound-to-loopback",
          Fault.HTTPS_BOUND_ELSEWHERE,
          "tlsbindaddr=0.0.0.0:" + port,
          tls.host());
    }
  }

  private void add(
      Section general,
      String option,
      String rule,
      Fault fault,
      String correction,
      String... values) {
    Optional<Setting> setting = general.last(option);
    if (setting.isPresent()) {
      findings.at(setting.get(), rule, fault, FAILED, correction, values);
    } else {
      findings.in(general, rule, fault, FAILED, correction, values);
    }
  }
}
