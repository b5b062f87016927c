package io.jasip;

import io.jasip.transport.ConnectionState;
import java.util.concurrent.CompletableFuture;

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
   * The state of the connection.
   *
   * @return the state at this moment
   */
  ConnectionState connectionState();

  /**
   * Adds a listener, which hears of what happens from now on.
   *
   * @param listener to be told
   * @return removes it again
   */
  ListenerHandle addListener(UAListener listener);

  /**
   * The configuration.
   *
   * @return as built
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
