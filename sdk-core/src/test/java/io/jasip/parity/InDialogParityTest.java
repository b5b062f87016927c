package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Group F of the parity table: what SIP.js is tested for within a call, and JsSIP is not. */
class InDialogParityTest extends TalkingFlow {

  private static final String CHALLENGE = "Digest realm=\"pbx\", nonce=\"n1\", qop=\"auth\"";

  @ParameterizedTest
  @CsvSource({
    "401, WWW-Authenticate, Authorization",
    "407, Proxy-Authenticate, Proxy-Authorization"
  })
  @DisplayName("#86 A hold that is challenged is repeated with credentials")
  void aHoldThatIsChallenged(int status, String challenge, String credentials) {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest first = bob.receives(SipMethod.INVITE);
    server.answer(first, status, challenge + ": " + CHALLENGE);
    bob.receives(SipMethod.ACK);
    SipRequest second = agreesToReinvite("recvonly");
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(second.header(credentials)).get().asString().contains("nonce=\"n1\"");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  @DisplayName("#86 A 200 to a hold that has no session description settles nothing")
  void aHoldThatIsAcceptedWithoutSdp() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    server.answer(bob.receives(SipMethod.INVITE), 200, "Contact: <" + bob.contact() + ">");
    bob.receives(SipMethod.ACK);
    assertThat(held).isCompletedExceptionally();
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    assertThat(media.session().operations()).contains("rollback");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#95 Our offer and a BYE of the peer cross")
  void ourOfferCrossesAByeOfThePeer() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    bob.hangsUp();
    bob.receives(200);
    assertThat(held).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    server.answer(reinvite, 487);
    bob.receives(SipMethod.ACK);
  }

  @Test
  @DisplayName("#95 Our BYE and an offer of the peer cross")
  void ourByeCrossesAnOfferOfThePeer() {
    Call call = aliceHasCalled();
    promised(call.hangup());
    SipRequest bye = bob.receives(SipMethod.BYE);
    bob.asks(SipMethod.INVITE, withSdp("sendrecv"));
    bob.receives(481);
    assertThat(media.session().operations()).doesNotContain("createAnswer");
    server.answer(bye, 200);
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    time.advance(TIMEOUT);
  }

  @Test
  @DisplayName("#97 The peer withdraws its offer too late: the media has begun with it")
  void thePeerWithdrawsItsOffer() {
    Call call = bobHasCalled();
    media.hold(Operation.CREATE_ANSWER);
    bob.reinvites();
    bob.receives(100);
    bob.cancels();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.CANCEL);
    media.letGo();
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.INVITE);
    bob.acknowledges();
    promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "UPDATE", "INFO"})
  @DisplayName("#30 What a request in a call demands and we do not know is refused")
  void aDemandThatWeDoNotKnow(String method) {
    Call call = aliceHasCalled();
    bob.asks(new SipMethod(method), "Require: levitation");
    assertThat(bob.receives(420).header("Unsupported")).contains("levitation");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bob.asks(SipMethod.BYE, "Require: levitation");
    bob.receives(200);
    assertThat(end().cause()).as("hanging up needs no extension").isEqualTo(Cause.BYE);
  }

  @Test
  @DisplayName("#109 An ACK of something else does not establish the call")
  void anAckOfSomethingElse() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    bob.asks(SipMethod.ACK, 99);
    assertThat(call.state()).isEqualTo(CallState.ACCEPTED);
    bob.acknowledges();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    promised(call.hangup());
    bob.isHungUpOn();
  }
}
