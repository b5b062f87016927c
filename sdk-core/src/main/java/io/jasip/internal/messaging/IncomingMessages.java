package io.jasip.internal.messaging;

import io.jasip.OptionsListener;
import io.jasip.UAListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.StatusCode;
import java.util.concurrent.RejectedExecutionException;

/**
 * Takes MESSAGE and OPTIONS requests to the application and answers them (RFC 3428 section 7, RFC
 * 3261 section 11.2). On the loop.
 */
public final class IncomingMessages {

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Listeners<UAListener> listeners;
  private final Listeners<OptionsListener> optionsListeners;

  private IncomingMessages(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      Listeners<OptionsListener> optionsListeners) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.listeners = listeners;
    this.optionsListeners = optionsListeners;
  }

  /** From now on MESSAGE and OPTIONS requests outside of dialogs are taken to the listeners. */
  public static void take(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      Listeners<OptionsListener> optionsListeners) {
    IncomingMessages messages = new IncomingMessages(core, dispatcher, listeners, optionsListeners);
    core.handle(SipMethod.MESSAGE, messages::receiveMessage);
    core.handle(SipMethod.OPTIONS, messages::receiveOptions);
  }

  private void receiveMessage(ServerTransaction transaction) {
    if (listeners.isEmpty()) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
      return;
    }
    RealMessageEvent event = new RealMessageEvent(transaction.request());
    listeners.tell(listener -> event.show(() -> listener.onMessage(event)));
    dispatcher.execute(
        () -> {
          Decision.Answer answer = event.outcome(StatusCode.TEMPORARILY_UNAVAILABLE);
          onLoop(() -> respond(transaction, core.response(transaction, answer.status()), answer));
        });
  }

  /** Nobody but the loop is asked unless the application wants it: servers poll for this answer. */
  private void receiveOptions(ServerTransaction transaction) {
    if (optionsListeners.isEmpty()) {
      transaction.respond(core.capabilities(transaction).build());
      return;
    }
    RealOptionsEvent event = new RealOptionsEvent(transaction.request());
    optionsListeners.tell(listener -> event.show(() -> listener.onOptions(event)));
    dispatcher.execute(
        () -> {
          Decision.Answer answer = event.outcome(StatusCode.OK);
          onLoop(
              () ->
                  respond(
                      transaction,
                      answer.status() == StatusCode.OK
                          ? core.capabilities(transaction)
                          : core.response(transaction, answer.status()),
                      answer));
        });
  }

  private static void respond(
      ServerTransaction transaction, ResponseBuilder response, Decision.Answer answer) {
    transaction.respond(response.headers(answer.headers()).build());
  }

  private void onLoop(Runnable task) {
    try {
      core.loop().run(task);
    } catch (RejectedExecutionException e) {
      // The user agent was stopped while a listener took its time: nobody waits for the answer.
    }
  }
}
