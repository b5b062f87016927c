package io.jasip.webrtc;

import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Originator;
import io.jasip.media.IceServer;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import io.jasip.media.SdpType;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** How the media of alice and bob finds its way, or says why not. */
class PathTest {

  /** Nobody is there; nor can the socket of an interface send there. */
  private static final String NOBODY = "a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host";

  /** For those that are never connected. */
  private static final WebRtcMedia.Builder HASTY =
      WebRtcMedia.builder().mediaTimeout(Duration.ofSeconds(2));

  /** Time enough, also for a busy machine, to get as far as is meant to be got. */
  private static final WebRtcMedia.Builder UNHURRIED =
      WebRtcMedia.builder().mediaTimeout(Duration.ofSeconds(6));

  @Test
  void aPeerThatCannotBeReached() {
    with(
        HASTY.build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice");
              Party bob = Party.join(engine, "bob")) {
            String answer = done(bob.session.createAnswer(done(alice.session.createOffer())));
            done(bob.session.close());
            done(
                alice.session.acceptAnswer(
                    SdpType.ANSWER, answer.replaceAll("a=candidate:.*", NOBODY)));
            assertThat(alice.awaitProblem().reason()).isEqualTo(Reason.ICE_FAILED);
            assertThat(alice.awaitProblem())
                .hasMessageContaining("ours: host; the peer's: ")
                .hasMessageContaining("TURN");
            assertThat(alice.states).endsWith(MediaState.FAILED);
          }
        });
  }

  @Test
  void aPeerThatNamesNoAddress() {
    with(
        HASTY.build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice");
              Party bob = Party.join(engine, "bob")) {
            String answer = done(bob.session.createAnswer(done(alice.session.createOffer())));
            done(bob.session.close());
            done(
                alice.session.acceptAnswer(
                    SdpType.ANSWER, answer.replaceAll("a=candidate:.*\r\n", "")));
            assertThat(alice.awaitProblem().reason()).isEqualTo(Reason.ICE_FAILED);
          }
        });
  }

  @Test
  void aPeerWhoseCertificateIsAnotherOne() {
    with(
        WebRtcMedia.headless(),
        engine -> {
          try (Party alice = Party.join(engine, "alice");
              Party bob = Party.join(engine, "bob")) {
            String answer = done(bob.session.createAnswer(done(alice.session.createOffer())));
            String other =
                answer.replaceAll("a=fingerprint:sha-256 ..", "a=fingerprint:sha-256 A7");
            done(
                alice.session.acceptAnswer(
                    SdpType.ANSWER,
                    other.equals(answer) ? answer.replaceAll("256 A7", "256 A8") : other));
            assertThat(alice.awaitProblem().reason()).isEqualTo(Reason.DTLS_FAILED);
            assertThat(alice.awaitProblem()).hasMessageContaining("DTLS failed");
          }
        });
  }

  @Test
  void aPeerThatNeverBeginsTheHandshake() {
    with(
        UNHURRIED.build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice");
              Party bob = Party.join(engine, "bob")) {
            String offer = done(alice.session.createOffer());
            String answer = done(bob.session.createAnswer(setup(offer, "active")));
            assertThat(answer).contains("a=setup:passive");
            done(alice.session.acceptAnswer(SdpType.ANSWER, setup(answer, "active")));
            assertThat(alice.awaitProblem().reason()).isEqualTo(Reason.DTLS_STUCK);
            assertThat(alice.awaitProblem()).hasMessageContaining("DTLS connecting");
          }
        });
  }

  @Test
  void aPeerThatIsSuddenlyGone() {
    with(
        UNHURRIED.build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice");
              Party bob = Party.join(engine, "bob", 1000)) {
            alice.call(bob);
            alice.awaitTone(1000);
            done(bob.session.close());
            assertThat(alice.awaitProblem().reason()).isEqualTo(Reason.RTP_TIMEOUT);
            assertThat(alice.states)
                .endsWith(MediaState.DISCONNECTED, MediaState.FAILED)
                .containsOnlyOnce(MediaState.FAILED);
          }
        });
  }

  @Test
  void aNewPathIsAgreedWhileTheyTalk() {
    with(
        WebRtcMedia.headless(),
        engine -> {
          try (Party alice = Party.join(engine, "alice", 440);
              Party bob = Party.join(engine, "bob", 1000)) {
            String first = done(alice.session.createOffer());
            alice.call(bob, first);
            bob.awaitTone(440);
            done(alice.session.restartIce());
            String second = done(alice.session.createOffer());
            assertThat(ufrag(second)).isNotEqualTo(ufrag(first));
            assertThat(second).contains(" typ host");
            String answer = done(bob.session.createAnswer(second));
            assertThat(answer).contains(" typ host");
            done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
            bob.ear.forget();
            alice.ear.forget();
            bob.awaitTone(440);
            alice.awaitTone(1000);
            String third = done(alice.session.createOffer());
            assertThat(ufrag(third)).as("once is enough").isEqualTo(ufrag(second));
            done(alice.session.rollback());
          }
        });
  }

  @Test
  void aNewPathThatIsRefusedLeavesTheOldOne() {
    with(
        WebRtcMedia.headless(),
        engine -> {
          try (Party alice = Party.join(engine, "alice", 440);
              Party bob = Party.join(engine, "bob", 1000)) {
            alice.call(bob);
            bob.awaitTone(440);
            done(alice.session.restartIce());
            done(alice.session.createOffer());
            done(alice.session.rollback());
            bob.ear.forget();
            alice.ear.forget();
            bob.awaitTone(440);
            alice.awaitTone(1000);
            bob.offer(alice);
            bob.ear.forget();
            bob.awaitTone(440);
          }
        });
  }

  @Test
  void descriptionsPassTheHookOfTheApplication() {
    List<String> seen = new CopyOnWriteArrayList<>();
    DescriptionHook hook =
        (from, type, sdp) -> {
          seen.add(from + " " + type);
          return from == Originator.LOCAL
              ? sdp.replaceFirst("\r\nm=audio", "\r\na=x-alice:1\r\nm=audio")
              : sdp.replaceFirst("o=", "o=%n");
        };
    with(
        WebRtcMedia.headless(),
        engine -> {
          try (Party alice =
                  Party.join(engine, "alice", AudioOptions.builder().descriptionHook(hook));
              Party bob = Party.join(engine, "bob", 1000)) {
            String offer = done(alice.session.createOffer());
            assertThat(offer).contains("a=x-alice:1\r\n");
            String answer = done(bob.session.createAnswer(offer));
            assertThat(failure(alice.session.acceptAnswer(SdpType.ANSWER, answer)).reason())
                .as("what the hook does is checked too")
                .isEqualTo(Reason.BAD_DESCRIPTION);
            assertThat(seen).containsExactly("LOCAL OFFER", "REMOTE ANSWER");
          }
        });
  }

  @Test
  void aHookThatThrowsFailsTheOperationByName() {
    WebRtcMedia broken =
        WebRtcMedia.builder()
            .descriptionHook(
                (from, type, sdp) -> {
                  throw new IllegalStateException("a fault of the application");
                })
            .build();
    with(
        broken,
        engine -> {
          try (Party alice = Party.join(engine, "alice")) {
            assertThat(failure(alice.session.createOffer()))
                .hasMessageContaining("DescriptionHook")
                .hasMessageContaining("a fault of the application");
          }
        });
  }

  @Test
  void oneAddressFamilyIsNamedAndHeard() {
    with(
        WebRtcMedia.builder().addresses(AddressFamily.IPV4).build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice", 440);
              Party bob = Party.join(engine, "bob", 1000)) {
            String offer = done(alice.session.createOffer());
            assertThat(offer.lines().filter(line -> line.startsWith("a=candidate:")))
                .isNotEmpty()
                .allMatch(line -> line.split(" ")[4].matches("[0-9.]+"));
            alice.call(bob, offer);
            bob.awaitTone(440);
          }
        });
  }

  @Test
  void theSchemeOfAnIceServerMayBeInCapitals() {
    with(
        WebRtcMedia.builder().iceGatheringTimeout(Duration.ofMillis(200)).build(),
        engine -> {
          IceServer turn = IceServer.turn("TURN:127.0.0.1:9?Transport=UDP", "alice", "secret");
          try (Party alice = Party.join(engine, "alice", turn)) {
            assertThat(done(alice.session.createOffer())).contains(" typ host");
          }
        });
  }

  @Test
  void relaysOnlyNeedATurnServer() {
    with(
        WebRtcMedia.builder().relayOnly(true).build(),
        engine -> {
          try (Party alice = Party.join(engine, "alice")) {
            assertThat(failure(alice.session.createOffer()))
                .hasMessageContaining("relayOnly needs a TURN server");
          }
        });
  }

  @Test
  void anOfferDoesNotLeaveWithoutACandidate() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      with(
          WebRtcMedia.builder().relayOnly(true).iceGatheringTimeout(Duration.ofMillis(200)).build(),
          engine -> {
            IceServer turn =
                IceServer.turn("turn:127.0.0.1:" + silent.getLocalPort(), "alice", "secret");
            try (Party alice = Party.join(engine, "alice", turn)) {
              CompletableFuture<String> offer = alice.session.createOffer();
              assertThat(failure(offer))
                  .hasMessageContaining("no network address was found")
                  .hasMessageContaining("TURN server gave none in 200 ms");
            }
          });
    }
  }

  private interface Use {
    void with(WebRtcMedia engine);
  }

  private static void with(WebRtcMedia engine, Use use) {
    done(engine.retain());
    try {
      use.with(engine);
    } finally {
      done(engine.release());
    }
  }

  /** The description with another role in the handshake (RFC 5763 section 5). */
  private static String setup(String sdp, String role) {
    return sdp.replaceAll("a=setup:[a-z]+", "a=setup:" + role);
  }

  private static String ufrag(String sdp) {
    return sdp.lines().filter(line -> line.startsWith("a=ice-ufrag:")).findFirst().orElseThrow();
  }
}
