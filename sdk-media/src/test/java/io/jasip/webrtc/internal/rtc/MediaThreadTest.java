package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The thread of alice's media: what waits for it, and what does not. */
class MediaThreadTest {

  private final MediaThread media = new MediaThread("alice");
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void close() {
    gate.countDown();
    media.close(() -> {}).join();
  }

  @Test
  void hangingUpWaitsForWhatIsRunningAndNotForWhatIsQueued() throws Exception {
    List<String> ran = new ArrayList<>();
    CompletableFuture<Boolean> running = busy(ran);
    List<CompletableFuture<Boolean>> queued = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      queued.add(media.call(() -> ran.add("queued")));
    }
    CompletableFuture<Void> closed = media.close(() -> ran.add("closed"));
    gate.countDown();
    closed.join();
    assertThat(ran).containsExactly("running", "closed");
    assertThat(running.join()).isTrue();
    assertThat(queued).allSatisfy(MediaThreadTest::isEnded);
  }

  @Test
  void aFutureOfNativeCodeCompletesOnTheThreadOfTheSession() throws Exception {
    CompletableFuture<String> ofNativeCode = new CompletableFuture<>();
    CompletableFuture<String> thread =
        media
            .compose(() -> ofNativeCode)
            .thenApply(answer -> answer + " on " + Thread.currentThread().getName());
    media.call(() -> null).join(); // the operation has begun
    ofNativeCode.complete("told");
    assertThat(thread.join()).isEqualTo("told on jasip-media-alice");
  }

  @Test
  void aFutureOfNativeCodeThatCompletesAfterTheEndHasFailed() {
    CompletableFuture<String> ofNativeCode = new CompletableFuture<>();
    CompletableFuture<String> result = media.compose(() -> ofNativeCode);
    media.call(() -> null).join();
    media.close(() -> {}).join();
    ofNativeCode.complete("too late");
    isEnded(result);
  }

  @Test
  void whoeverAsksAgainBeforeTheAnswerIsThereGetsTheSame() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    SessionReports reports = reports(asked);
    busy(new ArrayList<>());
    CompletableFuture<MediaStats> first = reports.stats();
    CompletableFuture<MediaStats> last = first;
    for (int i = 0; i < 1_000; i++) {
      last = reports.stats();
    }
    first.cancel(false);
    assertThat(last).as("who gives up waiting hurts nobody else").isNotDone();
    gate.countDown();
    isEnded(last);
    assertThat(asked).hasValue(1);
    isEnded(reports.stats());
    assertThat(asked).as("then the next is asked anew").hasValue(2);
  }

  /** Of a connection that is gone. */
  private SessionReports reports(AtomicInteger asked) {
    return new SessionReports(
        media,
        () -> {
          asked.incrementAndGet();
          throw MediaThread.ended();
        },
        () -> null,
        () -> false);
  }

  /** Something that takes until the gate opens is running on the thread. */
  private CompletableFuture<Boolean> busy(List<String> ran) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> running =
        media.call(
            () -> {
              begun.countDown();
              gate.await();
              return ran.add("running");
            });
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    return running;
  }

  private static void isEnded(CompletableFuture<?> operation) {
    assertThatThrownBy(operation::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(MediaException.class)
        .satisfies(
            e -> assertThat(((MediaException) e.getCause()).reason()).isEqualTo(Reason.CLOSED));
  }
}
