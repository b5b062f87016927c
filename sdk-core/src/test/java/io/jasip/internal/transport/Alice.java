package io.jasip.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.sip.SipMessage;
import io.jasip.transport.ConnectionFailedException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Alice's end of a connection: remembers what she is told, and that it is told once. */
final class Alice implements SipConnector.Attempt, SipConnection.Listener {

  private final CompletableFuture<Void> sign = new CompletableFuture<>();
  private final CompletableFuture<SipConnection> opened = new CompletableFuture<>();
  private final CompletableFuture<ConnectionFailedException> failed = new CompletableFuture<>();
  private final CompletableFuture<ConnectionFailedException> closed = new CompletableFuture<>();
  private final BlockingQueue<SipMessage> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<String> toldTwice = new CompletableFuture<>();

  @Override
  public SipConnection.Listener onOpen(SipConnection connection) {
    once(opened.complete(connection) && !failed.isDone(), "open");
    return this;
  }

  @Override
  public void onFailed(ConnectionFailedException why) {
    once(failed.complete(why) && !opened.isDone(), "failed");
  }

  @Override
  public void onMessage(SipMessage message) {
    once(!closed.isDone(), "message after the end");
    messages.add(message);
  }

  @Override
  public void onClosed(ConnectionFailedException why) {
    once(closed.complete(why), "closed");
  }

  @Override
  public void onSignOfLife() {
    sign.complete(null);
  }

  /** Waits for something to come in that is no message, or is one. */
  void awaitSignOfLife() {
    get(sign);
  }

  private void once(boolean first, String what) {
    if (!first) {
      toldTwice.complete(what);
    }
  }

  SipConnection connection() {
    return get(
        opened.applyToEither(
            failed.thenApply(
                why -> {
                  throw why;
                }),
            open -> open));
  }

  ConnectionFailedException failure() {
    ConnectionFailedException why = get(failed);
    assertThat(opened).isNotDone();
    assertToldOnce();
    return why;
  }

  ConnectionFailedException closed() {
    ConnectionFailedException why = get(closed);
    assertToldOnce();
    return why;
  }

  SipMessage message() {
    try {
      SipMessage message = messages.poll(30, TimeUnit.SECONDS);
      assertThat(message).as("a message").isNotNull();
      return message;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many messages have come in and were not asked for yet. */
  int waiting() {
    return messages.size();
  }

  boolean isOpen() {
    return opened.isDone() && !closed.isDone();
  }

  boolean wasTold() {
    return opened.isDone() || failed.isDone() || closed.isDone();
  }

  void assertToldOnce() {
    assertThat(toldTwice).as("told once").isNotDone();
  }

  private static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
