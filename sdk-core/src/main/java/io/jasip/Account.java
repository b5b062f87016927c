package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipResponse;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An account at the server: an address of record (RFC 3261 section 6) with its credentials, its
 * registration, and the calls and messages that it makes and takes. A {@link UA} is its own first
 * account; {@link UA#addAccount} gives it more on the same connection. All methods: any thread.
 */
public interface Account {

  /**
   * Who calls when this account calls, and who is called when calls come in for it.
   *
   * @return display name and address of record
   */
  NameAddr address();

  /**
   * Registers with the server, so that calls for this account can come in, and keeps the
   * registration fresh. A second call while one is under way joins it.
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
   * Adds a listener, which hears of what happens to this account and to its connection from now on.
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
}
