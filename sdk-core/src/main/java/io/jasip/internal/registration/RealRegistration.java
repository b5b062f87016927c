package io.jasip.internal.registration;

import io.jasip.Cause;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UAListener;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.registration.RegistrationMachine.Action;
import io.jasip.internal.registration.RegistrationMachine.Input;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link RegistrationMachine}: keeps the binding of one user agent. On the loop, but for
 * the getters.
 */
public final class RealRegistration implements Registration {

  private static final Duration MIN_REFRESH_MARGIN = Duration.ofSeconds(5);

  /** A server that grants no time at all is not to be asked in a loop. */
  private static final Duration MIN_REFRESH_DELAY = Duration.ofSeconds(1);

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final Listeners<UAListener> listeners;
  private final boolean withCredentials;
  private final RegisterRequest requests;
  private final List<CompletableFuture<Registration>> waiting = new ArrayList<>();
  private final List<CompletableFuture<Void>> leaving = new ArrayList<>();
  private Duration asked;
  private boolean inFlight;
  private @Nullable Runnable next;
  private Timer refresh = Timer.NONE;
  private @Nullable RegistrationFailedException failure;
  private @Nullable SipResponse lastResponse;

  /** Written on the loop, read by any thread. */
  private volatile RegistrationState state = RegistrationState.UNREGISTERED;

  private volatile Duration expires = Duration.ZERO;

  /**
   * Makes a registration that has not begun.
   *
   * @param asked the interval to ask for
   */
  public RealRegistration(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      Listeners<UAListener> listeners,
      boolean withCredentials,
      Duration asked) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.listeners = listeners;
    this.withCredentials = withCredentials;
    this.asked = asked;
    this.requests = new RegisterRequest(core);
  }

  @Override
  public RegistrationState state() {
    return state;
  }

  @Override
  public Duration expires() {
    return expires;
  }

  /** Registers, or joins the registration that is under way. */
  public void register(CompletableFuture<Registration> done) {
    waiting.add(done);
    input(Input.REGISTER);
  }

  /** Removes the registration. */
  public void unregister(CompletableFuture<Void> done) {
    leaving.add(done);
    failure = RegistrationFailure.unregistered();
    lastResponse = null;
    input(Input.UNREGISTER);
  }

  /** The connection is gone. */
  public void connectionLost() {
    failure = RegistrationFailure.connectionLost();
    lastResponse = null;
    inFlight = false;
    next = null;
    input(Input.CONNECTION_LOST);
  }

  private void input(Input input) {
    RegistrationState before = state;
    RegistrationMachine.Step step = RegistrationMachine.step(before, input);
    state = step.next();
    if (state != RegistrationState.REGISTERED) {
      expires = Duration.ZERO;
    }
    boolean refreshed = state == RegistrationState.REGISTERED && input == Input.ACCEPTED;
    if (state != before || refreshed) {
      publish(before, input);
    }
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case SEND_REGISTER -> sendWhenFree(asked);
      case SEND_UNREGISTER -> sendWhenFree(Duration.ZERO);
      case SCHEDULE_REFRESH -> scheduleRefresh();
      case STOP_REFRESH -> refresh.cancel();
      case SUCCEED -> {
        waiting.forEach(done -> dispatcher.complete(done, this));
        waiting.clear();
      }
      case FAIL -> {
        RegistrationFailedException why =
            failure == null ? RegistrationFailure.connectionLost() : failure;
        waiting.forEach(done -> dispatcher.fail(done, why));
        waiting.clear();
      }
      case UNREGISTERED_NOW -> {
        leaving.forEach(done -> dispatcher.execute(() -> done.complete(null)));
        leaving.clear();
      }
    }
  }

  private void publish(RegistrationState before, Input input) {
    boolean failed = input == Input.REFUSED || input == Input.CONNECTION_LOST;
    Cause cause = failed && failure != null ? failure.why() : null;
    RegistrationEvent event = new RegistrationEvent(before, state, expires, cause, lastResponse);
    listeners.tell(listener -> listener.onRegistration(event));
  }

  /** A client must not send a REGISTER before the last one was answered (RFC 3261 section 10.2). */
  private void sendWhenFree(Duration interval) {
    if (inFlight) {
      next = () -> send(interval);
    } else {
      send(interval);
    }
  }

  private void send(Duration interval) {
    inFlight = true;
    core.send(requests.build(interval), requests::nextSequence, new Answer(interval));
  }

  /**
   * Refreshes when nine tenths of the interval are over, or at least five seconds before its end.
   */
  private void scheduleRefresh() {
    Duration margin = expires.dividedBy(10);
    if (margin.compareTo(MIN_REFRESH_MARGIN) < 0) {
      margin = MIN_REFRESH_MARGIN;
    }
    Duration half = expires.dividedBy(2);
    Duration delay = margin.compareTo(half) > 0 ? half : expires.minus(margin);
    if (delay.compareTo(MIN_REFRESH_DELAY) < 0) {
      delay = MIN_REFRESH_DELAY;
    }
    refresh.cancel();
    refresh = core.loop().schedule(delay, () -> input(Input.REFRESH_DUE));
  }

  /** The answer to one REGISTER. */
  private final class Answer implements ResponseListener {
    private final Duration interval;

    Answer(Duration interval) {
      this.interval = interval;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isProvisional()) {
        return;
      }
      lastResponse = response;
      if (response.isSuccess() && !interval.isZero()) {
        expires = requests.granted(response, interval);
        finish(Input.ACCEPTED);
      } else if (response.isSuccess()) {
        finish(Input.ACCEPTED);
      } else if (response.status() == StatusCode.INTERVAL_TOO_BRIEF && askForLonger(response)) {
        finish(Input.TOO_BRIEF);
      } else {
        failure =
            RegistrationFailure.refused(
                core.identity().addressOfRecord(), withCredentials, response);
        finish(Input.REFUSED);
      }
    }

    /**
     * Min-Expires must ask for more than we did, else the server would never be content (RFC 3261
     * section 10.2.8).
     */
    private boolean askForLonger(SipResponse response) {
      Optional<Duration> minimum = response.header("Min-Expires").flatMap(RegisterRequest::seconds);
      if (minimum.isEmpty() || minimum.get().compareTo(interval) <= 0) {
        return false;
      }
      asked = minimum.get();
      return true;
    }

    @Override
    public void onTimeout() {
      lastResponse = null;
      failure = RegistrationFailure.timeout(Long.toString(core.timers().timeout().toSeconds()));
      finish(Input.REFUSED);
    }

    @Override
    public void onTransportError() {
      lastResponse = null;
      failure = RegistrationFailure.connectionLost();
      next = null;
      finish(Input.CONNECTION_LOST);
    }

    /** An answer to a request that something newer has overtaken only makes room for that. */
    private void finish(Input input) {
      inFlight = false;
      Runnable queued = next;
      next = null;
      if (queued != null) {
        queued.run();
      } else {
        input(input);
      }
    }
  }
}
