package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.Sdp;
import java.util.ArrayList;
import java.util.List;

/** Alice and bob are in a call. */
public abstract class TalkingFlow extends UserAgentFlow {

  private int version = 100;

  /** Alice has called bob. */
  protected Call aliceHasCalled(String... lines) {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers(lines);
    bob.receives(SipMethod.ACK);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    callHears.clear();
    return call;
  }

  /** Bob has called alice. */
  protected Call bobHasCalled(String... lines) {
    bob.calls(lines);
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    callHears.clear();
    return call;
  }

  /** A request of alice is answered with 200 and a session description. */
  protected SipResponse agrees(SipRequest request, String direction) {
    return server.answer(
        request, 200, withSdp(direction, "Contact: <sip:bob@phone.example;transport=ws>"));
  }

  /** Alice's re-INVITE is answered and acknowledged. */
  protected SipRequest agreesToReinvite(String direction) {
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    agrees(reinvite, direction);
    bob.receives(SipMethod.ACK);
    return reinvite;
  }

  /** Header fields, an empty line, and a session description of bob. */
  protected String[] withSdp(String direction, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Content-Type: application/sdp");
    all.add("");
    all.add(Sdp.audio("bob", 1, ++version, direction).stripTrailing());
    return all.toArray(new String[0]);
  }

  protected void bobHangsUp() {
    bob.hangsUp();
    bob.receives(200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
  }
}
