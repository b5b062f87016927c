package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;

/** When an offer leaves, in virtual time. */
class CandidateGatheringTest {

  private static final String HOST = "candidate:1 1 udp 1 192.0.2.1 5004 typ host";
  private static final String REFLEXIVE = "candidate:2 1 udp 1 198.51.100.1 5004 typ srflx";
  private static final String RELAYED = "candidate:3 1 udp 1 203.0.113.1 5004 typ relay";
  private static final long LIMIT = 500;

  private final VirtualTime time = new VirtualTime();

  @Test
  void withoutServersTheOfferLeavesWhenTheHostCandidatesAreThere() {
    CandidateGathering gathering = gathering(false, false);
    CompletableFuture<Void> done = gathering.start();
    time.advance(50);
    assertThat(done).isNotDone();
    gathering.onCandidate(HOST);
    time.advance(4);
    gathering.onCandidate(HOST); // of another interface: the wait begins anew
    time.advance(4);
    assertThat(done).isNotDone();
    time.advance(4);
    assertThat(done).isCompleted();
  }

  @Test
  void withStunTheOfferWaitsForTheReflexiveCandidate() {
    CandidateGathering gathering = gathering(true, false);
    CompletableFuture<Void> done = gathering.start();
    gathering.onCandidate(HOST);
    time.advance(LIMIT - 100);
    assertThat(done).isNotDone();
    gathering.onCandidate(REFLEXIVE);
    time.advance(10);
    assertThat(done).isCompleted();
  }

  @Test
  void withTurnTheOfferWaitsForTheRelayedCandidate() {
    CandidateGathering gathering = gathering(true, true);
    CompletableFuture<Void> done = gathering.start();
    gathering.onCandidate(HOST);
    gathering.onCandidate(REFLEXIVE);
    time.advance(LIMIT - 100);
    assertThat(done).isNotDone();
    gathering.onCandidate(RELAYED);
    time.advance(10);
    assertThat(done).isCompleted();
  }

  @Test
  void aRelayedCandidateAloneIsEnoughForStun() {
    CandidateGathering gathering = gathering(true, false);
    CompletableFuture<Void> done = gathering.start();
    gathering.onCandidate(RELAYED);
    time.advance(10);
    assertThat(done).isCompleted();
  }

  @Test
  void aServerThatDoesNotAnswerDelaysTheOfferToTheLimitAndNoLonger() {
    CandidateGathering gathering = gathering(true, true);
    CompletableFuture<Void> done = gathering.start();
    gathering.onCandidate(HOST);
    time.advance(LIMIT - 1);
    assertThat(done).isNotDone();
    time.advance(1);
    assertThat(done).isCompleted();
  }

  @Test
  void theLimitHoldsWhenThereIsNoRelayedCandidateAndNoOtherWillDo() {
    CompletableFuture<Void> done =
        new CandidateGathering(time.executor, false, true, true, Duration.ofMillis(LIMIT)).start();
    time.advance(LIMIT);
    assertThat(done).isCompleted();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aBusyMachineIsGivenMoreTimeForItsFirstCandidate(boolean servers) {
    CandidateGathering gathering = gathering(servers, servers);
    CompletableFuture<Void> done = gathering.start();
    time.advance(2_000);
    assertThat(done).isNotDone();
    gathering.onCandidate(HOST);
    time.advance(10);
    assertThat(done).isCompleted();
  }

  @Test
  void thatTimeEndsWhenThereIsNoCandidateAtAll() {
    CompletableFuture<Void> done = gathering(false, false).start();
    time.advance(LIMIT + 2_000);
    assertThat(done).isCompleted();
  }

  @Test
  void theOfferLeavesWhenTheEngineHasNoMore() {
    CandidateGathering gathering = gathering(true, true);
    CompletableFuture<Void> done = gathering.start();
    gathering.onCandidate(HOST);
    gathering.onComplete();
    assertThat(done).isCompleted();
    gathering.onCandidate(RELAYED);
    gathering.onComplete();
    time.advance(2 * LIMIT);
    assertThat(done).isCompleted();
  }

  @Test
  void candidatesThatCameBeforeTheWaitCount() {
    CandidateGathering gathering = gathering(false, false);
    gathering.onCandidate(HOST);
    time.advance(10);
    assertThat(gathering.start()).isCompleted();
  }

  private CandidateGathering gathering(boolean stun, boolean turn) {
    return new CandidateGathering(time.executor, true, stun, turn, Duration.ofMillis(LIMIT));
  }

  /** A scheduler whose milliseconds pass when the test says so. */
  private static final class VirtualTime {
    private final ScheduledExecutorService executor = mock();
    private final List<Timer> timers = new ArrayList<>();
    private long now;

    private record Timer(long at, Callable<?> task, ScheduledFuture<?> handle) {}

    VirtualTime() {
      when(executor.schedule(ArgumentMatchers.<Callable<Object>>any(), anyLong(), any()))
          .thenAnswer(
              call -> {
                TimeUnit unit = call.getArgument(2);
                long delay = unit.toMillis(call.<Long>getArgument(1));
                ScheduledFuture<?> handle = mock();
                when(handle.cancel(false))
                    .thenAnswer(cancel -> timers.removeIf(timer -> timer.handle == handle));
                timers.add(new Timer(now + delay, call.getArgument(0), handle));
                return handle;
              });
    }

    void advance(long millis) {
      long until = now + millis;
      while (true) {
        Timer next =
            timers.stream()
                .filter(timer -> timer.at <= until)
                .min(Comparator.comparingLong(Timer::at))
                .orElse(null);
        if (next == null) {
          now = until;
          return;
        }
        timers.remove(next);
        now = next.at;
        assertThatNoException().isThrownBy(next.task::call);
      }
    }
  }
}
