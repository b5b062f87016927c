package io.jasip.internal.ua;

import io.jasip.OptionsListener;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;

/** What the application has taken upon itself besides calls, for every run. Any thread. */
final class Roles {

  private final Listeners<OptionsListener> optionsListeners;

  Roles(CallbackDispatcher dispatcher) {
    optionsListeners = new Listeners<>(dispatcher);
  }

  Listeners<OptionsListener> optionsListeners() {
    return optionsListeners;
  }
}
