package io.jasip.internal.registration;

import io.jasip.Binding;
import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationOptions;
import io.jasip.RegistrationState;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.internal.core.Reach;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.flight.FlightRecording;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.registration.RegisterRequest.Scope;
import io.jasip.internal.registration.RegistrationMachine.Action;
import io.jasip.internal.registration.RegistrationMachine.Input;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link RegistrationMachine}: keeps the binding of one user agent. On the loop, but for
 * the getters.
 */
public final class RealRegistration implements Registration {

  private final UserAgentCore core;
  private final Listeners<UAListener> listeners;
  private final RegistrationOptions options;
  private final RegistrationTimes times = new RegistrationTimes(new SecureRandom()::nextDouble);
  private final RegisterRequest requests;
  private final FlowKeepAlive keepAlive;
  private final BindingWatch watch;
  private final RegistrationFlow flow;
  private final Patience patience;
  private final Waiting waiting;
  private @Nullable Answer inFlight;
  private @Nullable Runnable next;
  private Timer refresh = Timer.NONE;
  private Timer expiry = Timer.NONE;
  private int failures;
  private boolean resume;
  private boolean wasRegistered;
  private @Nullable RegistrationFailedException failure;
  private @Nullable SipResponse lastResponse;
  private @Nullable Duration retryIn;

  /** Written on the loop, read by any thread. */
  private volatile RegistrationState state = RegistrationState.UNREGISTERED;

  private volatile RegisterAnswer answer = RegisterAnswer.NONE;

  /**
   * Makes a registration that has not begun.
   *
   * @param flow the connection of the moment
   */
  public RealRegistration(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      UAConfig config,
      RegistrationFlow flow) {
    this.core = core;
    this.waiting = new Waiting(dispatcher);
    this.listeners = listeners;
    this.options = config.registration();
    this.requests = new RegisterRequest(core, options, flow.number());
    this.keepAlive = new FlowKeepAlive(core.loop(), times, flow::ping);
    this.watch = new BindingWatch(core, requests, times, options.watch(), this::dropped);
    this.flow = flow;
    this.patience = new Patience(core.loop());
    this.resume = options.onConnect();
  }

  @Override
  public RegistrationState state() {
    return state;
  }

  @Override
  public Duration expires() {
    return answer.expires();
  }

  @Override
  public List<Binding> bindings() {
    return answer.bindings();
  }

  @Override
  public Optional<SipUri> publicGruu() {
    return Optional.ofNullable(answer.publicGruu());
  }

  @Override
  public Optional<SipUri> temporaryGruu() {
    return Optional.ofNullable(answer.temporaryGruu());
  }

  @Override
  public List<NameAddr> serviceRoute() {
    return answer.serviceRoute();
  }

  @Override
  public List<NameAddr> path() {
    return answer.path();
  }

  /** Registers, or joins the registration that is under way. */
  public void register(CompletableFuture<Registration> done) {
    waiting.register(done);
    resume = true;
    input(Input.REGISTER);
  }

  /** Registers as soon as there is a connection. */
  public void registerOnceConnected() {
    resume = true;
  }

  /** Removes the registration. */
  public void unregister(CompletableFuture<Void> done) {
    leave(done, Input.UNREGISTER);
  }

  /** Removes the registrations of all devices of the account. */
  public void unregisterAll(CompletableFuture<Void> done) {
    leave(done, Input.UNREGISTER_ALL);
  }

  private void leave(CompletableFuture<Void> done, Input input) {
    waiting.leave(done);
    resume = false;
    refresh.cancel();
    unanswered(RegistrationFailure.unregistered());
    input(input);
  }

  private void unanswered(RegistrationFailedException why) {
    failure = why;
    lastResponse = null;
  }

  /** There is a connection: the registration that was lost with the last one is made again. */
  public void connected() {
    if (resume && state == RegistrationState.UNREGISTERED) {
      input(wasRegistered ? Input.RESUME : Input.REGISTER);
    }
  }

  /** The connection is gone. */
  public void connectionLost() {
    unanswered(RegistrationFailure.connectionLost());
    requests.atRegistrar();
    inFlight = null;
    next = null;
    patience.stop();
    refresh.cancel();
    input(Input.CONNECTION_LOST);
  }

  private void input(Input input) {
    RegistrationState before = state;
    RegistrationMachine.Step step = RegistrationMachine.step(before, input);
    state = step.next();
    if (state != RegistrationState.REGISTERED) {
      forget();
    }
    boolean firstOfSeveral =
        flow.isOneOfSeveral()
            && before == RegistrationState.REGISTERING
            && input == Input.FAILED_FOR_NOW;
    boolean again = step.actions().contains(Action.SCHEDULE_RETRY) || firstOfSeveral;
    retryIn =
        again && options.automaticRefresh()
            ? times.retry(
                ++failures,
                flow.anotherWorks(),
                lastResponse == null ? null : lastResponse.retryAfter().orElse(null))
            : null;
    boolean tried = input == Input.ACCEPTED || input == Input.FAILED_FOR_NOW;
    boolean kept = state == RegistrationState.REGISTERED || state == RegistrationState.RECOVERING;
    if (state != before || (tried && kept)) {
      publish(before, input);
    }
    step.actions().forEach(this::perform);
    if (firstOfSeveral && retryIn != null) {
      refresh = core.loop().schedule(retryIn, () -> input(Input.RESUME));
    }
  }

  private void perform(Action action) {
    switch (action) {
      case SEND_REGISTER -> sendWhenFree(requests.interval(), Scope.OWN);
      case SEND_UNREGISTER -> sendWhenFree(Duration.ZERO, Scope.OWN);
      case SEND_UNREGISTER_ALL -> sendWhenFree(Duration.ZERO, Scope.ALL);
      case SCHEDULE_REFRESH -> scheduleRefresh();
      case SCHEDULE_RETRY -> {
        refresh.cancel();
        if (retryIn != null) {
          refresh = core.loop().schedule(retryIn, () -> input(Input.REFRESH_DUE));
        }
      }
      case STOP_REFRESH -> refresh.cancel();
      case STOP_TIMERS -> {
        refresh.cancel();
        expiry.cancel();
        failures = 0;
      }
      case SUCCEED -> waiting.registered(this);
      case FAIL -> waiting.failed(failure == null ? RegistrationFailure.connectionLost() : failure);
      case UNREGISTERED_NOW -> waiting.left();
    }
  }

  private void publish(RegistrationState before, Input input) {
    RegistrationFailedException why = RegistrationMachine.isFailure(before, input) ? failure : null;
    Cause cause = why == null ? null : why.why();
    RegistrationEvent event =
        new RegistrationEvent(
            before, state, expires(), cause, lastResponse, retryIn, why, flow.number());
    FlightRecording.registration(event);
    listeners.tell(listener -> listener.onRegistration(event));
  }

  /** A client must not send a REGISTER before the last one was answered (RFC 3261 section 10.2). */
  private void sendWhenFree(Duration interval, Scope scope) {
    if (inFlight != null) {
      next = () -> send(interval, scope);
    } else {
      send(interval, scope);
    }
  }

  private void send(Duration interval, Scope scope) {
    Answer awaited = new Answer(interval);
    inFlight = awaited;
    core.send(requests.build(interval, scope), requests::nextSequence, awaited);
    patience.stop();
    if (state == RegistrationState.RECOVERING) {
      patience.start(flow::replace);
    }
  }

  private void dropped() {
    if (inFlight == null) {
      unanswered(RegistrationFailure.dropped(core.identity().addressOfRecord()));
      input(Input.DROPPED);
    }
  }

  private void scheduleRefresh() {
    failures = 0;
    refresh.cancel();
    expiry.cancel();
    Duration wait = times.refresh(expires());
    Duration left = times.expiry(expires()).minus(wait);
    refresh = core.loop().schedule(wait, () -> refreshDue(left));
    expiry = core.loop().schedule(left.plus(wait), this::expired);
    keepAlive.start(answer.flowTimer());
    if (options.automaticRefresh() && answer.listsUs()) {
      watch.start();
    }
  }

  private void refreshDue(Duration left) {
    listeners.tell(listener -> listener.onRegistrationExpiring(left));
    if (options.automaticRefresh()) {
      input(Input.REFRESH_DUE);
    }
  }

  private void expired() {
    unanswered(RegistrationFailure.expired());
    if (!options.automaticRefresh()) {
      resume = false;
    }
    // Without attempts of ours nothing will bring the binding back.
    input(options.automaticRefresh() || inFlight != null ? Input.EXPIRED : Input.REFUSED);
  }

  private void forget() {
    keepAlive.stop();
    watch.stop();
    answer = RegisterAnswer.NONE;
    core.reach(Reach.UNREGISTERED);
  }

  /** The answer to one REGISTER. */
  private final class Answer implements ResponseListener {
    private final Duration interval;

    Answer(Duration interval) {
      this.interval = interval;
    }

    @Override
    public void onChallenge() {
      patience.answered();
    }

    @Override
    public boolean isWanted() {
      return inFlight == this;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isProvisional() || inFlight != this) {
        return;
      }
      lastResponse = response;
      patience.answered();
      if (response.isSuccess()) {
        finish(accepted(response));
      } else if (!interval.isZero() && requests.adapt(response, interval)) {
        finish(Input.ASK_AGAIN);
      } else {
        failure = RegistrationFailure.refused(core.identity().addressOfRecord(), request, response);
        refused(RegistrationFailure.mayPass(response) ? Input.FAILED_FOR_NOW : Input.REFUSED);
      }
    }

    private Input accepted(SipResponse response) {
      requests.atRegistrar();
      if (interval.isZero() || next != null) {
        return Input.ACCEPTED;
      }
      RegisterAnswer given = RegisterAnswer.read(response, core.identity(), interval);
      if (given.leavesUsOut()) {
        failure = RegistrationFailure.leftOut(core.identity().addressOfRecord(), response);
        resume = false;
        return Input.REFUSED;
      }
      answer = given;
      core.reach(given.reach(options.gruuInCalls(), requests.isOutbound()));
      wasRegistered = true;
      return Input.ACCEPTED;
    }

    private void refused(Input given) {
      requests.atRegistrar();
      boolean nobodyTries = state == RegistrationState.RECOVERING && !options.automaticRefresh();
      Input input = nobodyTries ? Input.REFUSED : given;
      if (input == Input.REFUSED) {
        resume = false;
      }
      finish(input);
    }

    @Override
    public void onTimeout() {
      if (inFlight != this) {
        return;
      }
      unanswered(RegistrationFailure.timeout(Long.toString(core.timers().timeout().toSeconds())));
      refused(Input.FAILED_FOR_NOW);
    }

    @Override
    public void onTransportError() {
      if (inFlight == this) {
        connectionLost();
      }
    }

    /** An answer to a request that something newer has overtaken only makes room for that. */
    private void finish(Input input) {
      inFlight = null;
      Runnable queued = next;
      next = null;
      if (queued != null) {
        queued.run();
      } else {
        input(input);
      }
      if (inFlight == null) {
        flow.settled();
      }
    }
  }
}
