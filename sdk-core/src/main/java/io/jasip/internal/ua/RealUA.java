package io.jasip.internal.ua;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Capabilities;
import io.jasip.IncomingSubscriptionListener;
import io.jasip.ListenerHandle;
import io.jasip.OptionsListener;
import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.Registration;
import io.jasip.RequestOptions;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.auth.Credentials;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.media.MediaEngine;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.transport.ConnectionState;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The user agent that the application holds. It lives on while {@link ActiveUA}s come with start
 * and go with stop.
 */
public final class RealUA implements UA {

  private volatile UAConfig config;
  private final Platform platform;
  private final CallbackDispatcher dispatcher;
  private final Listeners<UAListener> listeners;
  private final Roles roles;
  private final AtomicReference<@Nullable Run> run = new AtomicReference<>();
  private final AtomicReference<CompletableFuture<Void>> allStopped =
      new AtomicReference<>(CompletableFuture.completedFuture(null));
  private final Registration registration = new CurrentRegistration(this::currentRegistration);

  /** What exists between start and stop. */
  private record Run(
      SipLoop loop,
      ActiveUA active,
      CompletableFuture<Void> begun,
      CompletableFuture<Void> stopped) {}

  /** Takes a checked configuration. */
  public RealUA(UAConfig config) {
    this(config, Platform.NETTY);
  }

  /** Takes a checked configuration and what to run on. */
  public RealUA(UAConfig config, Platform platform) {
    this.config = config;
    this.platform = platform;
    this.dispatcher = new CallbackDispatcher(config.executor());
    this.listeners = new Listeners<>(dispatcher);
    this.roles = new Roles(dispatcher);
  }

  @Override
  public CompletableFuture<Void> start() {
    Platform.Place place = platform.acquire(config, dispatcher.background());
    SipLoop loop = place.loop();
    ActiveUA active = new ActiveUA(place, SipTimers.DEFAULT, config, dispatcher, listeners, roles);
    Run started = new Run(loop, active, new CompletableFuture<>(), new CompletableFuture<>());
    if (!run.compareAndSet(null, started)) {
      platform.release();
      return onApplication(
          CompletableFuture.failedFuture(
              new IllegalStateException("start(): this user agent is started already")));
    }
    CompletableFuture<Void> connected = new CompletableFuture<>();
    // The run before this one may still be saying goodbye; two at once would confuse the listeners.
    Objects.requireNonNull(allStopped.get())
        .thenRun(
            () -> {
              loop.execute(() -> active.connect(connected));
              started.begun().complete(null);
            });
    MediaEngine media = config.media();
    CompletableFuture<Void> mediaReady =
        media == null ? CompletableFuture.completedFuture(null) : media.retain();
    CompletableFuture<Void> both = new CompletableFuture<>();
    mediaReady.whenComplete(
        (ready, mediaFailure) ->
            connected.whenComplete(
                (open, failure) -> finishStart(started, mediaFailure, failure, both)));
    return onApplication(both);
  }

  private void finishStart(
      Run started,
      @Nullable Throwable mediaFailure,
      @Nullable Throwable connectionFailure,
      CompletableFuture<Void> both) {
    Throwable failure = mediaFailure == null ? connectionFailure : mediaFailure;
    if (failure == null) {
      both.complete(null);
      return;
    }
    end(started, mediaFailure == null)
        .whenComplete((nothing, ignored) -> both.completeExceptionally(failure));
  }

  @Override
  public CompletableFuture<Void> stop() {
    Run current = run.get();
    return current == null
        ? CompletableFuture.completedFuture(null)
        : onApplication(end(current, true));
  }

  /** Ends a run, once, however many ask for it. */
  private CompletableFuture<Void> end(Run ending, boolean mediaRetained) {
    allStopped.updateAndGet(before -> CompletableFuture.allOf(before, ending.stopped()));
    if (!run.compareAndSet(ending, null)) {
      return ending.stopped();
    }
    CompletableFuture<Void> closed = new CompletableFuture<>();
    ending.loop().execute(() -> ending.active().stop(closed));
    MediaEngine media = config.media();
    closed
        .thenCompose(nothing -> ending.begun()) // it needs the loop
        .thenCompose(
            nothing ->
                media == null || !mediaRetained
                    ? CompletableFuture.completedFuture(null)
                    : media.release())
        .thenCompose(nothing -> platform.release())
        .whenComplete((nothing, failure) -> ending.stopped().complete(null));
    return ending.stopped();
  }

  @Override
  public CompletableFuture<Registration> register() {
    Run current = run.get();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted("register()")));
    }
    CompletableFuture<Registration> done = new CompletableFuture<>();
    current.loop().run(() -> current.active().register(done));
    return onApplication(done).thenApply(same -> registration);
  }

  @Override
  public CompletableFuture<Void> unregister() {
    Run current = run.get();
    if (current == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    current.loop().run(() -> current.active().unregister(done));
    return onApplication(done);
  }

  @Override
  public CompletableFuture<Void> unregisterAll() {
    Run current = run.get();
    if (current == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    current.loop().run(() -> current.active().unregisterAll(done));
    return onApplication(done);
  }

  @Override
  public Registration registration() {
    return registration;
  }

  @Override
  public Call call(String target) {
    return call(target, CallOptions.DEFAULT);
  }

  @Override
  public Call call(String target, CallOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri address = Target.resolve(target, config.account().uri());
    Run current = run.get();
    if (current == null) {
      throw notStarted("call()");
    }
    return current.active().call(address, options);
  }

  @Override
  public CompletableFuture<TransferProgress> refer(
      String target, String referTo, TransferOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri asked = Target.resolve(target, config.account().uri());
    SipUri called = Target.resolve(referTo, config.account().uri());
    Run current = run.get();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted("refer()")));
    }
    CompletableFuture<TransferProgress> done = new CompletableFuture<>();
    current.loop().run(() -> current.active().transfers().refer(asked, called, options, done));
    return onApplication(done);
  }

  @Override
  public CompletableFuture<SipResponse> sendMessage(String target, String text) {
    return sendMessage(target, SipBody.text(text), RequestOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<SipResponse> sendMessage(
      String target, SipBody body, RequestOptions options) {
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(options, "options");
    SipUri address = Target.resolve(target, config.account().uri());
    return ask("sendMessage()", (run, done) -> run.sendMessage(address, body, options, done));
  }

  @Override
  public CompletableFuture<Capabilities> options(String target) {
    return options(target, RequestOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<Capabilities> options(String target, RequestOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri address = Target.resolve(target, config.account().uri());
    return ask("options()", (run, done) -> run.options(address, options, done));
  }

  @Override
  public Subscription subscribe(String target, String event) {
    return subscribe(target, event, SubscribeOptions.DEFAULT);
  }

  @Override
  public Subscription subscribe(String target, String event, SubscribeOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri address = Target.resolve(target, config.account().uri());
    Run current = run.get();
    if (current == null) {
      throw notStarted("subscribe()");
    }
    return current.active().services().subscribe(address, event, options);
  }

  @Override
  public ListenerHandle serve(String event, IncomingSubscriptionListener listener) {
    return roles.serve(event, Objects.requireNonNull(listener, "listener"));
  }

  @Override
  public CompletableFuture<Publication> publish(String event, SipBody state) {
    return publish(config.account().uri().toString(), event, state, PublishOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<Publication> publish(
      String target, String event, SipBody state, PublishOptions options) {
    Objects.requireNonNull(options, "options");
    if (state.isEmpty()) {
      throw new IllegalArgumentException("publish(): the state is empty");
    }
    String name = Roles.packageName(event);
    SipUri address = Target.resolve(target, config.account().uri());
    return ask("publish()", (run, done) -> run.publish(address, name, state, options, done));
  }

  /** Has something done on the loop of the run of the moment. */
  private <T> CompletableFuture<T> ask(
      String operation, BiConsumer<Services, CompletableFuture<T>> what) {
    Run current = run.get();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted(operation)));
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    current.loop().run(() -> what.accept(current.active().services(), done));
    return onApplication(done);
  }

  @Override
  public ConnectionState connectionState() {
    Run current = run.get();
    return current == null ? ConnectionState.DISCONNECTED : current.active().state();
  }

  @Override
  public void networkChanged() {
    Run current = run.get();
    if (current != null) {
      current.loop().run(current.active()::networkChanged);
    }
  }

  @Override
  public ListenerHandle addListener(UAListener listener) {
    return listeners.add(Objects.requireNonNull(listener, "listener"))::run;
  }

  @Override
  public ListenerHandle addOptionsListener(OptionsListener listener) {
    return roles.optionsListeners().add(Objects.requireNonNull(listener, "listener"))::run;
  }

  @Override
  public UAConfig config() {
    return config;
  }

  @Override
  public void setCredentials(Credentials credentials) {
    Objects.requireNonNull(credentials, "credentials");
    change(old -> old.with(old.account(), credentials, old.headers()));
  }

  @Override
  public void setDisplayName(@Nullable String displayName) {
    change(
        old ->
            old.with(
                new NameAddr(displayName, old.account().uri(), old.account().parameters()),
                old.credentials(),
                old.headers()));
  }

  @Override
  public void setHeaders(SipHeaders headers) {
    Objects.requireNonNull(headers, "headers");
    change(old -> old.with(old.account(), old.credentials(), headers));
  }

  private synchronized void change(UnaryOperator<UAConfig> change) {
    UAConfig changed = change.apply(config);
    config = changed;
    Run current = run.get();
    if (current != null) {
      current.loop().run(() -> current.active().reconfigure(changed));
    }
  }

  /** What is between start and stop, for a look inside by tests; null before and after. */
  public @Nullable ActiveUA active() {
    Run current = run.get();
    return current == null ? null : current.active();
  }

  private static IllegalStateException notStarted(String operation) {
    return new IllegalStateException(
        operation + ": this user agent is not started; call start() and wait for it first");
  }

  /** A future that completes on the application's executor, after the events that led to it. */
  private <T> CompletableFuture<T> onApplication(CompletableFuture<T> inner) {
    CompletableFuture<T> outer = new CompletableFuture<>();
    inner.whenComplete(
        (value, failure) ->
            dispatcher.execute(
                () -> {
                  if (failure == null) {
                    outer.complete(value);
                  } else {
                    outer.completeExceptionally(failure);
                  }
                }));
    return outer;
  }

  private Registration currentRegistration() {
    Run current = run.get();
    return current == null ? CurrentRegistration.NONE : current.active().registration();
  }
}
