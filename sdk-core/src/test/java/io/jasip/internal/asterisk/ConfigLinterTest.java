package io.jasip.internal.asterisk;

import static io.jasip.doctor.Verdict.WARNING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.ConfigFinding;
import io.jasip.doctor.LintOptions;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each case makes one change in a configuration that works, and the linter finds just that. */
class ConfigLinterTest {

  private static final Path EXAMPLES = Path.of("../sdk-examples/asterisk");
  private static final LintOptions CLIENT =
      new LintOptions(
          Optional.of(URI.create("wss://pbx.example.com:8089/ws")), Optional.of("250"), "9999");

  /** What one line does not repair. */
  private static final Set<String> NEED_MORE =
      Set.of(
          "template-missing: [250](webrtc, phone)", // two mistakes
          "directive-unknown: #inlcude pjsip_custom.conf|[global]", // nor is that file there
          "pjsip-value-invalid: max_contacts=many", // only a person knows how many
          "pjsip-section-twice: [250]|type=aor|max_contacts=5|[100]|type=aor", // a whole section
          // a hash is never shown, so that it is not there to be written again
          "auth-hash-of-which-realm: "
              + "auth_type=md5|username=250|md5_cred=0123456789abcdef0123456789abcdef",
          // the type of before, which counts no more, is still there
          "auth-hash-malformed: auth_type=md5|username=250|md5_cred=7c3e");

  @TempDir Path folder;

  @BeforeEach
  void copyWhatWorks() throws IOException {
    for (String name : WorkingConfig.FILES.keySet()) {
      Files.writeString(folder.resolve(name), WorkingConfig.FILES.get(name));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"asterisk-16", "asterisk-22"})
  void theConfigurationsOfTheExamplesAreFaultless(String name) throws IOException {
    assertThat(AsteriskConfig.lint(EXAMPLES.resolve(name))).isEmpty();
  }

  @Test
  void theConfigurationThatTheCasesStartFromIsFaultless() throws IOException {
    assertThat(AsteriskConfig.lint(folder)).isEmpty();
    assertThat(AsteriskConfig.lint(folder, CLIENT)).isEmpty();
  }

  static Stream<Mistake> mistakes() {
    return Mistakes.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void oneMistakeIsFoundWhereItIs(Mistake mistake) throws IOException {
    Path file = folder.resolve(mistake.file());
    String before = Files.readString(file);
    assertThat(before).as("the text to change").contains(mistake.from());
    Files.writeString(
        file,
        before.replaceFirst(
            java.util.regex.Pattern.quote(mistake.from()),
            java.util.regex.Matcher.quoteReplacement(mistake.to())));

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).containsExactly(mistake.rule());
    ConfigFinding finding = findings.get(0);
    assertThat(finding.fault()).isEqualTo(mistake.fault());
    assertThat(finding.file().getFileName()).hasToString(mistake.foundIn());
    List<String> lines = Files.readAllLines(folder.resolve(mistake.foundIn()));
    assertThat(finding.line()).isPositive();
    assertThat(lines.get(finding.line() - 1)).contains(mistake.line());
    assertThat(finding.sentence(Locale.ENGLISH)).doesNotContain("{");
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void whatItProposesIsNoMistake(Mistake mistake) throws IOException {
    if (NEED_MORE.contains(mistake.toString())) {
      return;
    }
    Path file = folder.resolve(mistake.file());
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst(
                java.util.regex.Pattern.quote(mistake.from()),
                java.util.regex.Matcher.quoteReplacement(mistake.to())));
    ConfigFinding finding = AsteriskConfig.lint(folder).get(0);

    List<String> lines = new ArrayList<>(Files.readAllLines(finding.file()));
    if (finding.correction().isEmpty()) {
      lines.remove(finding.line() - 1);
    } else {
      lines.set(finding.line() - 1, finding.correction());
    }
    Files.write(finding.file(), lines);

    List<String> left =
        AsteriskConfig.lint(folder).stream().map(ConfigFinding::rule).collect(Collectors.toList());
    if (finding.correction().equals(finding.found())) {
      // The line may stay, and what it names is not there.
      assertThat(left.remove(mistake.rule())).isTrue();
    }
    assertThat(left).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http.conf, http-file-missing",
    "pjsip.conf, pjsip-file-missing",
  })
  void aFileThatIsMissingIsAMistake(String file, String rule) throws IOException {
    Files.delete(folder.resolve(file));

    assertThat(AsteriskConfig.lint(folder)).extracting(ConfigFinding::rule).containsExactly(rule);
  }

  @Test
  void rtpAndModulesMayBeLeftToTheirDefaults() throws IOException {
    Files.delete(folder.resolve("rtp.conf"));
    Files.delete(folder.resolve("modules.conf"));

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void aFolderWithoutConfigurationsIsNoFolderOfAsterisk() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));

    assertThatThrownBy(() -> AsteriskConfig.lint(empty)).isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "wss://pbx.example.com:8089/, http-path-differs, WS_PATH_NOT_FOUND, '[general]'",
    "wss://pbx.example.com:8089/pbx/ws, http-path-differs, WS_PATH_NOT_FOUND, '[general]\nprefix=pbx'",
    "wss://pbx.example.com:8443/ws, http-port-differs, HTTPS_BOUND_ELSEWHERE, tlsbindaddr=0.0.0.0:8443",
    "wss://pbx.example.com/ws, http-port-differs, HTTPS_BOUND_ELSEWHERE, tlsbindaddr=0.0.0.0:443",
  })
  void theUrlOfTheClientIsComparedWithTheServers(
      String url, String rule, Fault fault, String correction) throws IOException {
    LintOptions options = new LintOptions(Optional.of(URI.create(url)), Optional.empty(), "9999");

    List<ConfigFinding> findings = AsteriskConfig.lint(folder, options);

    assertThat(findings).extracting(ConfigFinding::rule).containsExactly(rule);
    assertThat(findings).extracting(ConfigFinding::fault).containsExactly(fault);
    assertThat(findings).extracting(ConfigFinding::correction).containsExactly(correction);
  }

  @Test
  void aServerThatListensOnLoopbackAloneIsAMistakeForAClientElsewhere() throws IOException {
    change("http.conf", "tlsbindaddr=0.0.0.0:8089", "tlsbindaddr=127.0.0.1:8089");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
    assertThat(AsteriskConfig.lint(folder, CLIENT))
        .extracting(ConfigFinding::rule)
        .containsExactly("http-bound-to-loopback");
  }

  @Test
  void anExtensionThatIsNotThereIsAMistake() throws IOException {
    LintOptions options = new LintOptions(Optional.empty(), Optional.of("777"), "9999");

    assertThat(AsteriskConfig.lint(folder, options))
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("pjsip-extension-missing", Fault.USER_UNKNOWN));
  }

  @Test
  void anOrdinaryPhoneNeedsNoWebRtcUnlessItIsTheClientsExtension() throws IOException {
    LintOptions options = new LintOptions(Optional.empty(), Optional.of("100"), "9999");

    assertThat(AsteriskConfig.lint(folder, options))
        .extracting(ConfigFinding::rule)
        .containsExactly("endpoint-not-webrtc");
  }

  @Test
  void chanSipTakesTheWebSocketIfNothingIsSaidAgainstIt() throws IOException {
    Files.writeString(folder.resolve("sip.conf"), "[general]\nudpbindaddr=0.0.0.0\n");

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule)
        .containsExactly("chan-sip-owns-websocket");
  }

  @ParameterizedTest
  @CsvSource({
    "modules.conf, autoload=yes, 'autoload=yes\nnoload => chan_sip.so'",
    "modules.conf, autoload=yes, 'preload => res_pjsip_transport_websocket.so\nautoload=yes'",
    "sip.conf, [general], '[general]\nwebsocket_enabled=no'",
  })
  void anyOneOfThreeRemediesGivesTheWebSocketToPjsip(String file, String from, String to)
      throws IOException {
    Files.writeString(folder.resolve("sip.conf"), "[general]\nudpbindaddr=0.0.0.0\n");
    change(file, from, to);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void anExtensionInBothFilesIsNoConflict() throws IOException {
    change(
        "modules.conf",
        "autoload=yes",
        "preload => res_pjsip_transport_websocket.so\nautoload=yes");
    Files.writeString(
        folder.resolve("sip.conf"), "[general]\n[250]\ntype=friend\ntransport=ws,wss\n");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void eachForgottenOptionOfAChanSipPeerIsNamed() throws IOException {
    Files.writeString(
        folder.resolve("sip.conf"),
        "[general]\n[300]\ntype=friend\ntransport=ws,wss\navpf=yes\nencryption=yes\n"
            + "dtlsenable=yes\nicesupport=yes\n");

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule, ConfigFinding::fault)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(
                "chan-sip-owns-websocket", Fault.CHAN_SIP_OWNS_WEBSOCKET),
            org.assertj.core.groups.Tuple.tuple(
                "sip-option-forgotten", Fault.ANSWER_WITHOUT_RTCP_MUX));
  }

  /** What users' guides call necessary, and what they call harmful, is neither. */
  @ParameterizedTest
  @CsvSource({
    "pjsip.conf, rtp_symmetric=yes, rtp_symmetric=no",
    "pjsip.conf, force_rport=yes, force_rport=no",
    "pjsip.conf, rewrite_contact=yes, rewrite_contact=no",
    "pjsip.conf, direct_media=no, direct_media=yes",
    "pjsip.conf, webrtc=yes, 'webrtc=yes\nrtcp_mux=no'",
    "pjsip.conf, webrtc=yes, 'webrtc=yes\nice_support=no\nbundle=no\ndtls_verify=no'",
    "pjsip.conf, '[transport-wss]\ntype=transport\nprotocol=wss\nbind=0.0.0.0', ''",
    "pjsip.conf, bind=0.0.0.0, bind=0.0.0.0:28089",
    "pjsip.conf, webrtc=yes, 'webrtc=yes\ntransport=transport-wss'",
    "pjsip.conf, webrtc=yes, 'webrtc=yes\nmedia_encryption=dtls\nuse_avpf=yes\nice_support=yes'",
    "http.conf, enabled=yes, enabled=no",
    "rtp.conf, icesupport=yes, strictrtp=no",
    "rtp.conf, icesupport=yes, stunaddr=stun.example.com:3478",
    "modules.conf, autoload=yes, 'preload => chan_local.so\nautoload=yes'",
  })
  void folkRemediesAreNeitherMissedNorBlamed(String file, String from, String to)
      throws IOException {
    change(file, from, to);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  /** PBX distributions write the public address into each transport, and into rtp.conf as well. */
  @Test
  void aPublicAddressInATransportDoesNoHarmIfRtpConfKnowsItToo() throws IOException {
    change("pjsip.conf", "bind=0.0.0.0", "bind=0.0.0.0\nexternal_media_address=203.0.113.9");
    change("rtp.conf", "icesupport=yes", "icesupport=yes\nstunaddr=stun.example.com");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  /** What is in real configurations, and does no harm there. */
  @ParameterizedTest
  @CsvSource({
    "pjsip.conf, keep_alive_interval=30, keep_alive_interval=90",
    "pjsip.conf, bind=0.0.0.0, 'bind=0.0.0.0\ncert_file=/etc/letsencrypt/live/pbx.example.com/fullchain.pem'",
    "pjsip.conf, [global], '[trunk]\ntype=endpoint\ncontext=from-nowhere\n[global]'",
    "pjsip.conf, [global], '# as in a shell script\n[global]'",
    "extensions.conf, 'exten => _99XX,1,Answer()', 'exten => *43,1,Answer()'",
    "modules.conf, autoload=yes, 'autoload=yes\nnoload = chan_alsa.so'",
    "rtp.conf, icesupport=yes, 'icesupport=yes\nturn_acl=lan'",
  })
  void whatRealServersHaveIsNotBlamed(String file, String from, String to) throws IOException {
    change(file, from, to);

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void whoHasWebRtcInChanSipOnPurposeIsNotSentToPjsip() throws IOException {
    Files.delete(folder.resolve("pjsip.conf"));
    Files.writeString(
        folder.resolve("sip.conf"),
        "[general]\nudpbindaddr=0.0.0.0\n[300]\ntype=friend\ntransport=ws,wss\navpf=yes\n"
            + "encryption=yes\ndtlsenable=yes\nicesupport=yes\nrtcp_mux=yes\n");
    change("modules.conf", "autoload=yes", "autoload=yes\nnoload => chan_pjsip.so");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();

    change("sip.conf", "rtcp_mux=yes\n", "");
    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule)
        .containsExactly("sip-option-forgotten");
  }

  @Test
  void whatGeneralSaysForAllPeersOfChanSipCounts() throws IOException {
    Files.delete(folder.resolve("pjsip.conf"));
    Files.writeString(
        folder.resolve("sip.conf"),
        "[general]\ntransport=udp,ws,wss\nicesupport=yes\nrtcp_mux=yes\ndtlsenable=yes\n"
            + "[300]\ntype=friend\navpf=yes\nencryption=yes\n");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void aServerBehindAReverseProxyOnTheSameMachineIsOnlyWarned() throws IOException {
    Files.writeString(folder.resolve("http.conf"), "[general]\nenabled=yes\nbindaddr=127.0.0.1\n");

    assertThat(AsteriskConfig.lint(folder))
        .extracting(ConfigFinding::rule, ConfigFinding::verdict)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("http-tls-not-enabled", WARNING));
  }

  @Test
  void aTrunkIsNotTurnedIntoAWebRtcEndpoint() throws IOException {
    Files.writeString(
        folder.resolve("pjsip.conf"),
        "[trunk]\ntype=endpoint\naors=trunk\noutbound_auth=trunk\n"
            + "[trunk]\ntype=aor\ncontact=sip:192.0.2.1\n");

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings)
        .extracting(ConfigFinding::rule)
        .containsExactly("pjsip-no-webrtc-endpoint");
    assertThat(findings.get(0).line()).isZero();
    assertThat(findings.get(0).correction()).contains("type=endpoint", "webrtc=yes");
  }

  @Test
  void aSettingBehindAnIncludeBelongsToTheSectionOfItsOwnFile() throws IOException {
    Files.writeString(folder.resolve("pjsip_more.conf"), "[300]\ntype=aor\nmax_contacts=1\n");
    change("pjsip.conf", "auth=auth250", "#include pjsip_more.conf\nauth=auth250");

    assertThat(AsteriskConfig.lint(folder)).isEmpty();
  }

  @Test
  void whatFreePbxUsersWriteBehindASecondGeneralIsLost() throws IOException {
    Files.writeString(folder.resolve("http_additional.conf"), WorkingConfig.FILES.get("http.conf"));
    Files.writeString(folder.resolve("http_custom.conf"), "[general]\nprefix=pbx\n");
    Files.writeString(
        folder.resolve("http.conf"), "#include http_additional.conf\n#include http_custom.conf\n");

    List<ConfigFinding> findings = AsteriskConfig.lint(folder);

    assertThat(findings).extracting(ConfigFinding::rule).containsExactly("general-twice");
    assertThat(findings.get(0).file()).isEqualTo(folder.resolve("http_custom.conf"));
    assertThat(findings.get(0).correction()).isEqualTo("[general](+)");

    Files.writeString(folder.resolve("http_custom.conf"), "[general](+)\nprefix=pbx\n");
    assertThat(AsteriskConfig.lint(folder)).isEmpty();
    assertThat(AsteriskConfig.lint(folder, CLIENT))
        .extracting(ConfigFinding::rule)
        .containsExactly("http-path-differs");
  }

  private void change(String name, String from, String to) throws IOException {
    Path file = folder.resolve(name);
    String before = Files.readString(file, UTF_8);
    assertThat(before).contains(from);
    Files.writeString(file, before.replace(from, to));
  }
}
