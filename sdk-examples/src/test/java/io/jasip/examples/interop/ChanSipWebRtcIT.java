package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.RegistrationOptions;
import io.jasip.examples.asterisk.AsteriskServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alice is a WebRTC extension of chan_sip, as older guides have it: DTLS-SRTP by its older name
 * RTP/SAVPF, no BUNDLE group, ICE candidates for RTCP that nobody needs.
 */
class ChanSipWebRtcIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.alone(16);

  /** Over wss, chan_sip finds the way to a phone only if its Contact says wss, and not ws. */
  private static final RegistrationOptions WSS =
      RegistrationOptions.builder().contact("sip:alice@alice.invalid;transport=wss").build();

  @Test
  void alice_calls_is_called_and_holds() {
    asterisk16.configure(
        "sip.conf",
        """
        [260]
        type=friend
        host=dynamic
        secret=secret260
        context=from-internal
        transport=ws,wss
        nat=force_rport,comedia
        disallow=all
        allow=opus,ulaw
        avpf=yes
        force_avp=yes
        encryption=yes
        icesupport=yes
        rtcp_mux=yes
        dtlsenable=yes
        dtlsautogeneratecert=yes
        dtlsverify=no
        dtlssetup=actpass
        """);
    asterisk16.cli("module unload res_pjsip_transport_websocket.so");
    asterisk16.cli("module unload chan_sip.so");
    asterisk16.cli("module load chan_sip.so");
    try (Softphone alice =
        Softphone.of(asterisk16, "260", "secret260", builder -> builder.registration(WSS))) {
      Call toEcho = alice.register().call("9999", 440);
      alice.ears.awaitTone(440);
      assertThat(alice.received("SIP/2.0 200"))
          .anyMatch(answer -> answer.contains(" RTP/SAVPF ") && answer.contains("a=fingerprint:"));
      Softphone.get(toEcho.hangup());

      alice.ears.clear();
      asterisk16.cli("channel originate SIP/260 application Echo");
      Call fromEcho = alice.answer(660);
      alice.ears.awaitTone(660);
      assertThat(alice.received("INVITE")).allMatch(offer -> offer.contains(" RTP/SAVPF "));
      Softphone.get(fromEcho.hold());
      Softphone.get(fromEcho.resume());
      alice.ears.clear();
      alice.ears.awaitTone(660);
      Softphone.get(fromEcho.hangup());
    }
  }
}
