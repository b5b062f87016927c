package io.jasip.examples.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.ListenerHandle;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.webrtc.AudioBridge;
import io.jasip.webrtc.AudioMixer;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.CallAudio;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls whose sound is brought together in one process. */
class ConferenceIT {

  @RegisterExtension static final AsteriskServer asterisk16 = AsteriskServer.version(16);
  @RegisterExtension static final AsteriskServer asterisk22 = AsteriskServer.version(22);

  static Stream<AsteriskServer> servers() {
    return Stream.of(asterisk16, asterisk22);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_room_mixes_alice_bob_and_carol(AsteriskServer pbx) {
    try (AudioMixer mixer = new AudioMixer();
        Softphone room = Softphone.of(pbx, "251").register();
        Softphone alice = Softphone.of(pbx, "250").start();
        Softphone bob = Softphone.of(pbx, "250").start();
        Softphone carol = Softphone.of(pbx, "250").start()) {
      List<Softphone> all = List.of(alice, bob, carol);
      List<CallAudio> sounds = all.stream().map(each -> enters(each, room, mixer)).toList();

      for (int speaker = 0; speaker < all.size(); speaker++) {
        double voice = 400 + 300 * speaker;
        sounds.get(speaker).setSource(AudioSource.tone(voice, 0.5));
        for (Softphone listener : all) {
          if (listener != all.get(speaker)) {
            listener.ears.awaitTone(voice);
          }
        }
        // Of the others something may still be on its way.
        assertThat(all.get(speaker).ears.windowsWith(voice))
            .as("what is said is not echoed")
            .isZero();
        sounds.get(speaker).setSource(AudioSource.silence());
        all.forEach(listener -> listener.ears.awaitSilence());
      }
    }
  }

  /** Calls the room in silence. */
  private static CallAudio enters(Softphone guest, Softphone room, AudioMixer mixer) {
    Call outgoing = guest.ua.call("251", guest.playing(AudioSource.silence()));
    AudioMixer.Participant seat = mixer.join();
    AudioOptions audio = AudioOptions.builder().source(seat.source()).sink(seat.sink()).build();
    Softphone.get(room.awaitRinging().answer(CallOptions.builder().media(audio).build()));
    return Softphone.get(CallAudio.of(Softphone.get(outgoing.answered())));
  }

  @ParameterizedTest
  @MethodSource("servers")
  void the_desk_puts_alice_through_to_bob(AsteriskServer pbx) {
    try (Softphone desk = Softphone.of(pbx, "251").register();
        Softphone alice = Softphone.of(pbx, "250").start();
        Softphone bob = Softphone.of(pbx, "250").register()) {
      Call fromAlice = alice.ua.call("251", alice.whistling(500));
      Call left = desk.answer(2000);
      Call toBob = desk.ua.call("250", desk.whistling(2000));
      bob.answer(900);
      Softphone.get(fromAlice.answered());
      Softphone.get(toBob.answered());
      alice.ears.awaitTone(2000);
      bob.ears.awaitTone(2000);

      ListenerHandle bridge =
          AudioBridge.connect(
              Softphone.get(CallAudio.of(left)), Softphone.get(CallAudio.of(toBob)));
      alice.ears.awaitTone(900);
      bob.ears.awaitTone(500);

      bridge.remove();
      alice.ears.awaitSilence();
      bob.ears.awaitSilence();
    }
  }
}
