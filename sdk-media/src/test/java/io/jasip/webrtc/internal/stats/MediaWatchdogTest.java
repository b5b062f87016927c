package io.jasip.webrtc.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is said about media that is not heard, and when. In virtual time. */
class MediaWatchdogTest {

  private record Task(long at, Runnable body) {}

  private static final Set<String> HOST = Set.of("host");

  private final PriorityQueue<Task> tasks = new PriorityQueue<>(Comparator.comparing(Task::at));
  private final List<MediaException> failed = new ArrayList<>();
  private final List<MediaException> warned = new ArrayList<>();
  private long now;
  private CompletableFuture<PathEvidence> reading =
      CompletableFuture.completedFuture(PathEvidence.NONE);

  private final MediaWatchdog watchdog =
      new MediaWatchdog(
          (delay, body) -> tasks.add(new Task(now + delay.toMillis(), body)),
          () -> reading.copy(),
          Duration.ofSeconds(15),
          failed::add,
          warned::add);

  @Test
  void iceThatFindsNoPath() {
    sees(new PathEvidence(false, "new", HOST, HOST, 0, 0, false));
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(14);
    assertThat(failed).isEmpty();
    pass(1);
    assertThat(only().reason()).isEqualTo(Reason.ICE_FAILED);
    assertThat(only())
        .hasMessageContaining("ours: host; the peer's: host")
        .hasMessageContaining("0 bytes received")
        .hasMessageContaining("STUN");
    pass(100);
    watchdog.state(MediaState.FAILED);
    assertThat(failed).as("told once").hasSize(1);
  }

  @Test
  void aPeerWithoutCandidates() {
    sees(new PathEvidence(false, "new", HOST, Set.of(), 0, 0, false));
    watchdog.negotiated(); // the engine stays NEW for ever
    pass(15);
    assertThat(only().reason()).isEqualTo(Reason.ICE_FAILED);
    assertThat(only()).hasMessageContaining("the peer's: none").hasMessageContaining("ice_support");
  }

  @Test
  void whoAnswersAfterAnEarlyAnswerOfAnotherPhoneHasItsOwnTime() {
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(14);
    watchdog.negotiated();
    pass(14);
    assertThat(failed).isEmpty();
    pass(1);
    assertThat(only().reason()).isEqualTo(Reason.ICE_FAILED);
  }

  @Test
  void aNewOfferGivesAPathThatWasLostNoMoreTime() {
    connect();
    watchdog.state(MediaState.DISCONNECTED);
    pass(14);
    watchdog.negotiated();
    pass(1);
    assertThat(only().reason()).isEqualTo(Reason.RTP_TIMEOUT);
  }

  @Test
  void aHandshakeThatThePeerDrops() {
    sees(new PathEvidence(true, "connecting", HOST, HOST, 2_200, 0, false));
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(15);
    assertThat(only().reason()).isEqualTo(Reason.DTLS_STUCK);
    assertThat(only())
        .hasMessageContaining("DTLS connecting, 2200 bytes received")
        .hasMessageContaining("Asterisk 16");
  }

  @Test
  void aHandshakeThatFailsIsToldAtOnce() {
    sees(new PathEvidence(true, "failed", HOST, HOST, 2_200, 0, false));
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(1);
    watchdog.state(MediaState.FAILED);
    assertThat(only().reason()).isEqualTo(Reason.DTLS_FAILED);
    assertThat(only()).hasMessageContaining("fingerprint");
  }

  @Test
  void aHandshakeThatThePeerEnds() {
    sees(new PathEvidence(true, "closed", HOST, HOST, 2_200, 0, false));
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(15);
    assertThat(only().reason()).isEqualTo(Reason.DTLS_FAILED);
  }

  @Test
  void aPathThatIsLostForGood() {
    connect();
    watchdog.state(MediaState.DISCONNECTED);
    pass(14);
    assertThat(failed).isEmpty();
    pass(1);
    assertThat(only().reason()).isEqualTo(Reason.RTP_TIMEOUT);
    assertThat(only()).hasMessageContaining("restart ICE");
  }

  @Test
  void aPathThatIsFoundAgain() {
    connect();
    for (int i = 0; i < 5; i++) {
      watchdog.state(MediaState.DISCONNECTED);
      pass(14);
      watchdog.state(MediaState.CONNECTED);
      pass(2);
    }
    assertThat(failed).isEmpty();
  }

  @Test
  void aNewOfferDoesNotDisturbWhatIsConnected() {
    connect();
    watchdog.negotiated();
    pass(60);
    assertThat(failed).isEmpty();
  }

  @Test
  void aPeerThatSendsNothing() {
    sees(new PathEvidence(true, "connected", HOST, HOST, 900, 0, true));
    connect();
    pass(14);
    assertThat(warned).isEmpty();
    pass(1);
    assertThat(warned)
        .singleElement()
        .extracting(MediaException::reason)
        .isEqualTo(Reason.NO_AUDIO);
    assertThat(warned.get(0)).hasMessageContaining("for 15 s").hasMessageContaining("0 packets");
    pass(60);
    assertThat(warned).as("told once").hasSize(1);
    sees(new PathEvidence(true, "connected", HOST, HOST, 9_000, 50, true));
    pass(5);
    pass(15);
    assertThat(warned).as("told again after some sound").hasSize(2);
    assertThat(failed).isEmpty();
  }

  @Test
  void aPeerThatNeedNotSend() {
    sees(new PathEvidence(true, "connected", HOST, HOST, 900, 0, false));
    connect();
    pass(100);
    assertThat(warned).isEmpty();
  }

  @Test
  void evidenceThatCannotBeReadHoldsNothingUp() {
    reading = new CompletableFuture<>();
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    pass(15);
    assertThat(failed).isEmpty();
    pass(1);
    assertThat(only().reason()).isEqualTo(Reason.ICE_FAILED);
    assertThat(only()).hasMessageContaining("DTLS unknown");
  }

  @Test
  void aSessionThatHasEndedIsLeftAlone() {
    watchdog.negotiated();
    watchdog.state(MediaState.CLOSED);
    pass(60);
    assertThat(failed).isEmpty();
  }

  private void connect() {
    watchdog.negotiated();
    watchdog.state(MediaState.CONNECTING);
    watchdog.state(MediaState.CONNECTED);
  }

  private MediaException only() {
    assertThat(failed).hasSize(1);
    return failed.get(0);
  }

  private void sees(PathEvidence evidence) {
    reading = CompletableFuture.completedFuture(evidence);
  }

  private void pass(long seconds) {
    long end = now + 1000 * seconds;
    for (Task next = tasks.peek(); next != null && next.at() <= end; next = tasks.peek()) {
      tasks.remove(next);
      now = next.at();
      next.body().run();
    }
    now = end;
  }
}
