package io.jasip.internal.ua;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.ConnectionEvent;
import io.jasip.Registration;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.call.CallContext;
import io.jasip.internal.call.CallGate;
import io.jasip.internal.call.RealCall;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.registration.RealRegistration;
import io.jasip.internal.registration.RegistrationFlow;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.internal.transfer.Transfers;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user agent from its start to its stop: connection, registration and calls. On the loop, but for
 * the getters.
 */
public final class ActiveUA {

  private static final Logger LOG = LoggerFactory.getLogger(ActiveUA.class);

  /** How long {@link #stop} waits for the server to confirm BYE and un-REGISTER. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final SipLoop loop;
  private UAConfig config;
  private final Listeners<UAListener> listeners;
  private final DigestAuthenticator authenticator;
  private final UserAgentCore core;
  private final RealRegistration registration;
  private final Transfers transfers;
  private final Replacements replacements;
  private final CallContext callContext;
  private final Services services;
  private final Set<RealCall> calls = new LinkedHashSet<>();
  private final ServerConnection connection;
  private boolean stopping;

  /** Puts the user agent together; nothing is opened yet. */
  ActiveUA(
      Platform.Place place,
      SipTimers timers,
      UAConfig config,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      Roles roles) {
    this.loop = place.loop();
    this.config = config;
    this.connection = new ServerConnection(place, config, new OwnerOfConnection());
    this.listeners = listeners;
    this.authenticator =
        new DigestAuthenticator(
            new AccountCredentials(loop, dispatcher, () -> this.config),
            config.weakestDigest(),
            config.secure());
    this.core =
        new UserAgentCore(
            loop,
            timers,
            Identity.of(config.account(), config.secure(), config.registration().instanceId()),
            authenticator,
            config.userAgent(),
            connection::send);
    core.headers(config.headers());
    this.registration =
        new RealRegistration(
            core,
            dispatcher,
            listeners,
            config,
            new RegistrationFlow() {
              @Override
              public void ping() {
                connection.ping();
              }

              @Override
              public void replace(String why) {
                connection.replace(why);
              }

              @Override
              public void settled() {
                restoreCalls();
              }
            });
    this.transfers =
        new Transfers(
            core,
            dispatcher,
            config.transfers(),
            target -> Target.resolve(target, config.account().uri()),
            this::call);
    this.replacements = new Replacements(loop);
    this.callContext = new CallContext(core, dispatcher, transfers, config, this::ended);
    this.services = new Services(core, dispatcher, listeners, roles);
    core.handle(SipMethod.INVITE, this::incoming);
    core.handleInDialog(SipMethod.INFO);
    core.handleInDialog(SipMethod.MESSAGE);
    core.handleInDialog(SipMethod.UPDATE);
    core.handleInDialog(SipMethod.PRACK);
    core.handleInDialog(SipMethod.NOTIFY);
    core.handle(SipMethod.REFER, this::referred);
  }

  /** What sends and receives, for a look inside by tests. On the loop. */
  public UserAgentCore core() {
    return core;
  }

  /** How many calls there are that have not ended. On the loop. */
  public int callCount() {
    return calls.size();
  }

  /** Takes what has changed of account, credentials and header fields; calls go on. */
  void reconfigure(UAConfig changed) {
    if (changed.credentials() != config.credentials()) {
      authenticator.forget();
    }
    config = changed;
    core.account(changed.account());
    core.headers(changed.headers());
  }

  /** How many subscriptions and the like there are that have not ended. On the loop. */
  public int serviceCount() {
    return services.count();
  }

  /** What there is besides calls and registration. */
  Services services() {
    return services;
  }

  ConnectionState state() {
    return connection.state();
  }

  /** The application has noticed that the network is another. */
  void networkChanged() {
    connection.networkChanged();
  }

  Registration registration() {
    return registration;
  }

  /** Opens the connection, unless the user agent was stopped before it came to that. */
  void connect(CompletableFuture<Void> done) {
    if (stopping) {
      done.completeExceptionally(ServerConnection.stoppedWhileStarting());
      return;
    }
    connection.start(done);
  }

  /** Hears of the connection. */
  private final class OwnerOfConnection implements ServerConnection.User {
    @Override
    public void onMessage(SipMessage message) {
      core.receive(message);
    }

    @Override
    public void onConnected() {
      services.connected();
      registration.connected();
      if (registration.state() == RegistrationState.UNREGISTERED) {
        restoreCalls();
      }
    }

    @Override
    public void onLost(ConnectionFailedException why) {
      if (connection.isComing()) {
        core.holdRequests();
      }
      core.transactions().transportError();
      registration.connectionLost();
      services.connectionLost();
      new ArrayList<>(calls).forEach(RealCall::connectionLost);
    }

    @Override
    public void onEvent(ConnectionEvent event) {
      listeners.tell(listener -> listener.onConnection(event));
      if (event.failure() != null && event.retryIn() == null) {
        core.abandonRequests();
      }
    }

    @Override
    public void askOptions() {
      services.askServer(config.account().uri().host(), connection::replace);
    }

    @Override
    public boolean isBusy() {
      return !calls.isEmpty();
    }
  }

  /** What calls have wanted meanwhile goes out, and the peers learn where we are now. */
  private void restoreCalls() {
    if (core.holdsRequests()) {
      core.releaseRequests();
      new ArrayList<>(calls).forEach(RealCall::connectionRestored);
    }
  }

  void register(CompletableFuture<Registration> done) {
    if (!connection.isOpen()) {
      done.completeExceptionally(
          new RegistrationFailedException(
              Cause.CONNECTION_ERROR,
              "REGISTER: there is no connection to " + config.serverName(),
              null));
    } else {
      registration.register(done);
    }
  }

  void unregister(CompletableFuture<Void> done) {
    registration.unregister(done);
  }

  void unregisterAll(CompletableFuture<Void> done) {
    registration.unregisterAll(done);
  }

  /** Makes a call; {@link RealCall#dial} on the loop starts it. Any thread. */
  Call call(SipUri target, CallOptions options) {
    return call(target, SipHeaders.NONE, options, new CallOutcome() {});
  }

  private Call call(
      SipUri target, SipHeaders transferred, CallOptions options, CallOutcome outcome) {
    RealCall call = RealCall.outgoing(callContext, target, transferred, options, outcome);
    loop.run(
        () -> {
          calls.add(call);
          if (stopping) {
            call.stop();
          } else if (!connection.isOpen()) {
            call.connectionLost();
          } else {
            call.dial();
          }
        });
    return call;
  }

  /** The transfers, for REFER outside of calls. On the loop. */
  Transfers transfers() {
    return transfers;
  }

  private void referred(ServerTransaction transaction) {
    if (stopping) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
    } else {
      transfers.receive(
          transaction, request -> listeners.tell(listener -> listener.onReferral(request)));
    }
  }

  private void incoming(ServerTransaction transaction) {
    Replacements.Verdict verdict = replacements.judge(transaction.request(), calls);
    if (verdict.status() != StatusCode.OK) {
      core.refuse(transaction, verdict.status());
      return;
    }
    RealCall replaced = verdict.replaced();
    boolean answered = replaced != null && config.transfers().answersReplacements();
    if (stopping || (listeners.isEmpty() && !answered)) {
      core.refuse(transaction, StatusCode.TEMPORARILY_UNAVAILABLE);
      return;
    }
    if (calls.size() >= config.maxCalls()) {
      core.refuse(transaction, StatusCode.BUSY_HERE);
      return;
    }
    if (!CallGate.admits(core, config.calls(), calls.size(), transaction)) {
      return;
    }
    RealCall call;
    try {
      call = RealCall.incoming(callContext, transaction);
    } catch (MalformedMessageException e) {
      LOG.warn("Refused an INVITE: {}", e.getMessage());
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    calls.add(call);
    if (replaced != null) {
      call.replace(replaced);
    }
    call.ring();
    if (answered) {
      call.answerAsReplacement();
      return;
    }
    listeners.tell(listener -> listener.onIncomingCall(call));
  }

  private void ended(RealCall call) {
    calls.remove(call);
    replacements.ended(call);
  }

  /**
   * Ends calls, registration and connection in order, each with the server's consent or after a
   * while without.
   */
  void stop(CompletableFuture<Void> done) {
    stopping = true;
    connection.stop();
    core.abandonRequests();
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    for (RealCall call : new ArrayList<>(calls)) {
      farewells.add(call.ended());
      call.stop();
    }
    transfers.abandon(Cause.STOPPED);
    farewells.addAll(services.stop());
    if (connection.isOpen() && registration.state() != RegistrationState.UNREGISTERED) {
      CompletableFuture<Void> left = new CompletableFuture<>();
      farewells.add(left);
      registration.unregister(left);
    }
    CompletableFuture<Void> all =
        CompletableFuture.allOf(farewells.toArray(new CompletableFuture<?>[0]));
    Timer limit = loop.schedule(FAREWELL, () -> all.complete(null));
    all.whenComplete(
        (nothing, failure) ->
            loop.run(
                () -> {
                  limit.cancel();
                  close(done);
                }));
  }

  private void close(CompletableFuture<Void> done) {
    if (!connection.isOpen()) {
      new ArrayList<>(calls).forEach(RealCall::connectionLost);
      services.connectionLost();
    }
    connection.close(done);
  }
}
