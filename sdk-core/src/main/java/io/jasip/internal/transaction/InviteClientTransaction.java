package io.jasip.internal.transaction;

import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.InviteClientMachine.Action;
import io.jasip.internal.transaction.InviteClientMachine.Input;
import io.jasip.internal.transaction.InviteClientMachine.State;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Owner of an {@link InviteClientMachine}. */
final class InviteClientTransaction implements ClientTransaction {

  private final TransactionLayer layer;
  private final TransactionKey key;
  private final SipRequest request;
  private final ClientTransactionUser user;
  private State state = State.INITIAL;
  private boolean responded;
  private Timer timerB = Timer.NONE;

  InviteClientTransaction(
      TransactionLayer layer, TransactionKey key, SipRequest request, ClientTransactionUser user) {
    this.layer = layer;
    this.key = key;
    this.request = request;
    this.user = user;
  }

  void start() {
    input(Input.START, null);
  }

  @Override
  public SipRequest request() {
    return request;
  }

  @Override
  public boolean hasResponse() {
    return responded;
  }

  @Override
  public void receive(SipResponse response) {
    responded = true;
    if (response.isProvisional()) {
      input(Input.PROVISIONAL, response);
    } else {
      input(response.isSuccess() ? Input.SUCCESS : Input.REFUSAL, response);
    }
  }

  @Override
  public void transportError() {
    input(Input.TRANSPORT_ERROR, null);
  }

  private void input(Input input, @Nullable SipResponse response) {
    Step<State, Action> step = InviteClientMachine.step(state, input);
    state = step.next();
    if (state == State.TERMINATED) {
      layer.forget(key);
    }
    for (Action action : step.actions()) {
      perform(action, response);
    }
  }

  private void perform(Action action, @Nullable SipResponse response) {
    switch (action) {
      case SEND_REQUEST -> layer.send(this);
      case SEND_ACK -> {
        if (response != null) {
          layer.send(RequestBuilder.ackOfRefusal(request, response.to()));
        }
      }
      case PASS_UP -> {
        if (response != null) {
          user.onResponse(response);
        }
      }
      case START_TIMER_B ->
          timerB = layer.schedule(layer.timers().timeout(), () -> input(Input.TIMER_B, null));
      case STOP_TIMER_B -> timerB.cancel();
      case START_TIMER_D -> layer.schedule(Duration.ZERO, () -> input(Input.TIMER_D, null));
      case START_TIMER_M ->
          layer.schedule(layer.timers().timeout(), () -> input(Input.TIMER_M, null));
      case REPORT_TIMEOUT -> user.onTimeout();
      case REPORT_TRANSPORT_ERROR -> user.onTransportError();
    }
  }
}
