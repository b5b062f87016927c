/**
 * The softphone: a {@link io.jasip.UA user agent} registers with a SIP server over a WebSocket and
 * makes and takes {@link io.jasip.Call calls}.
 *
 * <pre>{@code
 * UA ua =
 *     UA.builder()
 *         .server("wss://pbx.example.com:8089/ws")
 *         .user("250")
 *         .password("secret")
 *         .build();
 * ua.start().join();
 * ua.register().join();
 * Call call = ua.call("9999");
 * call.answered().join();
 * call.hangup().join();
 * ua.stop().join();
 * }</pre>
 *
 * <h2>What holds everywhere</h2>
 *
 * <p><b>Threads.</b> Every method may be called from any thread and returns at once. What takes
 * time returns a {@link java.util.concurrent.CompletableFuture} that always completes: with its
 * value, or with one of the exceptions named there. Futures complete, and listeners are called, on
 * the application's {@link io.jasip.UABuilder#executor executor}, one at a time per user agent and
 * in order. There they may block, for instance for a database; the user agent goes on meanwhile,
 * only its further events wait. What they must not wait for is a future of the same user agent,
 * which would complete behind them: chain such a future by {@code thenCompose}.
 *
 * <p><b>Null</b> is neither taken nor returned where a type is not marked {@code @Nullable}; a null
 * that is passed all the same is a {@link java.lang.NullPointerException} that names the parameter.
 *
 * <p><b>Errors.</b> A mistake in an argument throws {@link java.lang.IllegalArgumentException} at
 * once. What the network or the peer does fails the future, with a type for each decision that a
 * caller can take: {@link io.jasip.transport.ConnectionFailedException}, {@link
 * io.jasip.RegistrationFailedException}, {@link io.jasip.CallFailedException}, {@link
 * io.jasip.TransferFailedException}, {@link io.jasip.RequestFailedException}, {@link
 * io.jasip.media.MediaException}. An operation that the state does not allow fails with {@link
 * java.lang.IllegalStateException}. As ever with futures, {@code join()} wraps the exception in a
 * {@link java.util.concurrent.CompletionException}.
 *
 * <p><b>Units.</b> Times are {@link java.time.Duration}s, sizes are bytes, statuses are those of
 * SIP responses (RFC 3261 section 21).
 *
 * <h2>States</h2>
 *
 * <p>Each thing that lives for a while has a state, an enum whose page draws all ways through it;
 * here are the usual ones. Every change is told to a listener, after it has come into force.
 *
 * <p>The connection, {@link io.jasip.transport.ConnectionState}, told to {@link
 * io.jasip.UAListener#onConnection}:
 *
 * <pre>
 *  DISCONNECTED --start()--&gt; CONNECTING --&gt; CONNECTED --stop(), lost--&gt; DISCONNECTED
 * </pre>
 *
 * <p>The registration, {@link io.jasip.RegistrationState}, told to {@link
 * io.jasip.UAListener#onRegistration}:
 *
 * <pre>
 *  UNREGISTERED --register()--&gt; REGISTERING --200--&gt; REGISTERED --unregister()--&gt; UNREGISTERING
 *                                                    |    ^                          |
 *                                            expired |    | 200                      v
 *                                                   RECOVERING                  UNREGISTERED
 * </pre>
 *
 * <p>A call, {@link io.jasip.CallState}, told to {@link io.jasip.CallListener#onState}; a refusal,
 * CANCEL, BYE or fault leads to ENDED from anywhere:
 *
 * <pre>
 *  outgoing: NEW --&gt; PREPARING --INVITE--&gt; CALLING --1xx--&gt; PROCEEDING --2xx--&gt; ESTABLISHED
 *  incoming: NEW --INVITE--&gt; INCOMING --answer()--&gt; ANSWERING --2xx--&gt; ACCEPTED --ACK--&gt; ESTABLISHED
 *
 *  ESTABLISHED --hangup()--&gt; ENDING --2xx to BYE--&gt; ENDED
 * </pre>
 *
 * <p>Hold is apart from that, {@link io.jasip.HoldState}, told to {@link
 * io.jasip.CallListener#onHold}.
 *
 * <p>A transfer that we ask for, {@link io.jasip.TransferState}, told to {@link
 * io.jasip.CallListener#onTransferProgress}; a failure leads to FAILED from anywhere, and the call
 * goes on:
 *
 * <pre>
 *  WAITING --REFER--&gt; REFERRING --202--&gt; ACCEPTED --NOTIFY 1xx--&gt; PROCEEDING --NOTIFY 2xx--&gt; SUCCEEDED
 * </pre>
 *
 * <p>A subscription, {@link io.jasip.SubscriptionState}, told to {@link
 * io.jasip.SubscriptionListener#onState}:
 *
 * <pre>
 *  SUBSCRIBING --NOTIFY--&gt; PENDING --NOTIFY--&gt; ACTIVE --unsubscribe()--&gt; UNSUBSCRIBING --&gt; TERMINATED
 *       ^                                       |
 *       +----------------- WAITING &lt;------------+  ended by the server, made anew
 * </pre>
 *
 * <h2>Where to look</h2>
 *
 * <ul>
 *   <li>Configuration: {@link io.jasip.UABuilder}, {@link io.jasip.CallPolicy}, {@link
 *       io.jasip.RegistrationOptions}, {@link io.jasip.TransferPolicy}; for one call {@link
 *       io.jasip.CallOptions}.
 *   <li>Events: {@link io.jasip.UAListener}, {@link io.jasip.CallListener}, {@link
 *       io.jasip.SubscriptionListener}.
 *   <li>Decisions that are asked of the application: {@link io.jasip.OfferListener}, {@link
 *       io.jasip.OptionsListener}, {@link io.jasip.IncomingSubscriptionListener}, {@link
 *       io.jasip.TransferRequest}, {@link io.jasip.MessageEvent}, {@link
 *       io.jasip.CallRequestEvent}.
 *   <li>Why something ended: {@link io.jasip.Cause}.
 * </ul>
 */
@NullMarked
package io.jasip;

import org.jspecify.annotations.NullMarked;
