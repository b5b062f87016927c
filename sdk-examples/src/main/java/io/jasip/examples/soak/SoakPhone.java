package io.jasip.examples.soak;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.ConnectionEvent;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.transport.ConnectionState;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One phone of a soak: calls, talks, hangs up, and calls again. */
final class SoakPhone {

  /** A call that has not ended by then never will. */
  private static final Duration HANG = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);

  private final UA ua;
  private final SoakPlan plan;
  private final SoakTally tally;
  private volatile boolean connectedBefore;
  private volatile boolean stopped;

  SoakPhone(UA ua, SoakPlan plan, SoakTally tally) {
    this.ua = ua;
    this.plan = plan;
    this.tally = tally;
    ua.addListener(
        new UAListener() {
          @Override
          public void onConnection(ConnectionEvent event) {
            if (event.to() == ConnectionState.CONNECTED) {
              if (connectedBefore) {
                tally.reconnected();
              }
              connectedBefore = true;
            }
          }
        });
  }

  /** Completes when the phone is registered for the first time. */
  CompletableFuture<Void> start() {
    return ua.start().thenCompose(started -> ua.register()).thenApply(registered -> null);
  }

  boolean isRegistered() {
    return ua.registration().state() == RegistrationState.REGISTERED;
  }

  CompletableFuture<Void> stop() {
    stopped = true;
    return ua.stop();
  }

  /**
   * Makes one call after the other; completes with the end of the one that crosses the deadline, or
   * during which the phone is stopped.
   */
  CompletableFuture<Void> callUntil(long deadlineNanos) {
    if (stopped || System.nanoTime() - deadlineNanos >= 0) {
      return CompletableFuture.completedFuture(null);
    }
    return call()
        .handle((end, failure) -> note(end, failure) ? PAUSE : PAUSE_AFTER_FAILURE)
        .thenCompose(SoakPhone::pause)
        .thenCompose(waited -> callUntil(deadlineNanos));
  }

  private CompletableFuture<CallEndedEvent> call() {
    long begun = System.nanoTime();
    AudioOptions silence =
        AudioOptions.builder().source(AudioSource.tone(440, 0.1)).sink(AudioSink.discard()).build();
    Call call = ua.call(plan.target(), CallOptions.builder().media(silence).build());
    call.answered()
        .thenCompose(
            answered -> {
              tally.called(Duration.ofNanos(System.nanoTime() - begun));
              return pause(plan.talk());
            })
        .thenRun(call::hangup);
    // Nobody rings for ever: a call that a fault has swallowed is given up like by a person.
    CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS)
        .execute(
            () -> {
              if (!call.answered().isDone()) {
                call.hangup();
              }
            });
    return call.ended().orTimeout(HANG.toSeconds(), TimeUnit.SECONDS);
  }

  /** Whether it went as it should. */
  private boolean note(CallEndedEvent end, Throwable failure) {
    if (failure != null) {
      tally.failed("HANGS");
      return false;
    }
    boolean good = end.established() && end.cause() == Cause.BYE;
    if (!good) {
      tally.failed(end.cause().name());
    }
    return good;
  }

  static CompletableFuture<Void> pause(Duration length) {
    return new CompletableFuture<Void>()
        .completeOnTimeout(null, length.toMillis(), TimeUnit.MILLISECONDS);
  }
}
