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
import io.jasip.internal.call.RealCall;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.registration.RealRegistration;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.internal.transfer.Transfers;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
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
  private final Platform.Place place;
  private final Listeners<UAListener> listeners;
  private final DigestAuthenticator authenticator;
  private final UserAgentCore core;
  private final RealRegistration registration;
  private final Transfers transfers;
  private final Replacements replacements;
  private final CallContext callContext;
  private final Services services;
  private final Set<RealCall> calls = new LinkedHashSet<>();
  private @Nullable SipConnection connection;
  private @Nullable CompletableFuture<Void> connecting;
  private @Nullable ServerHunt hunt;
  private WebSocketServer server;
  private @Nullable CompletableFuture<Void> closed;
  private boolean stopping;

  /** Written on the loop, read by any thread. */
  private volatile ConnectionState state = ConnectionState.DISCONNECTED;

  /** Puts the user agent together; nothing is opened yet. */
  ActiveUA(
      Platform.Place place,
      SipTimers timers,
      UAConfig config,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      Roles roles) {
    this.loop = place.loop();
    this.place = place;
    this.config = config;
    this.server = ServerHunt.first(config);
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
            this::send);
    core.headers(config.headers());
    this.registration = new RealRegistration(core, dispatcher, listeners, config, this::keepAlive);
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
    return state;
  }

  Registration registration() {
    return registration;
  }

  /** Opens the connection, unless the user agent was stopped before it came to that. */
  void connect(CompletableFuture<Void> done) {
    if (stopping) {
      done.completeExceptionally(stoppedWhileStarting());
      return;
    }
    connecting = done;
    changeState(ConnectionState.CONNECTING, null);
    ServerHunt begun =
        new ServerHunt(
            config,
            place,
            new SipConnector.Attempt() {
              @Override
              public SipConnection.Listener onOpen(SipConnection opened) {
                return connected(opened);
              }

              @Override
              public void onFailed(ConnectionFailedException why) {
                noteServer();
                connecting = null;
                changeState(ConnectionState.DISCONNECTED, why);
                done.completeExceptionally(why);
              }
            });
    hunt = begun;
    begun.start();
  }

  private void noteServer() {
    if (hunt != null) {
      server = hunt.server();
    }
  }

  private SipConnection.Listener connected(SipConnection opened) {
    connection = opened;
    noteServer();
    changeState(ConnectionState.CONNECTED, null);
    services.connected();
    if (connecting != null) {
      connecting.complete(null);
      connecting = null;
    }
    registration.connected();
    return new SipConnection.Listener() {
      @Override
      public void onMessage(SipMessage message) {
        core.receive(message);
      }

      @Override
      public void onClosed(ConnectionFailedException why) {
        lost(why);
      }
    };
  }

  private void lost(ConnectionFailedException why) {
    connection = null;
    changeState(ConnectionState.DISCONNECTED, stopping ? null : why);
    if (!stopping) {
      LOG.warn("{}", why.getMessage());
    }
    core.transactions().transportError();
    registration.connectionLost();
    services.connectionLost();
    new ArrayList<>(calls).forEach(RealCall::connectionLost);
    if (closed != null) {
      closed.complete(null);
    }
  }

  private void changeState(ConnectionState to, @Nullable ConnectionFailedException why) {
    ConnectionState from = state;
    state = to;
    ConnectionEvent event = new ConnectionEvent(from, to, server, why);
    listeners.tell(listener -> listener.onConnection(event));
  }

  private boolean send(SipMessage message) {
    if (connection == null) {
      return false;
    }
    connection.send(message);
    return true;
  }

  private void keepAlive() {
    if (connection != null) {
      connection.ping();
    }
  }

  void register(CompletableFuture<Registration> done) {
    if (connection == null) {
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
          } else if (connection == null) {
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

  private static IllegalStateException stoppedWhileStarting() {
    return new IllegalStateException("stop() was called while the user agent was starting");
  }

  /**
   * Ends calls, registration and connection in order, each with the server's consent or after a
   * while without.
   */
  void stop(CompletableFuture<Void> done) {
    stopping = true;
    if (hunt != null) {
      hunt.stop();
    }
    if (connecting != null) {
      connecting.completeExceptionally(stoppedWhileStarting());
      connecting = null;
    }
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    for (RealCall call : new ArrayList<>(calls)) {
      farewells.add(call.ended());
      call.stop();
    }
    transfers.abandon(Cause.STOPPED);
    farewells.addAll(services.stop());
    if (connection != null && registration.state() != RegistrationState.UNREGISTERED) {
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
    if (connection == null) {
      new ArrayList<>(calls).forEach(RealCall::connectionLost);
      services.connectionLost();
      if (state != ConnectionState.DISCONNECTED) {
        changeState(ConnectionState.DISCONNECTED, null);
      }
      done.complete(null);
    } else {
      closed = done;
      connection.close();
    }
  }
}
