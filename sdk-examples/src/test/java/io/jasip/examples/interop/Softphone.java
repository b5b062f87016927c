package io.jasip.examples.interop;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.ConnectionEvent;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.UAListener;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.asterisk.KamailioServer;
import io.jasip.trace.TracedMessage;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A JaSIP phone on an Asterisk or a Kamailio, with ears. */
final class Softphone implements AutoCloseable {

  private static final int PATIENCE_S = 30;

  final UA ua;
  final Ears ears = new Ears();
  final List<ConnectionEvent> connections = new CopyOnWriteArrayList<>();
  private final List<TracedMessage> messages = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Call> ringing = new LinkedBlockingQueue<>();

  /** What is left to do when this has gone. */
  private final Runnable afterwards;

  private Softphone(UnaryOperator<UABuilder> account, Runnable afterwards) {
    this.afterwards = afterwards;
    this.ua =
        account.apply(UA.builder().media(WebRtcMedia.headless()).trace(messages::add)).build();
    ua.addListener(
        new UAListener() {
          @Override
          public void onConnection(ConnectionEvent event) {
            connections.add(event);
          }

          @Override
          public void onIncomingCall(Call call) {
            ringing.add(call);
          }
        });
  }

  static Softphone of(AsteriskServer pbx, String user) {
    return of(pbx, user, "secret" + user, builder -> builder);
  }

  static Softphone of(
      AsteriskServer pbx, String user, String password, UnaryOperator<UABuilder> change) {
    return new Softphone(
        builder ->
            change.apply(
                builder
                    .server(pbx.wssUrl())
                    .tls(TlsConfig.trusting(pbx.caFile()))
                    .user(user)
                    .password(password)),
        pbx::awaitLeft);
  }

  static Softphone of(KamailioServer proxy, String user) {
    return of(proxy, user, builder -> builder);
  }

  static Softphone of(KamailioServer proxy, String user, UnaryOperator<UABuilder> change) {
    return new Softphone(
        builder ->
            change.apply(
                builder
                    .server(proxy.wssUrl())
                    .tls(TlsConfig.trusting(proxy.caFile()))
                    .user(user)
                    .domain(KamailioServer.DOMAIN)
                    .password("secret" + user)),
        () -> {});
  }

  Softphone start() {
    get(ua.start());
    return this;
  }

  Softphone register() {
    start();
    get(ua.register());
    return this;
  }

  /** Calls, whistling the given tone, and waits for the answer. */
  Call call(String target, double hertz) {
    return get(ua.call(target, whistling(hertz)).answered());
  }

  /** Waits for a call and answers it, whistling the given tone. */
  Call answer(double hertz) {
    return get(awaitRinging().answer(whistling(hertz)));
  }

  Call awaitRinging() {
    try {
      Call call = ringing.poll(PATIENCE_S, TimeUnit.SECONDS);
      if (call == null) {
        throw new AssertionError("no call came in within " + PATIENCE_S + " s");
      }
      return call;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The messages that were sent, in order, whose first line begins so. */
  List<String> sent(String firstLine) {
    return messages(true, firstLine);
  }

  /** The messages that were received, in order, whose first line begins so. */
  List<String> received(String firstLine) {
    return messages(false, firstLine);
  }

  /** When the newest message whose first line begins so went out. */
  Instant lastSent(String firstLine) {
    return messages.stream()
        .filter(message -> message.sent() && message.text().startsWith(firstLine))
        .map(TracedMessage::time)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private List<String> messages(boolean sent, String firstLine) {
    return messages.stream()
        .filter(message -> message.sent() == sent && message.text().startsWith(firstLine))
        .map(TracedMessage::text)
        .toList();
  }

  CallOptions whistling(double hertz) {
    return options(hertz).build();
  }

  CallOptions playing(AudioSource source) {
    return optionsPlaying(source).build();
  }

  /** Options for more than the given tone. */
  CallOptions.Builder options(double hertz) {
    return optionsPlaying(AudioSource.tone(hertz, 0.5));
  }

  private CallOptions.Builder optionsPlaying(AudioSource source) {
    return CallOptions.builder().media(AudioOptions.builder().source(source).sink(ears).build());
  }

  /** The value of a future, or its failure as it is. */
  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    get(ua.stop());
    afterwards.run();
  }
}
