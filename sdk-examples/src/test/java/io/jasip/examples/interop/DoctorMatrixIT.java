package io.jasip.examples.interop;

import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorOptions;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.ServerCertificate;
import io.jasip.fault.Fault;
import io.jasip.transport.ConnectOptions;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each fault of the network and of the registration that can be set up on one machine is set up on
 * real servers, and the doctor names it first. Where nothing is wrong it says nothing.
 */
class DoctorMatrixIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final ServerCertificate ROOT = ServerCertificate.authority("Root", null);
  private static final ServerCertificate INTERMEDIATE =
      ServerCertificate.authority("Intermediate", ROOT);
  private static final ServerCertificate GOOD = ServerCertificate.of("localhost", ROOT, -1, 90);

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.alone(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.alone(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void what_is_wrong_is_named(AsteriskServer pbx) {
    DoctorTable table = new DoctorTable(pbx);
    healthy(table);
    wrongClient(table);
    wrongCertificate(table);
    wrongHttp(table);
    wrongModules(table);
    table.check();
  }

  private static void healthy(DoctorTable table) {
    UnaryOperator<UABuilder> withMedia = alice -> alice.media(WebRtcMedia.headless());
    table.examine("    healthy, with the first call", null, withMedia, DoctorOptions.DEFAULT);
    table.examine("    healthy, with a call", null, withMedia, DoctorOptions.DEFAULT);
    table.examine("R06 another domain", null, alice -> alice.domain("wrong.example"));
    try (Softphone alice = Softphone.of(table.pbx, "250").register()) {
      Diagnosis diagnosis = DoctorTable.diagnose(alice.ua, DoctorTable.WITHOUT_CALL);
      table.add("    healthy, and registered", null, diagnosis);
      await()
          .atMost(PATIENCE)
          .until(() -> table.pbx.cli("pjsip show contacts").contains("Contact:  250/"));
    }
  }

  private static void wrongClient(DoctorTable table) {
    String wss = table.pbx.wssUrl();
    String ws = table.pbx.wsUrl();
    table.examine("T01 ws: at the TLS port", Fault.PLAIN_ON_TLS_PORT, to(wss.replace("wss", "ws")));
    table.examine(
        "T02 wss: at the HTTP port", Fault.TLS_ON_PLAIN_PORT, to(ws.replace("ws:", "wss:")));
    table.examine(
        "N10 bound to another address",
        Fault.TCP_REFUSED,
        to(wss.replace("127.0.0.1", "127.0.0.2")));
    table.examine("H01 path /sip", Fault.WS_PATH_NOT_FOUND, to(wss.replace("/ws", "/sip")));
    table.examine(
        "H11 a cookie of 5000 bytes",
        Fault.HTTP_HEADERS_TOO_LARGE,
        alice ->
            alice.connect(
                ConnectOptions.builder().header("Cookie", "c=" + "x".repeat(5_000)).build()));
    table.examine(
        "T04 an authority unknown to Java",
        Fault.TLS_CERTIFICATE_UNTRUSTED,
        alice -> alice.tls(TlsConfig.system()));
    table.examine(
        "H12 a foreign origin",
        null,
        alice ->
            alice.connect(ConnectOptions.builder().header("Origin", "https://evil.test").build()));
  }

  private static UnaryOperator<UABuilder> to(String url) {
    return alice -> alice.server(url);
  }

  private static void wrongCertificate(DoctorTable table) {
    ServerCertificate selfSigned = ServerCertificate.of("localhost", null, -1, 90);
    withTls(table, "T03 self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED, selfSigned);
    withTls(
        table,
        "T05 of another host",
        Fault.TLS_HOST_MISMATCH,
        ServerCertificate.of("other.example", ROOT, -1, 90));
    withTls(
        table,
        "T06 common name alone",
        Fault.TLS_COMMON_NAME_ONLY,
        ServerCertificate.of(null, ROOT, -1, 90));
    withTls(
        table,
        "T07 without intermediate",
        Fault.TLS_CHAIN_INCOMPLETE,
        ServerCertificate.of("localhost", INTERMEDIATE, -1, 90));
    withTls(
        table,
        "T07 ... with it",
        null,
        ServerCertificate.of("localhost", INTERMEDIATE, -1, 90),
        INTERMEDIATE);
    withTls(
        table,
        "T08 expired",
        Fault.TLS_CERTIFICATE_EXPIRED,
        ServerCertificate.of("localhost", ROOT, -90, -1));
    withTls(
        table,
        "T09 not yet valid",
        Fault.TLS_CERTIFICATE_NOT_YET_VALID,
        ServerCertificate.of("localhost", ROOT, 30, 90));
    withTls(
        table,
        "    expires in nine days",
        Fault.TLS_CERTIFICATE_EXPIRES_SOON,
        ServerCertificate.of("localhost", ROOT, -80, 9));
  }

  private static void wrongHttp(DoctorTable table) {
    withTls(table, "    good certificate again", null, GOOD);
    withHttp(table, "H02 prefix", "prefix=asterisk", Fault.WS_PATH_NOT_FOUND);
    withHttp(table, "N11 enabled=no", "prefix=\nenabled=no", null);
    withHttp(table, "N07 tlsenable=no", "enabled=yes\ntlsenable=no", Fault.HTTPS_NOT_STARTED);
  }

  private static void wrongModules(DoctorTable table) {
    AsteriskServer pbx = table.pbx;
    // From here on the servers are started anew, which reads all files. What keeps HTTPS from
    // starting (N08) is in the log alone.
    pbx.configure("keys/other.key", ServerCertificate.of("x", null, -1, 90).keyPem());
    pbx.configure(
        "http.conf", "[general](+)\ntlsenable=yes\ntlsprivatekey=/etc/asterisk/keys/other.key\n");
    restart(pbx);
    table.examine("T10 key of another certificate", Fault.HTTPS_NOT_STARTED, trustingRoot());
    pbx.configure("http.conf", "[general](+)\ntlscertfile=/etc/asterisk/keys/nope.crt\n");
    restart(pbx);
    table.examine("T14 certificate file missing", Fault.HTTPS_NOT_STARTED, trustingRoot());
    pbx.configure("keys/locked.key", GOOD.encryptedKeyPem("passphrase"));
    pbx.configure(
        "http.conf",
        "[general](+)\ntlscertfile=/etc/asterisk/keys/asterisk.crt\n"
            + "tlsprivatekey=/etc/asterisk/keys/locked.key\n");
    restart(pbx);
    table.examine("T15 key with a passphrase", Fault.HTTPS_NOT_STARTED, trustingRoot());
    pbx.restart(); // with the files that it had at first
    if (pbx.version() == 16) {
      pbx.configure("modules.conf", "[modules](+)\nnoload => res_pjsip_transport_websocket.so\n");
      restart(pbx);
      table.examine("M08 chan_sip answers", Fault.CHAN_SIP_OWNS_WEBSOCKET, alice -> alice);
      pbx.configure("modules.conf", "noload => chan_sip.so\n");
    } else {
      pbx.configure("modules.conf", "[modules](+)\nnoload => res_pjsip_transport_websocket.so\n");
    }
    restart(pbx);
    table.examine("H05 nobody speaks sip", Fault.WS_SUBPROTOCOL_UNHANDLED, alice -> alice);
    pbx.configure("modules.conf", "noload => res_http_websocket.so\n");
    restart(pbx);
    table.examine("H04 no WebSocket module", Fault.WS_MODULE_MISSING, alice -> alice);
    pbx.restart();
    if (pbx.version() == 22) { // 16 opens its ports when these modules are there
      boot(table, "S12 modules to come", "pjsip.conf", "0.2"); // read a dozen times
    }
    boot(table, "S12 not fully booted", "extensions.conf", "3");
    pbx.freeze();
    try {
      UA alice = table.alice(same -> same);
      Diagnosis hung = DoctorTable.diagnose(alice, DoctorTable.WITHOUT_CALL);
      table.add("N15 hung", Fault.TLS_SILENT, hung);
    } finally {
      pbx.thaw();
    }
    pbx.stop();
    await().atMost(PATIENCE).until(() -> !isOpen(URI.create(pbx.wssUrl()).getPort()));
    table.examine("N06 stopped", Fault.TCP_REFUSED, alice -> alice);
  }

  private static UnaryOperator<UABuilder> trustingRoot() {
    return alice -> alice.tls(TlsConfig.trusting(List.of(ROOT.certificate())));
  }

  /**
   * The ports are open before everything is read: one file takes its time, so that the doctor meets
   * that.
   */
  private static void boot(DoctorTable table, String name, String file, String seconds) {
    AsteriskServer pbx = table.pbx;
    int port = URI.create(pbx.wssUrl()).getPort();
    pbx.configure("asterisk.conf", "[options](+)\nexecincludes=yes\n");
    pbx.configure(file, "\n#exec \"/bin/sleep " + seconds + "\"\n");
    pbx.cli("core restart now");
    await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> !isOpen(port));
    await().pollInterval(Duration.ofMillis(5)).atMost(PATIENCE).until(() -> isOpen(port));
    table.examine(name, Fault.SERVER_BOOTING, alice -> alice);
    pbx.restart(); // with the files that it had at first
  }

  private static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** A new start with the files as they are; the script would write them anew. */
  private static void restart(AsteriskServer pbx) {
    long before = pbx.starts();
    pbx.cli("core restart now");
    await().atMost(PATIENCE).until(() -> pbx.starts() > before);
  }

  private static void withTls(
      DoctorTable table,
      String row,
      @Nullable Fault expected,
      ServerCertificate certificate,
      ServerCertificate... others) {
    AsteriskServer pbx = table.pbx;
    String name = "made" + table.size();
    StringBuilder chain = new StringBuilder(certificate.pem());
    Stream.of(others).forEach(each -> chain.append(each.pem()));
    pbx.configure("keys/" + name + ".crt", chain.toString());
    pbx.configure("keys/" + name + ".key", certificate.keyPem());
    pbx.configure(
        "http.conf",
        "[general](+)\ntlscertfile=/etc/asterisk/keys/%1$s.crt\ntlsprivatekey=/etc/asterisk/keys/%1$s.key\n"
            .formatted(name));
    pbx.cli("module reload http");
    // By name, because certificates without alternative names have no addresses.
    String url = pbx.wssUrl().replace("127.0.0.1", "localhost");
    table.examine(row, expected, alice -> trustingRoot().apply(alice).server(url));
  }

  private static void withHttp(
      DoctorTable table, String row, String setting, @Nullable Fault expected) {
    table.pbx.configure("http.conf", "[general](+)\n" + setting + "\n");
    table.pbx.cli("module reload http");
    table.examine(row, expected, trustingRoot());
  }
}
