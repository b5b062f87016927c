package io.jasip;

/** Returned when a listener is added; takes it away again. */
@FunctionalInterface
public interface ListenerHandle {

  /** Removes the listener. Idempotent; an event that is being delivered may still reach it. */
  void remove();
}
