package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.auth.Credentials;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Evidence;
import io.jasip.doctor.Finding;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private static final DoctorOptions WITHOUT_CALL =
      new DoctorOptions("9999", false, false, Duration.ofSeconds(2));

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
    Table table = new Table(pbx);
    healthy(table);
    wrongClient(table);
    wrongRegistration(table);
    wrongCertificate(table);
    wrongHttp(table);
    wrongModules(table);
    table.check();
  }

  private static void healthy(Table table) {
    UnaryOperator<UABuilder> withMedia = alice -> alice.media(WebRtcMedia.headless());
    table.examine("    healthy, with the first call", null, withMedia, DoctorOptions.DEFAULT);
    table.examine("    healthy, with a call", null, withMedia, DoctorOptions.DEFAULT);
    table.examine("R06 another domain", null, alice -> alice.domain("wrong.example"));
    try (Softphone alice = Softphone.of(table.pbx, "250").register()) {
      Diagnosis diagnosis = diagnose(alice.ua, WITHOUT_CALL);
      table.add("    healthy, and registered", null, diagnosis);
      await()
          .atMost(PATIENCE)
          .until(() -> table.pbx.cli("pjsip show contacts").contains("Contact:  250/"));
    }
  }

  private static void wrongClient(Table table) {
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
        "R01 wrong password", Fault.CREDENTIALS_REFUSED, alice -> alice.password("wrong"));
    table.examine(
        "R02 unknown user", Fault.CREDENTIALS_REFUSED, alice -> alice.user("777").password("x"));
  }

  private static UnaryOperator<UABuilder> to(String url) {
    return alice -> alice.server(url);
  }

  private static UnaryOperator<UABuilder> user(String name) {
    return alice -> alice.user(name).password("secret" + name);
  }

  private static void wrongRegistration(Table table) {
    AsteriskServer pbx = table.pbx;
    endpoint(pbx, "403", "auth=auth403\naors=403", "username=otheruser", "max_contacts=1");
    endpoint(pbx, "407", "auth=auth407\naors=other407", "username=407", "max_contacts=1");
    endpoint(pbx, "409", "auth=auth409", "username=409", "max_contacts=1");
    endpoint(pbx, "410", "auth=auth410\naors=410", "username=410", "qualify_frequency=0");
    endpoint(pbx, "411", "auth=auth411\naors=411", "username=411", "max_contacts=1");
    endpoint(
        pbx,
        "412",
        "auth=auth412\naors=412",
        "username=412",
        "max_contacts=1\nremove_existing=yes");
    endpoint(pbx, "413", "aors=413", "username=413", "max_contacts=1");
    endpoint(
        pbx,
        "415",
        "auth=auth415\naors=415\ndeny=0.0.0.0/0\npermit=192.0.2.0/24",
        "username=415",
        "max_contacts=1");
    endpoint(pbx, "416", "auth=auth416\naors=416\nwebrtcc=yes", "username=416", "max_contacts=1");
    pbx.configure("pjsip.conf", "[other407]\ntype=aor\nmax_contacts=1\n");
    pbx.cli("pjsip reload");

    table.examine("R03 other authentication user", Fault.CREDENTIALS_REFUSED, user("403"));
    table.examine(
        "R03 ... when it is given",
        null,
        alice -> alice.user("403").credentials(Credentials.of("otheruser", "secret403")));
    table.examine("R07 aor of another name", Fault.AOR_NAME_MISMATCH, user("407"));
    table.examine("R09 no aor", Fault.AOR_MISSING, user("409"));
    table.examine("R10 no max_contacts", Fault.AOR_MISSING, user("410"));
    table.examine("R13 no auth", Fault.REGISTRATION_UNCHALLENGED, user("413"));
    table.examine("R15 ACL", Fault.CREDENTIALS_REFUSED, user("415"));
    table.examine("M16 endpoint dropped", Fault.CREDENTIALS_REFUSED, user("416"));
    try (Softphone first = Softphone.of(pbx, "411").register()) {
      table.examine("R11 no more contacts", Fault.MAX_CONTACTS_REACHED, user("411"));
      assertThat(first.ua.registration().bindings()).isNotEmpty();
    }
    try (Softphone first = Softphone.of(pbx, "412").register()) {
      table.examine("R12 the other is pushed out", Fault.BINDING_EVICTED, user("412"));
      assertThat(first.ua.registration().bindings()).isNotEmpty();
    }
  }

  private static void endpoint(
      AsteriskServer pbx, String user, String options, String auth, String aor) {
    pbx.configure(
        "pjsip.conf",
        """
        [%1$s]
        type=endpoint
        context=from-internal
        disallow=all
        allow=opus
        webrtc=yes
        %2$s

        [auth%1$s]
        type=auth
        auth_type=userpass
        password=secret%1$s
        %3$s

        [%1$s]
        type=aor
        %4$s
        """
            .formatted(user, options, auth, aor));
  }

  private static void wrongCertificate(Table table) {
    ServerCertificate selfSigned = ServerCertificate.of("localhost", null, -1, 90);
    table.withTls("T03 self-signed", Fault.TLS_CERTIFICATE_SELF_SIGNED, selfSigned);
    table.withTls(
        "T05 of another host",
        Fault.TLS_HOST_MISMATCH,
        ServerCertificate.of("other.example", ROOT, -1, 90));
    table.withTls(
        "T06 common name alone",
        Fault.TLS_COMMON_NAME_ONLY,
        ServerCertificate.of(null, ROOT, -1, 90));
    table.withTls(
        "T07 without intermediate",
        Fault.TLS_CHAIN_INCOMPLETE,
        ServerCertificate.of("localhost", INTERMEDIATE, -1, 90));
    table.withTls(
        "T07 ... with it",
        null,
        ServerCertificate.of("localhost", INTERMEDIATE, -1, 90),
        INTERMEDIATE);
    table.withTls(
        "T08 expired",
        Fault.TLS_CERTIFICATE_EXPIRED,
        ServerCertificate.of("localhost", ROOT, -90, -1));
    table.withTls(
        "T09 not yet valid",
        Fault.TLS_CERTIFICATE_NOT_YET_VALID,
        ServerCertificate.of("localhost", ROOT, 30, 90));
    table.withTls(
        "    expires in nine days",
        Fault.TLS_CERTIFICATE_EXPIRES_SOON,
        ServerCertificate.of("localhost", ROOT, -80, 9));
  }

  private static void wrongHttp(Table table) {
    table.withTls("    good certificate again", null, GOOD);
    table.withHttp("H02 prefix", "prefix=asterisk", Fault.WS_PATH_NOT_FOUND);
    table.withHttp("N11 enabled=no", "prefix=\nenabled=no", null);
    table.withHttp("N07 tlsenable=no", "enabled=yes\ntlsenable=no", Fault.HTTPS_NOT_STARTED);
  }

  private static void wrongModules(Table table) {
    AsteriskServer pbx = table.pbx;
    // From here on the servers are started anew, which reads all files.
    pbx.configure("keys/other.key", ServerCertificate.of("x", null, -1, 90).keyPem());
    pbx.configure(
        "http.conf", "[general](+)\ntlsenable=yes\ntlsprivatekey=/etc/asterisk/keys/other.key\n");
    restart(pbx);
    table.examine("T10 key of another certificate", Fault.HTTPS_NOT_STARTED, trustingRoot());
    pbx.configure("http.conf", "[general](+)\ntlscertfile=/etc/asterisk/keys/nope.crt\n");
    restart(pbx);
    table.examine("T14 certificate file missing", Fault.HTTPS_NOT_STARTED, trustingRoot());
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
      boot(table, "S12 modules to come", "pjsip.conf", "0.1"); // read a dozen times
    }
    boot(table, "S12 not fully booted", "extensions.conf", "2");
    pbx.freeze();
    try {
      table.examine("N15 hung", Fault.TLS_SILENT, alice -> alice);
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
  private static void boot(Table table, String name, String file, String seconds) {
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
    long before = starts(pbx);
    pbx.cli("core restart now");
    await().atMost(PATIENCE).until(() -> starts(pbx) > before);
  }

  private static long starts(AsteriskServer pbx) {
    return pbx.log().lines().filter(line -> line.contains("Asterisk Ready")).count();
  }

  private static Diagnosis diagnose(UA ua, DoctorOptions options) {
    return ua.diagnose(options, new DoctorListener() {})
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /** What was set up, what was expected, and what the diagnosis said. */
  private static final class Table {
    private final AsteriskServer pbx;
    private final List<String> lines = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private int certificates;

    Table(AsteriskServer pbx) {
      this.pbx = pbx;
    }

    /** Expects nothing to be found if the fault is null. */
    void examine(String row, @Nullable Fault expected, UnaryOperator<UABuilder> change) {
      examine(row, expected, change, WITHOUT_CALL);
    }

    void examine(
        String row,
        @Nullable Fault expected,
        UnaryOperator<UABuilder> change,
        DoctorOptions options) {
      add(row, expected, diagnose(alice(change), options));
    }

    UA alice(UnaryOperator<UABuilder> change) {
      return change
          .apply(
              UA.builder()
                  .server(pbx.wssUrl())
                  .tls(TlsConfig.trusting(pbx.caFile()))
                  .user("250")
                  .password("secret250"))
          .build();
    }

    void withTls(
        String row,
        @Nullable Fault expected,
        ServerCertificate certificate,
        ServerCertificate... others) {
      String name = "made" + ++certificates;
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
      examine(row, expected, alice -> trustingRoot().apply(alice).server(url));
    }

    void withHttp(String row, String setting, @Nullable Fault expected) {
      pbx.configure("http.conf", "[general](+)\n" + setting + "\n");
      pbx.cli("module reload http");
      examine(row, expected, trustingRoot());
    }

    void add(String row, @Nullable Fault expected, Diagnosis diagnosis) {
      String found = diagnosis.first().map(Finding::fault).map(Fault::name).orElse("nothing");
      String right = expected == null ? "nothing" : expected.name();
      boolean same = found.equals(right);
      lines.add(
          "%-34s %2d  %-30s %-30s %s %5d ms"
              .formatted(
                  row,
                  pbx.version(),
                  found,
                  right,
                  same ? "ok " : "BAD",
                  diagnosis.took().toMillis()));
      if (!same) {
        wrong.add(row + " on " + pbx + ": " + found + " instead of " + right + show(diagnosis));
      }
    }

    private static String show(Diagnosis diagnosis) {
      StringBuilder text = new StringBuilder("\n");
      for (StepResult each : diagnosis.steps()) {
        if (each.verdict() != Verdict.SKIPPED) {
          text.append("  ").append(each.step()).append(' ').append(each.verdict()).append('\n');
          for (Evidence seen : each.evidence()) {
            text.append("      %s = %s%n".formatted(seen.name(), seen.value()));
          }
        }
      }
      return text.append(diagnosis.ladder()).toString();
    }

    void check() {
      System.out.printf("%-34s %2s  %-30s %-30s%n", "fault", "", "verdict", "expected");
      lines.forEach(System.out::println);
      assertThat(wrong).isEmpty();
    }
  }
}
