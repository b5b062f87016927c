package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.media.IceServer;
import io.jasip.media.MediaException.Reason;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What hangs if it is not contained: table B of the hazards in CONTRIBUTING.md. */
class StallHazardTest {

  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @Test
  void anOfferThatWaitsForItsCandidatesFailsWhenTheSessionEnds() throws IOException {
    WebRtcMedia patient = WebRtcMedia.builder().iceGatheringTimeout(Duration.ofHours(1)).build();
    done(patient.retain());
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Party alice = Party.join(patient, "alice", stun(silent));
      CompletableFuture<String> offer = alice.session.createOffer();
      done(alice.session.setMuted(true)); // the offer's native part has run
      assertThat(offer).isNotDone();
      alice.close();
      assertThat(failure(offer).reason()).isEqualTo(Reason.CLOSED);
    } finally {
      done(patient.release());
    }
  }

  @Test
  void aStunServerThatDoesNotAnswerHoldsUpNoCall() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Party alice = Party.join(ENGINE, "alice", stun(silent));
        Party bob = Party.join(ENGINE, "bob", stun(silent))) {
      assertThat(alice.offer(bob)).contains(" typ host");
      alice.awaitConnected();
    }
  }

  private static IceServer stun(DatagramSocket server) {
    return IceServer.stun("stun:127.0.0.1:" + server.getLocalPort());
  }

  @Test
  void aSourceThatBlocksHurtsItsOwnCallOnly() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AudioSource blocking =
        frame -> {
          blocked.countDown();
          return block(free);
        };
    try (Party carol = Party.join(ENGINE, "carol", AudioOptions.builder().source(blocking));
        Party dave = Party.join(ENGINE, "dave");
        Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      carol.call(dave);
      assertThat(blocked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      alice.call(bob);
      bob.awaitTone(440);
      alice.awaitTone(1000);
      CompletableFuture<Void> closed = carol.session.close();
      free.countDown();
      done(closed);
    } finally {
      free.countDown();
    }
  }

  private static boolean block(CountDownLatch until) {
    try {
      return until.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
