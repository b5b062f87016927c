package io.jasip.internal.ua;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.fault.Fault;
import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.call.CallContext;
import io.jasip.internal.call.CallGate;
import io.jasip.internal.call.RealCall;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.registration.RealRegistration;
import io.jasip.internal.registration.RegistrationFlow;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.internal.transfer.Transfers;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import io.jasip.transport.ConnectionState;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account on one connection: its registration there, and its calls, messages and subscriptions,
 * with transactions and dialogs of their own. On the loop, but for the getters.
 */
final class Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

  private final SipLoop loop;
  private final RealAccount account;
  private final Flow flow;
  private final Calls calls;
  private final Listeners<UAListener> listeners;
  private UAConfig config;
  private final DigestAuthenticator authenticator;
  private final UserAgentCore core;
  private final RealRegistration registration;
  private final Transfers transfers;
  private final CallContext callContext;
  private final Services services;
  private List<Endpoint> siblings = List.of();
  private boolean stopping;
  private boolean away;
  private @Nullable InetAddress left;

  /** What all endpoints of a user agent share. */
  record Shared(
      SipLoop loop, SipTimers timers, CallbackDispatcher dispatcher, Roles roles, Calls calls) {}

  /**
   * Puts the endpoint together; nothing is sent yet. Any thread.
   *
   * @param instanceId the URN of this installation; null for a random one
   */
  Endpoint(Shared shared, Flow flow, RealAccount account, @Nullable String instanceId) {
    this.loop = shared.loop();
    this.account = account;
    this.flow = flow;
    this.calls = shared.calls();
    this.listeners = account.listeners();
    this.config = account.config();
    CallbackDispatcher dispatcher = shared.dispatcher();
    this.authenticator =
        new DigestAuthenticator(
            new AccountCredentials(loop, dispatcher, () -> this.config),
            config.weakestDigest(),
            config.secure());
    this.core =
        new UserAgentCore(
            loop,
            shared.timers(),
            Identity.of(config.account(), config.secure(), instanceId)
                .at(config.registration().contact())
                .by(config.viaTransport(), config.rport()),
            authenticator,
            config.userAgent(),
            config.limits(),
            dispatcher::isFull,
            flow::send);
    core.headers(config.headers());
    this.registration =
        new RealRegistration(core, dispatcher, listeners, config, new FlowOfRegistration());
    this.transfers =
        new Transfers(
            core,
            dispatcher,
            config.transfers(),
            target -> Target.resolve(target, config.account().uri()),
            this::call);
    this.callContext = new CallContext(account, core, dispatcher, transfers, config, calls::ended);
    this.services = new Services(core, dispatcher, listeners, shared.roles());
    core.handle(SipMethod.INVITE, this::incoming);
    core.handleInDialog(SipMethod.INFO);
    core.handleInDialog(SipMethod.MESSAGE);
    core.handleInDialog(SipMethod.UPDATE);
    core.handleInDialog(SipMethod.PRACK);
    core.handleInDialog(SipMethod.NOTIFY);
    core.handle(SipMethod.REFER, this::referred);
  }

  RealAccount account() {
    return account;
  }

  UserAgentCore core() {
    return core;
  }

  Services services() {
    return services;
  }

  Transfers transfers() {
    return transfers;
  }

  RealRegistration registration() {
    return registration;
  }

  /** Whether it can send. Any thread; what is true now may be false when it comes to sending. */
  boolean isConnected() {
    return flow.state() == ConnectionState.CONNECTED;
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

  void connected() {
    services.connected();
    registration.connected();
    if (registration.state() == RegistrationState.UNREGISTERED) {
      restoreCalls();
    }
  }

  /**
   * The connection is lost.
   *
   * @param coming whether another will be made, for which requests within calls wait
   */
  void connectionLost(boolean coming) {
    if (!away) {
      away = true;
      left = flow.localAddress();
    }
    if (coming) {
      core.holdRequests();
    } else {
      core.abandonRequests();
    }
    core.transactions().transportError();
    registration.connectionLost();
    services.connectionLost();
    calls.of(this).forEach(RealCall::connectionLost);
  }

  /** What calls have wanted meanwhile goes out, and the peers learn where we are now. */
  private void restoreCalls() {
    if (away) {
      away = false;
      core.releaseRequests();
      InetAddress now = flow.localAddress();
      boolean moved = left != null && now != null && !left.equals(now);
      calls.of(this).forEach(call -> call.connectionRestored(moved));
    }
  }

  /** Asks the server for a sign of life; without one the connection is made anew. */
  void askServer() {
    services.askServer(config.account().uri().host(), flow::replace);
  }

  /** Whether it has calls. */
  boolean isBusy() {
    return !calls.of(this).isEmpty();
  }

  /** The connection as the registration sees it. */
  private final class FlowOfRegistration implements RegistrationFlow {
    @Override
    public void ping() {
      flow.ping();
    }

    @Override
    public void replace(String why) {
      flow.replace(why);
    }

    @Override
    public int number() {
      return flow.number();
    }

    @Override
    public boolean isOneOfSeveral() {
      return flow.isOneOfSeveral();
    }

    @Override
    public boolean anotherWorks() {
      return siblings.stream().anyMatch(each -> each != Endpoint.this && each.isRegistered());
    }

    @Override
    public void settled() {
      restoreCalls();
    }
  }

  /** Sets the endpoints of the same account, this one included, before anything is sent. */
  void siblings(List<Endpoint> all) {
    siblings = all;
  }

  /** Whether calls can come in here. Any thread. */
  boolean isRegistered() {
    return registration.state() == RegistrationState.REGISTERED;
  }

  void register(CompletableFuture<Registration> done) {
    if (flow.isOpen()) {
      registration.register(done);
    } else {
      done.completeExceptionally(
          new RegistrationFailedException(
              Cause.CONNECTION_ERROR,
              "REGISTER: there is no connection to " + config.serverName(),
              null,
              Fault.WS_LOST));
    }
  }

  /** Makes a call. Any thread. */
  Call call(SipUri target, CallOptions options) {
    return call(target, SipHeaders.NONE, options, new CallOutcome() {});
  }

  private Call call(
      SipUri target, SipHeaders transferred, CallOptions options, CallOutcome outcome) {
    RealCall call = RealCall.outgoing(callContext, target, transferred, options, outcome);
    loop.run(
        () -> {
          calls.begin(call, this);
          listeners.tell(listener -> listener.onOutgoingCall(call));
          if (stopping) {
            call.stop();
          } else if (flow.isOpen()) {
            call.dial();
          } else {
            call.connectionLost();
          }
        });
    return call;
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
    if (calls.isMerged(transaction.request(), this)) {
      core.refuse(transaction, StatusCode.LOOP_DETECTED);
      return;
    }
    Replacements.Verdict verdict = calls.judge(transaction.request());
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
    int others = replaced == null ? calls.count() : calls.count() - 1;
    if (!CallGate.admits(core, config.calls(), others, transaction)) {
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
    calls.begin(call, this);
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

  /** Begins to end everything. What the server's consent is to be waited for, for a while. */
  List<CompletableFuture<?>> stop() {
    stopping = true;
    core.abandonRequests();
    List<CompletableFuture<?>> farewells = new ArrayList<>();
    for (RealCall call : calls.of(this)) {
      farewells.add(call.ended());
      call.stop();
    }
    transfers.abandon(Cause.STOPPED);
    farewells.addAll(services.stop());
    if (flow.isOpen() && registration.state() != RegistrationState.UNREGISTERED) {
      CompletableFuture<Void> left = new CompletableFuture<>();
      farewells.add(left);
      registration.unregister(left);
    }
    return farewells;
  }
}
