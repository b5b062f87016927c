package io.jasip;

import java.time.Duration;

/**
 * Told what happens to a {@link UA}; override what is of interest. Called on the application's
 * executor, one at a time and in order; may block, which delays only further events and the
 * decisions that are asked of listeners, but must not wait for a future of the same user agent. An
 * exception that a method throws is logged and changes nothing else.
 */
public interface UAListener {

  /**
   * The connection to the server has changed: it is being made, there, or gone, why, and when the
   * next attempt comes. Calls that are established go on meanwhile; their media has a way of its
   * own.
   *
   * @param event what happened
   */
  default void onConnection(ConnectionEvent event) {}

  /**
   * The registration has changed, was refreshed, or could not be refreshed (RFC 3261 section 10).
   *
   * @param event what happened
   */
  default void onRegistration(RegistrationEvent event) {}

  /**
   * The registration ends soon and is refreshed now, unless the application has taken that upon
   * itself by {@link RegistrationOptions.Builder#automaticRefresh}; then it calls {@link
   * UA#register()}.
   *
   * @param left how long the server still keeps the binding
   */
  default void onRegistrationExpiring(Duration left) {}

  /**
   * A call has come in and rings (RFC 3261 section 13.3). Answer or reject it now or later: after
   * {@link CallPolicy#ringTimeout()} it is refused. When no {@link UAListener} is there at all,
   * calls are refused with 480.
   *
   * @param call in state {@link CallState#INCOMING}, unless the caller has given up already
   */
  default void onIncomingCall(Call call) {}

  /**
   * A call of our own begins: by {@link Account#call}, or because the user agent follows a transfer
   * ({@link TransferPolicy}).
   *
   * @param call that is about to be dialled, or cannot be; whoever listens to it hears of its end
   */
  default void onOutgoingCall(Call call) {}

  /**
   * Somebody asks us, outside of any call, to call a third party (REFER, RFC 3515). Decide by
   * {@link TransferRequest#accept()} or {@link TransferRequest#reject}, or take time by {@link
   * TransferRequest#defer()}; otherwise it is declined (603), whatever {@link TransferPolicy} says.
   *
   * @param request to be decided
   */
  default void onReferral(TransferRequest request) {}

  /**
   * An instant message has come in (RFC 3428). It is answered with 200 unless the listener decides
   * otherwise. A listener that does not override this takes no messages: when none does, they are
   * refused with 480.
   *
   * @param event the message, and what can be decided about it
   */
  default void onMessage(MessageEvent event) {
    event.pass();
  }

  /**
   * A NOTIFY that belongs to no subscription has come in and was answered with 200: Asterisk tells
   * of waiting messages like that, and some servers ask a phone to read its configuration again.
   *
   * @param event what it says; whether it is to be believed is for the application to decide
   */
  default void onNotify(NotifyEvent event) {}
}
