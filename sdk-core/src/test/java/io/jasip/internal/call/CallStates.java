package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine.Operation;

/** Brings a call of alice and bob into the state that a test begins in. */
abstract class CallStates extends UserAgentFlow {

  /** A call in the given state; nothing that alice has sent is left unread. */
  final Call callIn(CallState state) {
    Call call =
        switch (state) {
          case PREPARING -> {
            media.hold(Operation.CREATE_OFFER);
            yield aliceCalls("bob");
          }
          case CALLING, PROCEEDING, CANCELLING, ESTABLISHED, ENDING -> outgoing(state);
          case INCOMING, ANSWERING, ACCEPTED -> incoming(state);
          case NEW, ENDED -> throw new IllegalArgumentException("no call rests in " + state);
        };
    if (call.state() != state) {
      throw new AssertionError("the call is " + call.state() + ", not " + state);
    }
    return call;
  }

  private Call outgoing(CallState state) {
    Call call = aliceCalls("bob");
    bob.takesCall();
    if (state == CallState.CALLING) {
      return call;
    }
    bob.rings();
    if (state == CallState.CANCELLING) {
      promised(call.hangup());
      bob.receives(SipMethod.CANCEL);
    } else if (state != CallState.PROCEEDING) {
      bob.answers();
      bob.receives(SipMethod.ACK);
    }
    if (state == CallState.ENDING) {
      promised(call.hangup());
      bob.receives(SipMethod.BYE);
    }
    return call;
  }

  private Call incoming(CallState state) {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    if (state == CallState.ANSWERING) {
      media.hold(Operation.CREATE_ANSWER);
    }
    if (state != CallState.INCOMING) {
      promised(call.answer());
    }
    if (state == CallState.ACCEPTED) {
      bob.receives(200);
    }
    return call;
  }
}
