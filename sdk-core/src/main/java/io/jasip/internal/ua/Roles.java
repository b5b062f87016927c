package io.jasip.internal.ua;

import io.jasip.IncomingSubscriptionListener;
import io.jasip.ListenerHandle;
import io.jasip.OptionsListener;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the application has taken upon itself besides calls, for every run. Any thread. */
final class Roles {

  private final Listeners<OptionsListener> optionsListeners;

  private final Map<String, IncomingSubscriptionListener> packages = new ConcurrentHashMap<>();

  Roles(CallbackDispatcher dispatcher) {
    optionsListeners = new Listeners<>(dispatcher);
  }

  /** Who decides about subscriptions, by event package in lower case. */
  Map<String, IncomingSubscriptionListener> packages() {
    return packages;
  }

  /**
   * The name of an event package in lower case.
   *
   * @throws IllegalArgumentException if it is not a token
   */
  static String packageName(String event) {
    String name = event.toLowerCase(Locale.ROOT);
    if (!name.matches("[a-z0-9!%*_+`'~.-]+")) {
      throw new IllegalArgumentException(
          "event \"" + event + "\" is not the name of an event package");
    }
    return name;
  }

  /**
   * Takes an event package.
   *
   * @throws IllegalArgumentException if it is not a token, or taken already
   */
  ListenerHandle serve(String event, IncomingSubscriptionListener listener) {
    String name = packageName(event);
    if (packages.putIfAbsent(name, listener) != null) {
      throw new IllegalArgumentException(
          "event package " + name + " is served already; remove that listener first");
    }
    return () -> packages.remove(name, listener);
  }

  Listeners<OptionsListener> optionsListeners() {
    return optionsListeners;
  }
}
