package io.jasip.internal.messaging;

import io.jasip.UAListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.StatusCode;
import java.util.concurrent.RejectedExecutionException;

/** Takes MESSAGE requests to the application and answers them (RFC 3428 section 7). */
public final class IncomingMessages {

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Listeners<UAListener> listeners;

  private IncomingMessages(
      UserAgentCore core, CallbackDispatcher dispatcher, Listeners<UAListener> listeners) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.listeners = listeners;
  }

  /** From now on MESSAGE requests outside of dialogs are taken to the listeners. */
  public static void take(
      UserAgentCore core, CallbackDispatcher dispatcher, Listeners<UAListener> listeners) {
    IncomingMessages messages = new IncomingMessages(core, dispatcher, listeners);
    core.handle(SipMethod.MESSAGE, messages::receive);
  }

  private void receive(ServerTransaction transaction) {
    if (listeners.isEmpty()) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
      return;
    }
    RealMessageEvent event = new RealMessageEvent(transaction.request());
    listeners.tell(event::showTo);
    dispatcher.execute(() -> decide(transaction, event.outcome()));
  }

  private void decide(ServerTransaction transaction, RealMessageEvent.Decision decision) {
    try {
      core.loop()
          .run(
              () ->
                  transaction.respond(
                      core.response(transaction, decision.status())
                          .headers(decision.headers())
                          .build()));
    } catch (RejectedExecutionException e) {
      // The user agent was stopped while a listener took its time: nobody waits for the answer.
    }
  }
}
