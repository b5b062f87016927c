package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipResponse;
import io.jasip.transport.ConnectionState;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A SIP user agent (RFC 3261) that is reached over a WebSocket (RFC 7118): one account on one
 * server. All methods: any thread.
 *
 * <pre>{@code
 * UA ua = UA.builder().server("wss://pbx.example.com:8089/ws").user("250").password("secret").build();
 * ua.addListener(
 *     new UAListener() {
 *       @Override
 *       public void onIncomingCall(Call call) {
 *         call.answer();
 *       }
 *     });
 * ua.start().thenCompose(started -> ua.register());
 * }</pre>
 *
 * <p>A program goes on while a user agent is started, and ends by itself when all are stopped.
 */
public interface UA {

  /**
   * Begins the configuration of a user agent.
   *
   * @return a builder that needs at least {@link UABuilder#server(String)} and {@link
   *     UABuilder#user(String)}
   */
  static UABuilder builder() {
    return new UABuilder();
  }

  /**
   * Connects to the server and makes the media ready. The first connection fails at once with its
   * reason; nothing is retried behind the application's back. While an earlier {@link #stop()} is
   * under way, it waits for the end of that.
   *
   * @return completes when the WebSocket is open; fails with {@link
   *     io.jasip.transport.ConnectionFailedException}, or with {@link
   *     io.jasip.media.MediaException} if the media cannot work here. A failed start may be tried
   *     again. Fails with {@link IllegalStateException} if already started
   */
  CompletableFuture<Void> start();

  /**
   * Registers with the server, so that calls can come in, and keeps the registration fresh. A
   * second call while one is under way joins it.
   *
   * @return completes when the server has taken the registration; fails with {@link
   *     RegistrationFailedException}, or with {@link IllegalStateException} if not started
   */
  CompletableFuture<Registration> register();

  /**
   * Removes the registration. Calls that are under way go on.
   *
   * @return completes when the server has removed it, refused to, or did not answer; never fails
   */
  CompletableFuture<Void> unregister();

  /**
   * Removes all bindings of the address of record, those of other devices too (RFC 3261 section
   * 10.2.2). Works also when this user agent is not registered.
   *
   * @return completes when the server has removed them, refused to, or did not answer; never fails
   */
  CompletableFuture<Void> unregisterAll();

  /**
   * The registration.
   *
   * @return the same object each time
   */
  Registration registration();

  /**
   * Makes a call.
   *
   * @param target a number or name at the account's domain such as {@code 9999}, {@code
   *     user@domain}, or a SIP URI
   * @return the call, already under way; if it cannot be made it ends at once with its cause
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  Call call(String target);

  /**
   * Makes a call.
   *
   * @param target a number or name at the account's domain such as {@code 9999}, {@code
   *     user@domain}, or a SIP URI
   * @param options media, header fields and listener
   * @return the call, already under way; if it cannot be made it ends at once with its cause
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  Call call(String target, CallOptions options);

  /**
   * Asks somebody, outside of any call, to call a third party (REFER, RFC 3515): click to dial, for
   * instance.
   *
   * @param target who is asked: a number or name at the account's domain, {@code user@domain}, or a
   *     SIP URI
   * @param referTo who is to be called, written like that too
   * @return completes with the last report, {@link TransferState#SUCCEEDED} or {@link
   *     TransferState#UNREPORTED}; fails with {@link TransferFailedException}, or with {@link
   *     IllegalStateException} if not started
   * @throws IllegalArgumentException if one of them is not an address; the message names it
   */
  default CompletableFuture<TransferProgress> refer(String target, String referTo) {
    return refer(target, referTo, TransferOptions.DEFAULT);
  }

  /**
   * Asks somebody, outside of any call, to call a third party, as {@link #refer(String, String)}.
   *
   * @param target who is asked
   * @param referTo who is to be called
   * @param options reports, header fields, listener; the others mean nothing here
   * @return like {@link #refer(String, String)}
   * @throws IllegalArgumentException if one of them is not an address; the message names it
   */
  CompletableFuture<TransferProgress> refer(String target, String referTo, TransferOptions options);

  /**
   * Sends an instant message of plain text (RFC 3428).
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param text any
   * @return completes with the 2xx (202 when a server keeps the message for later); fails with
   *     {@link RequestFailedException}, or with {@link IllegalStateException} if not started
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  CompletableFuture<SipResponse> sendMessage(String target, String text);

  /**
   * Sends an instant message of any type (RFC 3428).
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param body such as {@link SipBody#text(String)}
   * @param options header fields
   * @return completes with the 2xx (202 when a server keeps the message for later); fails with
   *     {@link RequestFailedException}, or with {@link IllegalStateException} if not started
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  CompletableFuture<SipResponse> sendMessage(String target, SipBody body, RequestOptions options);

  /**
   * Asks a peer what it can do (RFC 3261 section 11), which also tells whether it is there.
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @return completes with what it says; fails with {@link RequestFailedException}, or with {@link
   *     IllegalStateException} if not started
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  CompletableFuture<Capabilities> options(String target);

  /**
   * Asks a peer what it can do (RFC 3261 section 11), which also tells whether it is there.
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param options header fields
   * @return completes with what it says; fails with {@link RequestFailedException}, or with {@link
   *     IllegalStateException} if not started
   * @throws IllegalArgumentException if the target is not an address; the message names it
   */
  CompletableFuture<Capabilities> options(String target, RequestOptions options);

  /**
   * Subscribes to the state of a resource (RFC 6665), such as {@code dialog} for whether somebody
   * is on the phone, {@code presence}, or {@code message-summary} for waiting messages.
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param event the event package, with {@code ;id=} if there are several of one kind
   * @return at once; whether it succeeds is told by {@link Subscription#established()}
   * @throws IllegalArgumentException if target or event are not an address and a token
   * @throws IllegalStateException if not started
   */
  Subscription subscribe(String target, String event);

  /**
   * Subscribes to the state of a resource (RFC 6665).
   *
   * @param target a number or name at the account's domain, {@code user@domain}, or a SIP URI
   * @param event the event package, with {@code ;id=} if there are several of one kind
   * @param options how long, listener, and more
   * @return at once; whether it succeeds is told by {@link Subscription#established()}
   * @throws IllegalArgumentException if target or event are not an address and a token
   * @throws IllegalStateException if not started
   */
  Subscription subscribe(String target, String event, SubscribeOptions options);

  /**
   * Reports the states of an event package to those who subscribe to them here (RFC 6665 section
   * 4.2). Without that, subscriptions are refused with 489. Subscriptions last for one hour at
   * most, and are refused with 423 below one minute.
   *
   * @param event the event package, such as {@code presence}
   * @param listener decides about each subscription
   * @return takes no more subscriptions; those that there are go on
   * @throws IllegalArgumentException if the event is not a token, or is served already
   */
  ListenerHandle serve(String event, IncomingSubscriptionListener listener);

  /**
   * Publishes a state of this user at the server (RFC 3903), such as its presence.
   *
   * @param event the event package, such as {@code presence}
   * @param state not empty
   * @return completes when the server has taken it; fails with {@link RequestFailedException}, or
   *     with {@link IllegalStateException} if not started
   * @throws IllegalArgumentException if the event is not a token, or the state is empty
   */
  CompletableFuture<Publication> publish(String event, SipBody state);

  /**
   * Publishes a state at a server (RFC 3903).
   *
   * @param target whose state: a name at the account's domain, {@code user@domain}, or a SIP URI
   * @param event the event package, such as {@code presence}
   * @param state not empty
   * @param options how long, and more
   * @return completes when the server has taken it; fails with {@link RequestFailedException}, or
   *     with {@link IllegalStateException} if not started
   * @throws IllegalArgumentException if the target is not an address, the event is not a token, or
   *     the state is empty
   */
  CompletableFuture<Publication> publish(
      String target, String event, SipBody state, PublishOptions options);

  /**
   * The state of the connection.
   *
   * @return the state at this moment
   */
  ConnectionState connectionState();

  /**
   * Says that the network of this machine has changed: another WLAN, a VPN that was opened, the end
   * of standby. A connection is checked by a ping and made anew if that is not answered within half
   * the time of {@link io.jasip.transport.KeepAlive#pendingTimeout()}; where there is none, the
   * next attempt comes at once, also if {@link io.jasip.transport.ReconnectPolicy} had given up.
   * Does nothing unless started. Any thread.
   */
  void networkChanged();

  /**
   * Adds a listener, which hears of what happens from now on.
   *
   * @param listener to be told
   * @return removes it again
   */
  ListenerHandle addListener(UAListener listener);

  /**
   * Changes the credentials. Calls and the registration go on; the next challenge is answered with
   * these.
   *
   * @param credentials of the same account
   */
  void setCredentials(Credentials credentials);

  /**
   * Changes the name that callees see, from the next request outside of a call on.
   *
   * @param displayName plain text; null for none
   */
  void setDisplayName(@Nullable String displayName);

  /**
   * Changes the header fields that every request and response carries, from the next message on.
   *
   * @param headers replaces those of {@link UABuilder#header} and of earlier calls
   */
  void setHeaders(SipHeaders headers);

  /**
   * Has a listener asked before OPTIONS requests outside of calls are answered (RFC 3261 section
   * 11). Without one the user agent answers at once with 200 and what it can do, which is what
   * servers that poll their phones expect.
   *
   * @param listener is called on the application's executor
   * @return removes the listener
   */
  ListenerHandle addOptionsListener(OptionsListener listener);

  /**
   * The configuration.
   *
   * @return as built, with what was changed since
   */
  UAConfig config();

  /**
   * Ends all calls, removes the registration, closes the connection, and frees threads and media.
   * Takes as long as the server takes to confirm, at most two seconds. A stopped user agent may be
   * started again.
   *
   * @return completes when all is done; never fails
   */
  CompletableFuture<Void> stop();
}
