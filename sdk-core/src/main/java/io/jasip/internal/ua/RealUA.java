package io.jasip.internal.ua;

import io.jasip.Account;
import io.jasip.AccountOptions;
import io.jasip.ConnectionEvent;
import io.jasip.IncomingSubscriptionListener;
import io.jasip.ListenerHandle;
import io.jasip.OptionsListener;
import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.SipLoop;
import io.jasip.media.MediaEngine;
import io.jasip.sip.SipHeaders;
import io.jasip.transport.ConnectionState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The user agent that the application holds, which is its own first account. It lives on while
 * {@link ActiveUA}s come with start and go with stop.
 */
public final class RealUA extends RealAccount implements UA {

  private final Platform platform;
  private final CallbackDispatcher dispatcher;
  private final Roles roles;
  private final AtomicReference<@Nullable Run> run;

  /** This and those that were added. Changed under the lock of this. */
  private final List<RealAccount> accounts = new CopyOnWriteArrayList<>();

  private final AtomicReference<CompletableFuture<Void>> allStopped =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  /** Takes a checked configuration. */
  public RealUA(UAConfig config) {
    this(config, Platform.NETTY);
  }

  /** Takes a checked configuration and what to run on. */
  public RealUA(UAConfig config, Platform platform) {
    this(
        config,
        platform,
        new CallbackDispatcher(config.executor(), config.limits().callbacks()),
        new AtomicReference<>());
  }

  private RealUA(
      UAConfig config,
      Platform platform,
      CallbackDispatcher dispatcher,
      AtomicReference<@Nullable Run> run) {
    super(config, dispatcher, run);
    this.platform = platform;
    this.dispatcher = dispatcher;
    this.run = run;
    this.roles = new Roles(dispatcher);
    accounts.add(this);
  }

  @Override
  public CompletableFuture<Void> start() {
    Platform.Place place = platform.acquire(config(), dispatcher.background());
    Run started = begin(place);
    if (started == null) {
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
              place.loop().execute(() -> started.active().connect(connected));
              started.begun().complete(null);
            });
    MediaEngine media = config().media();
    CompletableFuture<Void> mediaReady =
        media == null ? CompletableFuture.completedFuture(null) : media.retain();
    CompletableFuture<Void> both = new CompletableFuture<>();
    mediaReady.whenComplete(
        (ready, mediaFailure) -> {
          if (mediaFailure != null) {
            finishStart(started, mediaFailure, null, both); // without a server, that would be never
          } else {
            connected.whenComplete((open, failure) -> finishStart(started, null, failure, both));
          }
        });
    return onApplication(both);
  }

  /** Null if a run is under way already. */
  private synchronized @Nullable Run begin(Platform.Place place) {
    if (run.get() != null) {
      return null;
    }
    SipLoop loop = place.loop();
    Endpoint.Shared shared =
        new Endpoint.Shared(loop, platform.timers(), dispatcher, roles, new Calls(loop));
    ActiveUA active = new ActiveUA(shared, new Flows(config(), place, this::tell));
    Run begun =
        new Run(
            loop,
            active,
            new ConcurrentHashMap<>(),
            new CompletableFuture<>(),
            new CompletableFuture<>());
    accounts.forEach(begun::add);
    run.set(begun);
    return begun;
  }

  private void tell(ConnectionEvent event) {
    accounts.forEach(account -> account.listeners().tell(each -> each.onConnection(event)));
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
    if (current != null) {
      return onApplication(end(current, true));
    }
    CompletableFuture<Void> ending = Objects.requireNonNull(allStopped.get());
    return ending.isDone() ? CompletableFuture.completedFuture(null) : onApplication(ending);
  }

  /** Ends a run, once, however many ask for it. */
  private CompletableFuture<Void> end(Run ending, boolean mediaRetained) {
    allStopped.updateAndGet(before -> CompletableFuture.allOf(before, ending.stopped()));
    if (!run.compareAndSet(ending, null)) {
      return ending.stopped();
    }
    CompletableFuture<Void> closed = new CompletableFuture<>();
    ending.loop().execute(() -> ending.active().stop(closed));
    MediaEngine media = config().media();
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
  public synchronized Account addAccount(AccountOptions options) {
    UAConfig own = config().of(options);
    for (RealAccount each : accounts) {
      if (each.address().uri().equals(own.account().uri())) {
        throw new IllegalArgumentException(
            "account " + own.account().uri() + " is there already; remove it first");
      }
    }
    RealAccount account = new RealAccount(own, dispatcher, run);
    accounts.add(account);
    Run current = run.get();
    if (current != null) {
      current.add(account);
    }
    return account;
  }

  @Override
  public synchronized CompletableFuture<Void> removeAccount(Account account) {
    if (account == this || !accounts.remove(account)) {
      throw new IllegalArgumentException(
          "account " + account.address().uri() + " was not added to this user agent");
    }
    Run current = run.get();
    ActiveAccount removed = current == null ? null : current.accounts().remove(account);
    if (current == null || removed == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    current.stopped().thenRun(() -> done.complete(null)); // who is stopped needs no farewell
    current.loop().run(() -> current.active().remove(removed, done));
    return onApplication(done);
  }

  @Override
  public List<Account> accounts() {
    return List.copyOf(accounts);
  }

  @Override
  public ListenerHandle serve(String event, IncomingSubscriptionListener listener) {
    return roles.serve(event, Objects.requireNonNull(listener, "listener"));
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
  public ListenerHandle addOptionsListener(OptionsListener listener) {
    return roles.optionsListeners().add(Objects.requireNonNull(listener, "listener"))::run;
  }

  @Override
  public synchronized void setHeaders(SipHeaders headers) {
    Objects.requireNonNull(headers, "headers");
    accounts.forEach(
        account -> account.change(old -> old.with(old.account(), old.credentials(), headers)));
  }

  /** What is between start and stop, for a look inside by tests; null before and after. */
  public @Nullable ActiveUA active() {
    Run current = run.get();
    return current == null ? null : current.active();
  }
}
