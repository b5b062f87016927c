package io.jasip.internal.messaging;

import io.jasip.OptionsListener;
import io.jasip.UAListener;
import io.jasip.internal.core.Decision;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.StatusCode;

/**
 * Takes MESSAGE and OPTIONS requests to the application and answers them (RFC 3428 section 7, RFC
 * 3261 section 11.2). On the loop.
 */
public final class IncomingMessages {

  private final UserAgentCore core;
  private final Listeners<UAListener> listeners;
  private final Listeners<OptionsListener> optionsListeners;

  private IncomingMessages(
      UserAgentCore core,
      Listeners<UAListener> listeners,
      Listeners<OptionsListener> optionsListeners) {
    this.core = core;
    this.listeners = listeners;
    this.optionsListeners = optionsListeners;
  }

  /** From now on MESSAGE and OPTIONS requests outside of dialogs are taken to the listeners. */
  public static void take(
      UserAgentCore core,
      Listeners<UAListener> listeners,
      Listeners<OptionsListener> optionsListeners) {
    IncomingMessages messages = new IncomingMessages(core, listeners, optionsListeners);
    core.handle(SipMethod.MESSAGE, messages::receiveMessage);
    core.handle(SipMethod.OPTIONS, messages::receiveOptions);
  }

  private void receiveMessage(ServerTransaction transaction) {
    if (listeners.isEmpty()) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
      return;
    }
    RealMessageEvent event = new RealMessageEvent(transaction.request());
    event.ask(
        listeners,
        listener -> listener.onMessage(event),
        StatusCode.TEMPORARILY_UNAVAILABLE,
        core.loop(),
        answer -> respond(transaction, core.response(transaction, answer.status()), answer));
  }

  /** Nobody but the loop is asked unless the application wants it: servers poll for this answer. */
  private void receiveOptions(ServerTransaction transaction) {
    if (optionsListeners.isEmpty()) {
      transaction.respond(core.capabilities(transaction).build());
      return;
    }
    RealOptionsEvent event = new RealOptionsEvent(transaction.request());
    event.ask(
        optionsListeners,
        listener -> listener.onOptions(event),
        StatusCode.OK,
        core.loop(),
        answer ->
            respond(
                transaction,
                answer.accepts()
                    ? core.capabilities(transaction)
                    : core.response(transaction, answer.status()),
                answer));
  }

  private static void respond(
      ServerTransaction transaction, ResponseBuilder response, Decision.Answer answer) {
    transaction.respond(response.headers(answer.headers()).build());
  }
}
