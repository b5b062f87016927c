package io.jasip.internal.doctor;

import io.jasip.Account;
import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A test call that was placed, and when it came how far. Any thread. */
final class PlacedCall implements CallListener {

  private final long begun = System.nanoTime();
  private final TestCall media;
  private final Call call;
  private final CompletableFuture<Duration> sent = new CompletableFuture<>();
  private final CompletableFuture<Duration> proceeding = new CompletableFuture<>();
  private final CompletableFuture<Duration> ringing = new CompletableFuture<>();
  private final CompletableFuture<Duration> early = new CompletableFuture<>();
  private final CompletableFuture<Duration> answered = new CompletableFuture<>();
  private final CompletableFuture<Duration> over = new CompletableFuture<>();
  private final CompletableFuture<CallEndedEvent> ended; // when the time of it is noted

  private PlacedCall(Account account, String extension, TestCall media) {
    this.media = media;
    media.answer().thenRun(() -> answered.complete(now()));
    this.call = account.call(extension, CallOptions.builder().media(media).listener(this).build());
    this.ended = call.ended().whenComplete((event, failure) -> over.complete(now()));
  }

  /** Calls. */
  static PlacedCall to(Account account, String extension, TestCall media) {
    return new PlacedCall(account, extension, media);
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Override
  public void onState(CallStateEvent event) {
    if (event.to() == CallState.CALLING) {
      sent.complete(now());
    } else if (event.to() == CallState.PROCEEDING || event.to() == CallState.ESTABLISHED) {
      proceeding.complete(now());
    }
  }

  @Override
  public void onProgress(CallProgressEvent event) {
    int status = event.response().status();
    (status == 180 ? ringing : early).complete(now());
  }

  TestCall media() {
    return media;
  }

  Call call() {
    return call;
  }

  /** When the INVITE was sent; null before. */
  @Nullable Duration sentAt() {
    return sent.getNow(null);
  }

  /** When the server said that it works on the call; null before. */
  @Nullable Duration proceedingAt() {
    return proceeding.getNow(null);
  }

  /** When it rang; null before. */
  @Nullable Duration ringingAt() {
    return ringing.getNow(null);
  }

  /** When sound without an answer, or other progress, was told of; null before. */
  @Nullable Duration progressAt() {
    return early.getNow(null);
  }

  /** When the answer came; null before. */
  @Nullable Duration answeredAt() {
    return answered.getNow(null);
  }

  /** When it was over; null before. */
  @Nullable Duration endedAt() {
    return over.getNow(null);
  }

  /** How long ago the answer came. */
  Duration sinceAnswer() {
    Duration at = answeredAt();
    return at == null ? Duration.ZERO : now().minus(at);
  }

  /** How it ended; null before. */
  @Nullable CallEndedEvent end() {
    return ended.getNow(null);
  }

  /** Waits until the server says anything, the call is over, or it is time. */
  void awaitReaction(Deadline deadline) {
    await(deadline, CompletableFuture.anyOf(proceeding, answered, ended));
  }

  /** Waits until the call is answered, over, or it is time. */
  void awaitAnswer(Deadline deadline) {
    await(deadline, CompletableFuture.anyOf(answered, ended));
  }

  /** Waits until the engine has taken the answer or refused it. */
  void awaitApplied(Deadline deadline) {
    await(deadline, CompletableFuture.anyOf(media.applied(), ended));
  }

  /** Waits a moment, or until the call is over. */
  boolean awaitEnd(Deadline deadline) {
    await(deadline, ended);
    return ended.isDone();
  }

  /** Ends it, and waits for that. Returns whether it came in time. */
  boolean hangup(Deadline deadline) {
    call.hangup();
    return awaitEnd(deadline);
  }

  private static void await(Deadline deadline, CompletableFuture<?> event) {
    try {
      deadline.await(event);
    } catch (TimeoutException | ExecutionException e) {
      // What did not come is seen by what is there.
    }
  }
}
