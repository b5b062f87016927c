package io.jasip.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class CallbackDispatcherTest {

  private final Queue<Runnable> executor = new ArrayDeque<>();
  private final List<String> ran = new ArrayList<>();

  @Test
  void callbacksRunInOrderAndAsOneTask() {
    CallbackDispatcher dispatcher = new CallbackDispatcher(executor::add);
    dispatcher.execute(() -> ran.add("one"));
    dispatcher.execute(() -> ran.add("two"));
    assertThat(ran).isEmpty();
    assertThat(executor).as("one at a time, whatever the executor").hasSize(1);
    executor.remove().run();
    assertThat(ran).containsExactly("one", "two");
    dispatcher.execute(() -> ran.add("three"));
    executor.remove().run();
    assertThat(ran).endsWith("three");
  }

  @Test
  void aCallbackOfACallbackComesAfterIt() {
    CallbackDispatcher dispatcher = new CallbackDispatcher(Runnable::run);
    dispatcher.execute(
        () -> {
          dispatcher.execute(() -> ran.add("inner"));
          ran.add("outer");
        });
    assertThat(ran).containsExactly("outer", "inner");
  }

  @Test
  void aCallbackThatThrowsHurtsNobody() {
    CallbackDispatcher dispatcher = new CallbackDispatcher(Runnable::run);
    dispatcher.execute(
        () -> {
          throw new IllegalStateException("as the test wants it");
        });
    dispatcher.execute(() -> ran.add("next"));
    assertThat(ran).containsExactly("next");
  }

  @Test
  void futuresCompleteEvenIfTheExecutorRefusesWork() {
    CallbackDispatcher dispatcher =
        new CallbackDispatcher(
            task -> {
              throw new RejectedExecutionException("shut down");
            });
    CompletableFuture<String> done = new CompletableFuture<>();
    dispatcher.complete(done, "value");
    Awaitility.await().until(done::isDone);
    assertThat(done).isCompletedWithValue("value");
  }

  /** As that of a toolkit of windows does before it has started. */
  @Test
  void futuresCompleteEvenIfTheExecutorFails() {
    CallbackDispatcher dispatcher =
        new CallbackDispatcher(
            task -> {
              throw new IllegalStateException("toolkit not initialized");
            });
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    dispatcher.complete(first, "one");
    dispatcher.complete(second, "two");
    Awaitility.await().until(second::isDone);
    assertThat(first).isCompletedWithValue("one");
    assertThat(second).isCompletedWithValue("two");
  }

  @Test
  void eachListenerIsToldInTheOrderOfItsComing() {
    Listeners<List<String>> listeners = new Listeners<>(new CallbackDispatcher(Runnable::run));
    List<String> second = new ArrayList<>();
    assertThat(listeners.isEmpty()).isTrue();
    listeners.add(ran);
    Runnable remove = listeners.add(second);
    listeners.tell(
        listener -> {
          listener.add("heard");
          if (listener == ran) {
            throw new IllegalStateException("as the test wants it");
          }
        });
    assertThat(ran).containsExactly("heard");
    assertThat(second).containsExactly("heard");
    remove.run();
    listeners.tell(listener -> listener.add("again"));
    assertThat(second).containsExactly("heard");
  }
}
