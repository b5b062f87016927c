package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is left of video calls when they are over: nothing. */
class VideoLifeCycleTest {

  private static final Logger LOG = LoggerFactory.getLogger(VideoLifeCycleTest.class);
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  private static Party with(String name, VideoSource source, VideoSink sink) {
    return Party.join(
        ENGINE,
        name,
        AudioOptions.builder().video(VideoOptions.builder().source(source).sink(sink).build()));
  }

  @Test
  void fiftyCallsOneAfterTheOtherLeaveNoThreads() throws IOException {
    int threads = 0;
    for (int call = 0; call < 50; call++) {
      Eye eye = new Eye();
      try (Party alice = with("alice", VideoSource.testPattern(160, 120), VideoSink.discard());
          Party bob = with("bob", VideoSource.testPattern(160, 120), eye)) {
        alice.call(bob);
        if (call % 10 == 0) {
          await().atMost(PATIENCE).until(eye::seesBars);
        } else if (call % 3 == 0) {
          bob.peer = alice;
          done(bob.session.extension(CallVideo.class).stop());
        }
      }
      if (call == 9) {
        threads = nativeThreads();
      }
      if (call % 10 == 9) {
        LOG.info("After {} calls: {} threads, {}", call + 1, nativeThreads(), resident());
      }
    }
    int before = threads;
    await().atMost(PATIENCE).until(() -> nativeThreads() <= before + 4);
  }

  private static int nativeThreads() throws IOException {
    return Files.exists(STATUS)
        ? Integer.parseInt(status("Threads:"))
        : Thread.getAllStackTraces().size();
  }

  private static String resident() throws IOException {
    return Files.exists(STATUS) ? status("RssAnon:") : "";
  }

  private static String status(String name) throws IOException {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow()
        .substring(name.length())
        .strip();
  }

  @Test
  void callsThatEndAtOnceEndWell() {
    for (int i = 0; i < 30; i++) {
      Party alice = with("alice", VideoSource.testPattern(64, 48), VideoSink.discard());
      Party bob = with("bob", VideoSource.testPattern(64, 48), VideoSink.discard());
      CompletableFuture<String> offer = alice.session.createOffer();
      if (i % 2 == 0) {
        CompletableFuture<String> answer = bob.session.createAnswer(done(offer));
        alice.session.extension(CallVideo.class).stop();
        bob.close();
        assertThat(answer).isDone();
      }
      CompletableFuture<?> muted = alice.session.extension(CallVideo.class).setMuted(true);
      alice.close();
      bob.close();
      assertThat(muted).isDone();
    }
  }

  @Test
  void aSourceThatNeverReturnsAndASinkThatNeverReturnsHoldUpNoEnd() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    AtomicBoolean thrown = new AtomicBoolean();
    VideoSource stuck =
        () -> {
          asked.countDown();
          wait(free);
          return null;
        };
    VideoSink stuckToo =
        frame -> {
          seen.countDown();
          wait(free);
        };
    VideoSource throwing =
        () -> {
          if (thrown.compareAndSet(false, true)) {
            throw new IllegalStateException("a fault of the application");
          }
          return new VideoFrame(64, 48);
        };
    Party alice = with("alice", stuck, stuckToo);
    Party bob = with("bob", throwing, VideoSink.discard());
    try {
      alice.call(bob);
      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(seen.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      done(alice.session.close());
      done(bob.session.close());
      assertThat(thrown).isTrue();
    } finally {
      free.countDown();
    }
  }

  private static void wait(CountDownLatch until) {
    try {
      assertThat(until.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
