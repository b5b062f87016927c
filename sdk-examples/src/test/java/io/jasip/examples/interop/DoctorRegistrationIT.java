package io.jasip.examples.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.RegistrationOptions;
import io.jasip.UABuilder;
import io.jasip.auth.Credentials;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.fault.Fault;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Accounts that are set up wrongly on real servers, and what guides wrongly call wrong: the doctor
 * names the former first, and says nothing of the latter.
 */
class DoctorRegistrationIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.alone(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.alone(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  private static UnaryOperator<UABuilder> user(String name) {
    return alice -> alice.user(name).password("secret" + name);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void what_is_wrong_is_named(AsteriskServer pbx) {
    DoctorTable table = new DoctorTable(pbx);
    credentials(table);
    aors(table);
    transports(table);
    table.check();
  }

  private static void credentials(DoctorTable table) {
    table.examine(
        "R01 wrong password", Fault.CREDENTIALS_REFUSED, alice -> alice.password("wrong"));
    table.examine(
        "R02 unknown user", Fault.CREDENTIALS_REFUSED, alice -> alice.user("777").password("x"));
  }

  private static void aors(DoctorTable table) {
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
    endpoint(
        pbx,
        "405",
        "auth=auth405\naors=405",
        "username=405\nauth_type=md5\nmd5_cred=" + md5("405:other.realm:secret405"),
        "max_contacts=1");
    endpoint(
        pbx,
        "418",
        "auth=auth418\naors=418\ndtls_cert_file=/nope.crt",
        "username=418",
        "max_contacts=1");
    endpoint(
        pbx,
        "419",
        "auth=auth419\naors=419",
        "username=419\nsupported_algorithms_uas=SHA-256",
        "max_contacts=1");
    endpoint(
        pbx,
        "423",
        "auth=auth423\naors=423\nforce_rport=no\nrewrite_contact=no\nrtp_symmetric=no",
        "username=423",
        "max_contacts=1");
    pbx.configure("pjsip.conf", "[other407]\ntype=aor\nmax_contacts=1\n");
    pbx.cli("pjsip reload");

    table.examine("R03 other authentication user", Fault.CREDENTIALS_REFUSED, user("403"));
    table.examine(
        "R03 ... when it is given",
        null,
        alice -> alice.user("403").credentials(Credentials.of("otheruser", "secret403")));
    table.examine("R05 hash of another realm", Fault.CREDENTIALS_REFUSED, user("405"));
    table.examine("R07 aor of another name", Fault.AOR_NAME_MISMATCH, user("407"));
    table.examine("R09 no aor", Fault.AOR_MISSING, user("409"));
    table.examine("R10 no max_contacts", Fault.AOR_MISSING, user("410"));
    table.examine("R13 no auth", Fault.REGISTRATION_UNCHALLENGED, user("413"));
    table.examine("R15 ACL", Fault.CREDENTIALS_REFUSED, user("415"));
    table.examine("M16 endpoint dropped", Fault.CREDENTIALS_REFUSED, user("416"));
    table.examine("I15 DTLS certificate missing", Fault.CREDENTIALS_REFUSED, user("418"));
    if (pbx.version() == 22) {
      table.examine("R19 SHA-256", null, user("419"));
    }
    table.examine("R23 no NAT options", null, user("423"));
    for (int seconds : List.of(10, 100_000)) {
      Duration expires = Duration.ofSeconds(seconds);
      table.examine(
          "R17 for " + seconds + " s",
          null,
          alice -> alice.registration(RegistrationOptions.builder().expires(expires).build()));
    }
    // Each sees by a REGISTER without Contact (R22) who else is there.
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

  /** What people believe of transports; WebSockets need none. */
  private static void transports(DoctorTable table) {
    AsteriskServer pbx = table.pbx;
    pbx.configure("pjsip.conf", "[without-bind]\ntype=transport\nprotocol=wss\n");
    pbx.cli("pjsip reload");
    table.examine("M04 transport without bind", null, alice -> alice);
    pbx.configure(
        "pjsip.conf",
        "[later]\ntype=transport\nprotocol=wss\nbind=127.0.0.1:28089\n"
            + "cert_file=/etc/asterisk/keys/asterisk.crt\n"
            + "priv_key_file=/etc/asterisk/keys/asterisk.key\n");
    pbx.cli("pjsip reload");
    table.examine("M05 M07 transport added later", null, alice -> alice);
    try (Softphone bob = Softphone.of(pbx, "251").register()) {
      pbx.cli("core reload");
      table.examine("M15 all reloaded", null, alice -> alice);
      assertThat(bob.ua.registration().bindings()).isNotEmpty();
    }
    if (pbx.version() == 16) {
      pbx.configure(
          "sip.conf", "[250]\ntype=friend\nhost=dynamic\nsecret=other\ntransport=ws,wss\n");
      pbx.cli("sip reload");
      table.examine("M13 in chan_sip too", null, alice -> alice);
    }
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
