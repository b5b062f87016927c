package io.jasip.internal.ua;

import io.jasip.Account;
import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Capabilities;
import io.jasip.ListenerHandle;
import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.Registration;
import io.jasip.RequestOptions;
import io.jasip.SubscribeOptions;
import io.jasip.Subscription;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.auth.Credentials;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The account that the application holds. It lives on while {@link Endpoint}s come with start and
 * go with stop. Any thread.
 */
class RealAccount implements Account {

  private volatile UAConfig config;
  private final CallbackDispatcher dispatcher;
  private final AtomicReference<@Nullable Run> run;
  private final Listeners<UAListener> listeners;
  private final Registration registration = new CurrentRegistration(this::currentRegistration);

  /**
   * Makes an account.
   *
   * @param run of the user agent that it belongs to, as it comes and goes
   */
  RealAccount(UAConfig config, CallbackDispatcher dispatcher, AtomicReference<@Nullable Run> run) {
    this.config = config;
    this.dispatcher = dispatcher;
    this.run = run;
    this.listeners = new Listeners<>(dispatcher);
  }

  /** The configuration of this account, with what was changed since. */
  public UAConfig config() {
    return config;
  }

  Listeners<UAListener> listeners() {
    return listeners;
  }

  @Override
  public NameAddr address() {
    return config.account();
  }

  @Override
  public CompletableFuture<Registration> register() {
    ActiveAccount current = accountOfRun();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted("register()")));
    }
    CompletableFuture<Registration> done = new CompletableFuture<>();
    current.loop().run(() -> current.register(done));
    return onApplication(done).thenApply(same -> registration);
  }

  @Override
  public CompletableFuture<Void> unregister() {
    return leave(ActiveAccount::unregister);
  }

  @Override
  public CompletableFuture<Void> unregisterAll() {
    return leave(ActiveAccount::unregisterAll);
  }

  private CompletableFuture<Void> leave(BiConsumer<ActiveAccount, CompletableFuture<Void>> how) {
    ActiveAccount current = accountOfRun();
    if (current == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    current.loop().run(() -> how.accept(current, done));
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
    Endpoint current = endpoint();
    if (current == null) {
      throw notStarted("call()");
    }
    return current.call(address, options);
  }

  @Override
  public CompletableFuture<TransferProgress> refer(
      String target, String referTo, TransferOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri asked = Target.resolve(target, config.account().uri());
    SipUri called = Target.resolve(referTo, config.account().uri());
    Endpoint current = endpoint();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted("refer()")));
    }
    CompletableFuture<TransferProgress> done = new CompletableFuture<>();
    current.core().loop().run(() -> current.transfers().refer(asked, called, options, done));
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
    Endpoint current = endpoint();
    if (current == null) {
      throw notStarted("subscribe()");
    }
    return current.services().subscribe(address, event, options);
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
    Endpoint current = endpoint();
    if (current == null) {
      return onApplication(CompletableFuture.failedFuture(notStarted(operation)));
    }
    CompletableFuture<T> done = new CompletableFuture<>();
    current.core().loop().run(() -> what.accept(current.services(), done));
    return onApplication(done);
  }

  @Override
  public ListenerHandle addListener(UAListener listener) {
    return listeners.add(Objects.requireNonNull(listener, "listener"))::run;
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

  synchronized void change(UnaryOperator<UAConfig> change) {
    UAConfig changed = change.apply(config);
    config = changed;
    ActiveAccount current = accountOfRun();
    if (current != null) {
      current.loop().run(() -> current.endpoints().forEach(each -> each.reconfigure(changed)));
    }
  }

  private @Nullable ActiveAccount accountOfRun() {
    Run current = run.get();
    return current == null ? null : current.accounts().get(this);
  }

  /** What calls and requests go out by at the moment. */
  private @Nullable Endpoint endpoint() {
    ActiveAccount current = accountOfRun();
    return current == null ? null : current.outgoing();
  }

  private IllegalStateException notStarted(String operation) {
    return new IllegalStateException(
        run.get() == null
            ? operation + ": this user agent is not started; call start() and wait for it first"
            : operation + ": this account was removed; add it again by addAccount()");
  }

  /** A future that completes on the application's executor, after the events that led to it. */
  <T> CompletableFuture<T> onApplication(CompletableFuture<T> inner) {
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
    ActiveAccount current = accountOfRun();
    return current == null ? CurrentRegistration.NONE : current.registration();
  }
}
