package io.jasip.internal.transaction;

import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.InviteServerMachine.Action;
import io.jasip.internal.transaction.InviteServerMachine.Input;
import io.jasip.internal.transaction.InviteServerMachine.State;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Owner of an {@link InviteServerMachine}. */
final class InviteServerTransaction implements ServerTransaction {

  private static final Listener NOBODY = new Listener() {};

  private final TransactionLayer layer;
  private final TransactionKey key;
  private final SipRequest request;
  private final String localTag;
  private State state = State.PROCEEDING;
  private @Nullable SipResponse last;
  private Listener listener = NOBODY;
  private Timer timerH = Timer.NONE;

  InviteServerTransaction(TransactionLayer layer, TransactionKey key, SipRequest request) {
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
    return state != State.PROCEEDING;
  }

  @Override
  public void listen(Listener newListener) {
    listener = newListener;
  }

  @Override
  public void respond(SipResponse response) {
    if (response.isProvisional()) {
      input(Input.SEND_PROVISIONAL, response);
    } else {
      input(response.isSuccess() ? Input.SEND_SUCCESS : Input.SEND_REFUSAL, response);
    }
  }

  /** The INVITE came again. */
  void receiveAgain() {
    input(Input.INVITE, null);
  }

  void receiveAck(SipRequest ack) {
    input(Input.ACK, ack);
  }

  /**
   * Answers the CANCEL, then tells the user agent core, which refuses the INVITE with 487 (RFC 3261
   * section 9.2).
   */
  void receiveCancel(ServerTransaction cancel) {
    cancel.respond(new ResponseBuilder(cancel.request(), StatusCode.OK, localTag).build());
    if (state == State.PROCEEDING) {
      listener.onCancel(cancel.request());
    }
  }

  void transportError() {
    input(Input.TRANSPORT_ERROR, null);
  }

  private void input(Input input, @Nullable SipMessage message) {
    Step<State, Action> step = InviteServerMachine.step(state, input);
    state = step.next();
    if (state == State.TERMINATED) {
      layer.forget(key);
    }
    for (Action action : step.actions()) {
      perform(action, message);
    }
  }

  private void perform(Action action, @Nullable SipMessage message) {
    switch (action) {
      case SEND_RESPONSE -> {
        if (message instanceof SipResponse response) {
          last = response;
          layer.send(response);
        }
      }
      case RESEND_LAST -> {
        if (last != null) {
          layer.send(last);
        }
      }
      case PASS_ACK_UP -> {
        if (message instanceof SipRequest ack) {
          layer.ackOfSuccess(ack);
        }
      }
      case START_TIMER_H ->
          timerH = layer.schedule(layer.timers().timeout(), () -> input(Input.TIMER_H, null));
      case STOP_TIMER_H -> timerH.cancel();
      case START_TIMER_I -> layer.schedule(Duration.ZERO, () -> input(Input.TIMER_I, null));
      case START_TIMER_L ->
          layer.schedule(layer.timers().timeout(), () -> input(Input.TIMER_L, null));
      case REPORT_TIMEOUT -> listener.onTimeout();
      case REPORT_TRANSPORT_ERROR -> listener.onTransportError();
    }
  }
}
