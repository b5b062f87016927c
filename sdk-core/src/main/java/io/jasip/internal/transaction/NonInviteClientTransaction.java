package io.jasip.internal.transaction;

import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transaction.NonInviteClientMachine.Action;
import io.jasip.internal.transaction.NonInviteClientMachine.Input;
import io.jasip.internal.transaction.NonInviteClientMachine.State;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Owner of a {@link NonInviteClientMachine}. */
final class NonInviteClientTransaction implements ClientTransaction {

  private final TransactionLayer layer;
  private final TransactionKey key;
  private final SipRequest request;
  private final ClientTransactionUser user;
  private State state = State.INITIAL;
  private boolean responded;
  private Timer timerF = Timer.NONE;

  NonInviteClientTransaction(
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
    input(response.isProvisional() ? Input.PROVISIONAL : Input.FINAL, response);
  }

  @Override
  public void transportError() {
    input(Input.TRANSPORT_ERROR, null);
  }

  private void input(Input input, @Nullable SipResponse response) {
    Step<State, Action> step = NonInviteClientMachine.step(state, input);
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
      case PASS_UP -> {
        if (response != null) {
          user.onResponse(response);
        }
      }
      case START_TIMER_F ->
          timerF = layer.schedule(layer.timers().timeout(), () -> input(Input.TIMER_F, null));
      case STOP_TIMER_F -> timerF.cancel();
      case START_TIMER_K -> layer.schedule(Duration.ZERO, () -> input(Input.TIMER_K, null));
      case REPORT_TIMEOUT -> user.onTimeout();
      case REPORT_TRANSPORT_ERROR -> user.onTransportError();
    }
  }
}
