package io.jasip.internal.transaction;

import io.jasip.internal.message.Identifiers;
import io.jasip.internal.transaction.NonInviteServerMachine.Action;
import io.jasip.internal.transaction.NonInviteServerMachine.Input;
import io.jasip.internal.transaction.NonInviteServerMachine.State;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Owner of a {@link NonInviteServerMachine}. */
final class NonInviteServerTransaction implements ServerTransaction {

  private static final Listener NOBODY = new Listener() {};

  private final TransactionLayer layer;
  private final TransactionKey key;
  private final SipRequest request;
  private final String localTag;
  private State state = State.TRYING;
  private @Nullable SipResponse last;
  private Listener listener = NOBODY;

  NonInviteServerTransaction(TransactionLayer layer, TransactionKey key, SipRequest request) {
    this.layer = layer;
    this.key = key;
    this.request = request;
    this.localTag = request.to().tag().orElseGet(Identifiers::tag);
  }

  @Override
  public SipRequest request() {
    return request;
  }

  @Override
  public String localTag() {
    return localTag;
  }

  @Override
  public boolean isAnswered() {
    return state == State.COMPLETED || state == State.TERMINATED;
  }

  @Override
  public void listen(Listener newListener) {
    listener = newListener;
  }

  @Override
  public void respond(SipResponse response) {
    input(response.isProvisional() ? Input.SEND_PROVISIONAL : Input.SEND_FINAL, response);
  }

  /** The request came again. */
  void receiveAgain() {
    input(Input.REQUEST, null);
  }

  void transportError() {
    input(Input.TRANSPORT_ERROR, null);
  }

  private void input(Input input, @Nullable SipResponse response) {
    Step<State, Action> step = NonInviteServerMachine.step(state, input);
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
      case SEND_RESPONSE -> {
        if (response != null) {
          last = response;
          layer.send(response);
        }
      }
      case RESEND_LAST -> {
        if (last != null) {
          layer.send(last);
        }
      }
      case START_TIMER_J -> layer.schedule(Duration.ZERO, () -> input(Input.TIMER_J, null));
      case REPORT_TRANSPORT_ERROR -> listener.onTransportError();
    }
  }
}
