package io.jasip;

import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.internal.doctor.Doctor;
import io.jasip.sip.SipHeaders;
import io.jasip.transport.ConnectionState;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A SIP user agent (RFC 3261) that is reached over a WebSocket (RFC 7118): one account on one
 * server, or several by {@link #addAccount}. All methods: any thread.
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
public interface UA extends Account {

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
   * reason, unless {@link io.jasip.transport.ReconnectPolicy#firstToo()} says otherwise; one that
   * is lost later is made again by itself. While an earlier {@link #stop()} is under way, it waits
   * for the end of that.
   *
   * @return completes when the WebSocket is open; fails with {@link
   *     io.jasip.transport.ConnectionFailedException}, or with {@link
   *     io.jasip.media.MediaException} if the media cannot work here. A failed start may be tried
   *     again. Fails with {@link IllegalStateException} if already started
   */
  CompletableFuture<Void> start();

  /**
   * Adds an account to the connection, if the server lets several users share one. It has its own
   * credentials, registration, listeners and calls; settings that {@link AccountOptions} does not
   * have are those of this user agent. It stays until {@link #removeAccount}, beyond stop and
   * start.
   *
   * <pre>{@code
   * Account office = ua.addAccount(AccountOptions.of("251", "secret"));
   * office.register().thenRun(() -> office.call("9999"));
   * }</pre>
   *
   * @param options who it is
   * @return the account, usable at once if this user agent is started
   * @throws IllegalArgumentException if an account of this user agent has that address already, or
   *     it is malformed; the message names it
   */
  Account addAccount(AccountOptions options);

  /**
   * Removes an account: ends its calls, and removes its registration, like {@link #stop()}.
   *
   * @param account that was added
   * @return completes when all is done; never fails
   * @throws IllegalArgumentException if it is this user agent itself, or not one of its accounts
   */
  CompletableFuture<Void> removeAccount(Account account);

  /**
   * The accounts.
   *
   * @return a copy: first this user agent itself, then those that were added, in order
   */
  List<Account> accounts();

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
   * Calls whose connection is then made from another address look for a new path of their media, as
   * by {@link Call#restartIce()}; those whose connection stays do not. Does nothing unless started.
   * Any thread.
   */
  void networkChanged();

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
   * Finds out why it does not connect, register or carry audio, or that it does: like {@link
   * #diagnose(DoctorOptions, DoctorListener)} with {@link DoctorOptions#DEFAULT} and nobody who
   * listens.
   *
   * @return completes with what was found; never fails
   */
  default CompletableFuture<Diagnosis> diagnose() {
    return diagnose(DoctorOptions.DEFAULT, new DoctorListener() {});
  }

  /**
   * Walks the way of a call step by step, from the URL to the echo, and says where it breaks, with
   * the evidence and the way out. It takes connections of its own and leaves this user agent alone,
   * which may be started or not; the account is registered for a moment, unless it is already.
   * Takes at most 30 s when nothing answers. User name and password are not sent to a server that
   * TLS does not vouch for.
   *
   * <pre>{@code
   * ua.diagnose()
   *     .thenAccept(
   *         diagnosis ->
   *             diagnosis
   *                 .first()
   *                 .ifPresent(
   *                     finding ->
   *                         System.out.println(finding.fault().text(Locale.ENGLISH).sentence())));
   * }</pre>
   *
   * @param options what is tested
   * @param listener hears of each step, on the thread of the diagnosis
   * @return completes with what was found, on the thread of the diagnosis; never fails. When it is
   *     cancelled, it completes as such a moment later, in the step that it is in: when the test
   *     call has been hung up and the binding removed
   */
  default CompletableFuture<Diagnosis> diagnose(DoctorOptions options, DoctorListener listener) {
    return Doctor.examine(this, options, listener);
  }

  /**
   * The configuration.
   *
   * @return as built, with what was changed since
   */
  UAConfig config();

  /**
   * Ends all calls, removes the registrations, closes the connection, and frees threads and media.
   * Takes as long as the server takes to confirm, at most two seconds. A stopped user agent may be
   * started again.
   *
   * @return completes when all is done; never fails
   */
  CompletableFuture<Void> stop();
}
