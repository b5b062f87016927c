package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.media.SdpType;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Alice is behind a NAT and has no STUN server: Asterisk sees her packets come from an address that
 * her offer does not list.
 */
class UnlistedAddressIT {

  /** One that nobody has (RFC 5737). */
  private static final String PRIVATE_ONE =
      "a=candidate:1 1 udp 2122194687 203.0.113.7 40000 typ host generation 0";

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  @Test
  void asterisk_16_finds_the_path_but_drops_the_handshake_which_is_told() {
    try (Softphone alice = behindNat(asterisk16)) {
      Call call = alice.ua.call("9999", alice.whistling(440));
      CallEndedEvent end = Softphone.get(call.ended());
      assertThat(end.originator()).isEqualTo(Originator.SYSTEM);
      assertThat(end.cause()).as(end.detail()).isEqualTo(Cause.DTLS_FAILED);
      assertThat(asterisk16.log()).contains("Source not in ICE active candidate list");
    }
  }

  @Test
  void asterisk_22_talks_to_the_address_that_it_sees() {
    try (Softphone alice = behindNat(asterisk22)) {
      Call call = alice.call("9999", 440);
      alice.ears.awaitTone(440);
      Softphone.get(call.hangup());
    }
  }

  private static Softphone behindNat(AsteriskServer pbx) {
    WebRtcMedia media =
        WebRtcMedia.builder()
            .mediaTimeout(Duration.ofSeconds(5))
            .descriptionHook(
                (from, type, sdp) ->
                    from == Originator.LOCAL && type == SdpType.OFFER
                        ? sdp.replaceAll("a=candidate:.*", PRIVATE_ONE)
                        : sdp)
            .build();
    return Softphone.of(pbx, "250", "secret250", ua -> ua.media(media)).register();
  }
}
