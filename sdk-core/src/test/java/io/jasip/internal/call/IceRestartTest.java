package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.RequestFailedException;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Alice's machine has changed its network: a new search for a path of the media. */
class IceRestartTest extends TalkingFlow {

  @Test
  void aNewPathIsOfferedAndTheCallGoesOn() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> restarted = promised(call.restartIce());
    SipRequest reinvite = agreesToReinvite("sendrecv");
    assertThat(reinvite.bodyText()).contains("a=sendrecv");
    assertThat(restarted).isCompleted();
    assertThat(media.session().operations())
        .containsSubsequence(
            "restartIce", "setDirection SEND_RECV", "createOffer", "acceptAnswer ANSWER");
    bobHangsUp();
  }

  @Test
  void whoeverIsOnHoldStaysThere() {
    Call call = aliceHasCalled();
    promised(call.hold());
    agreesToReinvite("recvonly");
    promised(call.restartIce());
    assertThat(agreesToReinvite("recvonly").bodyText()).contains("a=sendonly");
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void aRestartThatIsRefusedLeavesTheCallAsItWas() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> restarted = promised(call.restartIce());
    server.answer(bob.receives(SipMethod.INVITE), 488);
    bob.receives(SipMethod.ACK);
    assertThatThrownBy(restarted::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> assertThat(why.why()).isEqualTo(Cause.INCOMPATIBLE_SDP))
        .hasMessageContaining("restartIce()");
    assertThat(media.session().operations()).contains("rollback");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }
}
