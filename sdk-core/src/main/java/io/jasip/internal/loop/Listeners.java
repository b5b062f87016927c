package io.jasip.internal.loop;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listeners of one object, told in the order in which they were added. Any thread. */
public final class Listeners<L> {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  private final List<Entry<L>> listeners = new CopyOnWriteArrayList<>();
  private final CallbackDispatcher dispatcher;

  /** One adding of a listener, which is not mistaken for another of the same or an equal one. */
  private static final class Entry<L> {
    final L listener;

    Entry(L listener) {
      this.listener = listener;
    }
  }

  /** Tells its listeners through the given dispatcher. */
  public Listeners(CallbackDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** Adds a listener and returns how to remove it. */
  public Runnable add(L listener) {
    Entry<L> entry = new Entry<>(listener);
    listeners.add(entry);
    return () -> listeners.remove(entry);
  }

  /**
   * Tells every listener that is there when its turn comes. One that throws does not keep the
   * others from hearing.
   */
  public void tell(Consumer<L> event) {
    tell(event, () -> {});
  }

  /** Tells every listener, then runs something on the same thread. */
  public void tell(Consumer<L> event, Runnable then) {
    dispatcher.execute(
        () -> {
          for (Entry<L> entry : listeners) {
            try {
              event.accept(entry.listener);
            } catch (
                Throwable e) { // an application's mistake must not cost another listener its event
              LOG.error("A listener of the application threw an exception; JaSIP goes on", e);
            }
          }
          then.run();
        });
  }

  /** Whether nobody listens. */
  public boolean isEmpty() {
    return listeners.isEmpty();
  }
}
