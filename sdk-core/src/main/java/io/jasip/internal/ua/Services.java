package io.jasip.internal.ua;

import io.jasip.Capabilities;
import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.RequestFailedException;
import io.jasip.RequestOptions;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.UAListener;
import io.jasip.internal.core.SingleRequests;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.messaging.IncomingMessages;
import io.jasip.internal.subscription.Notifier;
import io.jasip.internal.subscription.Publisher;
import io.jasip.internal.subscription.Subscriber;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What a user agent does besides calls and registration, from its start to its stop. On the loop.
 */
final class Services {

  private final UserAgentCore core;
  private final SingleRequests requests;
  private final Subscriber subscriber;
  private final Notifier notifier;
  private final Publisher publisher;

  Services(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      Roles roles) {
    this.core = core;
    requests = new SingleRequests(core);
    publisher = new Publisher(core, dispatcher);
    notifier = new Notifier(core, dispatcher, roles.packages());
    subscriber = new Subscriber(core, dispatcher, listeners);
    IncomingMessages.take(core, listeners, roles.optionsListeners());
  }

  void sendMessage(
      SipUri target, SipBody body, RequestOptions options, CompletableFuture<SipResponse> done) {
    requests.send(SipMethod.MESSAGE, target, options.headers(), body, done);
  }

  void options(SipUri target, RequestOptions options, CompletableFuture<Capabilities> done) {
    CompletableFuture<SipResponse> answered = new CompletableFuture<>();
    answered.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            done.complete(capabilities(response));
          } else {
            done.completeExceptionally(failure);
          }
        });
    requests.send(SipMethod.OPTIONS, target, options.headers(), SipBody.NONE, answered);
  }

  /**
   * Asks the server for a sign of life.
   *
   * @param dead told that what is behind the server is gone: 408 or 503
   */
  void askServer(String domain, Consumer<String> dead) {
    CompletableFuture<SipResponse> answered = new CompletableFuture<>();
    answered.whenComplete(
        (response, failure) -> {
          int status = failure instanceof RequestFailedException refused ? refused.status() : 0;
          if (status == StatusCode.REQUEST_TIMEOUT || status == 503) {
            dead.accept("OPTIONS was answered " + status);
          }
        });
    requests.send(
        SipMethod.OPTIONS, SipUri.parse("sip:" + domain), SipHeaders.NONE, SipBody.NONE, answered);
  }

  /** Any thread. */
  Subscription subscribe(SipUri target, String event, SubscribeOptions options) {
    Subscription subscription = subscriber.prepare(target, event, options);
    core.loop().run(() -> subscriber.begin(subscription));
    return subscription;
  }

  void publish(
      SipUri target,
      String event,
      SipBody state,
      PublishOptions options,
      CompletableFuture<Publication> done) {
    publisher.publish(target, event, state, options, done);
  }

  /** What has begun and not ended, requests that are done with one answer aside. */
  int count() {
    return subscriber.count() + notifier.count() + publisher.count();
  }

  void connected() {
    subscriber.connected();
    publisher.connected();
  }

  void connectionLost() {
    requests.connectionLost();
    subscriber.connectionLost();
    notifier.connectionLost();
    publisher.connectionLost();
  }

  private static Capabilities capabilities(SipResponse response) {
    List<String> accept =
        response.headers().tokens("Accept").stream()
            .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
            .toList();
    return new Capabilities(
        response.headers().tokens("Allow"),
        response.headers().tokens("Supported"),
        accept,
        response.headers().tokens("Allow-Events"),
        response);
  }

  /** Begins to end everything. What is still to be waited for, for a while. */
  List<CompletableFuture<?>> stop() {
    List<CompletableFuture<?>> farewells = new ArrayList<>(requests.stop());
    farewells.addAll(subscriber.stop());
    farewells.addAll(notifier.stop());
    farewells.addAll(publisher.stop());
    return farewells;
  }
}
