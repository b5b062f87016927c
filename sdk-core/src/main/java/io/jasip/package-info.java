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
 * <p><b>Threads.</b> Every method may be called from any thread and returns at once. What takes
 * time returns a {@link java.util.concurrent.CompletableFuture} that always completes: with its
 * value, or with one of the exceptions named there. Futures complete, and listeners are called, on
 * the application's {@link io.jasip.UABuilder#executor executor}, one at a time per user agent and
 * in order. There they may block, for instance with {@code join()}; the user agent goes on
 * meanwhile, only its further events wait.
 */
@NullMarked
package io.jasip;

import org.jspecify.annotations.NullMarked;
