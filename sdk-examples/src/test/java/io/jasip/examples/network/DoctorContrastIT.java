package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.fault.Fault;
import io.jasip.transport.TlsConfig;
import io.jasip.transport.WebSocketServer;
import io.jasip.webrtc.WebRtcMedia;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Mistakes in the configuration of a real server that look alike at first sight: the doctor tells
 * them apart by what it tries for comparison, and finds nothing where nothing is wrong.
 */
class DoctorContrastIT {

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.alone(22);

  private static final String WEBRTC =
      "context=from-internal\ndisallow=all\nallow=opus,g722,ulaw,alaw\nwebrtc=yes\n";
  private static final String AOR = "max_contacts=5\nremove_existing=yes\n";

  /** A user, the number that it calls or none, and the fault or none. */
  private record Row(String what, String user, @Nullable String number, @Nullable Fault expected) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("G.722 alone", "401", "9999", null),
          new Row("video codecs alone", "402", "9999", Fault.NO_COMMON_CODEC),
          new Row("no codec at all", "429", "9999", Fault.NO_OFFER_ACCEPTED),
          new Row("no audio stream", "418", "9999", Fault.NO_OFFER_ACCEPTED),
          new Row("dtls_setup=active", "405", "9999", null),
          new Row("SHA-1 of the DTLS certificate", "404", "9999", null),
          new Row("media from an address that is found by checks", "417", "9999", null),
          new Row("contact_deny", "416", null, Fault.CONTACT_ACL),
          new Row("auth without a password", "428", null, Fault.AUTH_NOT_LOADED),
          new Row("auth that does not exist", "430", null, Fault.AUTH_NOT_LOADED),
          new Row("identify_by=ip", "413", null, Fault.CREDENTIALS_REFUSED),
          new Row("maximum_expiration=2", "415", null, Fault.REGISTRATION_SHORT),
          new Row("Dial() of nobody", "250", "8002", Fault.DESTINATION_UNAVAILABLE),
          new Row("destination out of order", "250", "8013", Fault.DESTINATION_UNAVAILABLE),
          new Row("temporary failure", "250", "8015", Fault.DESTINATION_UNAVAILABLE),
          new Row("number changed", "250", "8030", Fault.NUMBER_NOT_FOUND),
          new Row("no more lines", "250", "8017", Fault.DIALPLAN_ENDED),
          new Row("Goto() to nowhere", "250", "8021", Fault.DIALPLAN_ENDED),
          new Row("Transfer()", "250", "8024", Fault.CALL_REDIRECTED),
          new Row("183 alone", "250", "8008", Fault.CALL_NOT_TAKEN),
          new Row("no Answer() before Echo()", "250", "8025", Fault.CALL_NOT_TAKEN),
          new Row("Answer() and nothing else", "250", "8001", Fault.HANGUP_AFTER_ANSWER),
          new Row("a PIN", "250", "8010", Fault.ECHO_NOT_HEARD));

  /** It takes longer on a busy machine than a diagnosis has for it. */
  @BeforeAll
  static void loadTheNativeLibrary() {
    WebRtcMedia media = WebRtcMedia.headless();
    media.retain().thenCompose(loaded -> media.release()).join();
  }

  private static void configure() {
    endpoint("401", WEBRTC.replace("allow=opus,g722,ulaw,alaw", "allow=g722"), AOR);
    endpoint("402", WEBRTC.replace("allow=opus,g722,ulaw,alaw", "allow=h264"), AOR);
    endpoint("404", WEBRTC + "dtls_fingerprint=SHA-1\n", AOR);
    endpoint("405", WEBRTC + "dtls_setup=active\n", AOR);
    endpoint("413", WEBRTC + "identify_by=ip\n", AOR);
    endpoint("415", WEBRTC, "max_contacts=5\nminimum_expiration=1\nmaximum_expiration=2\n");
    endpoint("416", WEBRTC + "contact_deny=0.0.0.0/0\n", AOR);
    endpoint("417", WEBRTC + "transport=transport-udp\n", AOR);
    endpoint("418", WEBRTC + "max_audio_streams=0\n", AOR);
    endpoint("428", WEBRTC, AOR, "password=\n");
    endpoint("429", WEBRTC.replace("allow=opus,g722,ulaw,alaw\n", ""), AOR);
    pbx.configure(
        "pjsip.conf",
        "[430]\ntype=endpoint\nauth=nobody\naors=430\n" + WEBRTC + "[430]\ntype=aor\n" + AOR);
    pbx.configure(
        "extensions.conf",
        """
        [from-internal]
        exten => 8001,1,Answer()
         same => n,Hangup()
        exten => 8002,1,Dial(PJSIP/nobody,10)
        exten => 8008,1,Progress()
         same => n,Wait(60)
        exten => 8010,1,Answer()
         same => n,Authenticate(1234)
        exten => 8013,1,Hangup(27)
        exten => 8015,1,Hangup(41)
        exten => 8017,1,NoOp()
        exten => 8021,1,Goto(nowhere,s,1)
        exten => 8024,1,Transfer(sip:9999@other.example)
        exten => 8025,1,Echo()
        exten => 8030,1,Hangup(22)
        """);
    pbx.cli("dialplan reload");
    pbx.cli("pjsip reload");
  }

  private static void endpoint(String user, String options, String aor) {
    endpoint(user, options, aor, "password=secret" + user + "\n");
  }

  private static void endpoint(String user, String options, String aor, String password) {
    pbx.configure(
        "pjsip.conf",
        """
        [%1$s]
        type=endpoint
        auth=auth%1$s
        aors=%1$s
        %2$s
        [auth%1$s]
        type=auth
        auth_type=userpass
        username=%1$s
        %4$s
        [%1$s]
        type=aor
        %3$s
        """
            .formatted(user, options, aor, password));
  }

  @Test
  void mistakes_that_look_alike_are_told_apart() {
    configure();
    List<String> wrong = new ArrayList<>();
    for (Row row : ROWS) {
      Diagnosis diagnosis = diagnose(row.user(), row.number(), alice -> alice);
      String found = diagnosis.first().map(Finding::fault).map(Fault::name).orElse("nothing");
      String right = row.expected() == null ? "nothing" : row.expected().name();
      System.out.printf(
          "%-46s %-26s %-26s %5d ms%n", row.what(), found, right, diagnosis.took().toMillis());
      if (!found.equals(right)) {
        wrong.add(row + ": " + found + "\n" + diagnosis.steps());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void a_second_server_that_is_down_is_named() {
    String down = "wss://127.0.0.2:9/ws";

    Diagnosis diagnosis =
        diagnose(
            "250",
            null,
            alice ->
                alice.servers(
                    List.of(
                        WebSocketServer.parse(pbx.wssUrl()).withWeight(2),
                        WebSocketServer.parse(down))));

    assertThat(diagnosis.findings())
        .singleElement()
        .satisfies(found -> assertThat(found.fault()).isEqualTo(Fault.OTHER_SERVER_DOWN))
        .satisfies(found -> assertThat(found.evidence().get(0).name()).isEqualTo("server." + down));
  }

  private static Diagnosis diagnose(
      String user, @Nullable String number, UnaryOperator<UABuilder> change) {
    UA ua =
        change
            .apply(
                UA.builder()
                    .server(pbx.wssUrl())
                    .tls(TlsConfig.trusting(pbx.caFile()))
                    .user(user)
                    .password("secret" + user)
                    .media(WebRtcMedia.headless()))
            .build();
    DoctorOptions options =
        new DoctorOptions(
            number == null ? "9999" : number,
            number != null,
            false,
            DoctorOptions.DEFAULT.listen());
    return ua.diagnose(options, new DoctorListener() {}).orTimeout(60, TimeUnit.SECONDS).join();
  }
}
