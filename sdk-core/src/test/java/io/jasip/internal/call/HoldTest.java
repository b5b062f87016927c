package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldEvent;
import io.jasip.HoldState;
import io.jasip.Originator;
import io.jasip.RequestFailedException;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Hold and resume by either party (RFC 3264 section 8.4, RFC 3261 section 14). */
class HoldTest extends TalkingFlow {

  @Test
  void aliceHoldsAndResumes() {
    Call call = aliceHasCalled();

    CompletableFuture<Void> held = promised(call.hold());
    assertThat(held).isNotDone();
    assertThat(call.holdState()).as("not yet agreed").isEqualTo(HoldState.NONE);
    SipRequest reinvite = agreesToReinvite("recvonly");
    assertThat(reinvite.bodyText()).contains("a=sendonly");
    assertThat(reinvite.header("Contact")).isPresent();
    assertThat(held).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);

    CompletableFuture<Void> resumed = promised(call.resume());
    SipRequest second = agreesToReinvite("sendrecv");
    assertThat(second.bodyText()).contains("a=sendrecv");
    assertThat(second.cSeq().number()).isEqualTo(reinvite.cSeq().number() + 1);
    assertThat(resumed).isCompleted();
    assertThat(callHears.all(HoldEvent.class))
        .extracting(HoldEvent::to, HoldEvent::originator)
        .containsExactly(
            tuple(HoldState.LOCAL, Originator.LOCAL), tuple(HoldState.NONE, Originator.LOCAL));
    bobHangsUp();
  }

  @Test
  void holdOfACallThatIsHeldDoesNothing() {
    Call call = bobHasCalled();
    promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(promised(call.hold())).isCompleted();
    assertThat(server.unread()).isEmpty();
    bobHangsUp();
  }

  @Test
  void requestsWaitTheirTurn() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    CompletableFuture<Void> resumed = promised(call.resume());
    CompletableFuture<Void> again = promised(call.hold());
    SipRequest first = bob.receives(SipMethod.INVITE);
    assertThat(server.unread()).as("one offer at a time").isEmpty();
    agrees(first, "recvonly");
    bob.receives(SipMethod.ACK);
    assertThat(held).isCompleted();
    assertThat(resumed).isNotDone();
    agreesToReinvite("sendrecv");
    assertThat(resumed).isCompleted();
    agreesToReinvite("recvonly");
    assertThat(again).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void holdBeforeTheAckWaitsForIt() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    bob.receives(200);
    CompletableFuture<Void> held = promised(call.hold());
    assertThat(server.unread()).isEmpty();
    bob.acknowledges();
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  void holdOfACallThatRings() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.rings();
    assertThat(promised(call.hold()))
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("PROCEEDING");
    bob.refuses(486);
  }

  @Test
  void aRefusedHoldLeavesTheCallAsItWas() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    server.answer(bob.receives(SipMethod.INVITE), 488);
    bob.receives(SipMethod.ACK);
    RequestFailedException why = failure(held);
    assertThat(why.status()).isEqualTo(488);
    assertThat(why.why()).isEqualTo(Cause.INCOMPATIBLE_SDP);
    assertThat(why).hasMessageContaining("hold()").hasMessageContaining("488");
    assertThat(media.session().operations())
        .containsSubsequence("setDirection SEND_ONLY", "rollback", "setDirection SEND_RECV");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);

    CompletableFuture<Void> again = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(again).isCompleted();
    bobHangsUp();
  }

  @Test
  void aResumeThatIsRefusedStaysOnHold() {
    Call call = aliceHasCalled();
    promised(call.hold());
    agreesToReinvite("recvonly");
    CompletableFuture<Void> resumed = promised(call.resume());
    server.answer(bob.receives(SipMethod.INVITE), 603);
    bob.receives(SipMethod.ACK);
    assertThat(failure(resumed).status()).isEqualTo(603);
    assertThat(media.session().operations()).last().isEqualTo("setDirection SEND_ONLY");
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void aHoldThatTheMediaCannotDo() {
    Call call = aliceHasCalled();
    media.fail(Operation.CREATE_OFFER, Reason.NEGOTIATION);
    assertThat(failure(promised(call.hold())).why()).isEqualTo(Cause.MEDIA_ERROR);
    assertThat(server.unread()).isEmpty();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void anAnswerThatTheMediaCannotTake() {
    Call call = aliceHasCalled();
    media.fail(Operation.ACCEPT_ANSWER, Reason.BAD_DESCRIPTION);
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(failure(held).why()).isEqualTo(Cause.MEDIA_ERROR);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    bobHangsUp();
  }

  @Test
  void aDialogThatBobHasForgotten() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    CompletableFuture<Void> resumed = promised(call.resume());
    server.answer(bob.receives(SipMethod.INVITE), 481);
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(failure(held).why()).isEqualTo(Cause.DIALOG_ERROR);
    assertThat(failure(resumed).why()).isEqualTo(Cause.DIALOG_ERROR);
    assertThat(end().cause()).isEqualTo(Cause.DIALOG_ERROR);
    assertThat(end().status()).isEqualTo(481);
    assertThat(end().established()).isTrue();
  }

  @Test
  void anOfferThatNobodyAnswers() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    bob.receives(SipMethod.INVITE);
    time.advance(TIMEOUT);
    assertThat(failure(held).why()).isEqualTo(Cause.REQUEST_TIMEOUT);
    server.receiveAll();
    time.advance(TIMEOUT);
    assertThat(end().cause()).isEqualTo(Cause.REQUEST_TIMEOUT);
  }

  @Test
  void anOfferThatBobThinksAboutForEverIsWithdrawn() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    server.answer(reinvite, 100);
    time.advance(TIMEOUT);
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    server.answer(reinvite, 487);
    bob.receives(SipMethod.ACK);
    assertThat(failure(held).status()).isEqualTo(487);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void theConnectionIsLostWhileAnOfferIsUnderWay() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    bob.receives(SipMethod.INVITE);
    server.drop();
    assertThat(failure(held).why()).isEqualTo(Cause.CONNECTION_ERROR);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(media.session().operations()).contains("rollback");
    promised(call.hangup());
    assertThat(call.state()).isEqualTo(CallState.ENDED);
  }

  @Test
  void aliceHangsUpWhileAnOfferIsUnderWay() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    promised(call.hangup());
    bob.isHungUpOn();
    assertThat(failure(held).why()).isEqualTo(Cause.BYE);
    server.answer(reinvite, 487);
    bob.receives(SipMethod.ACK);
  }

  @Test
  void bobAnswersTwice() {
    Call call = aliceHasCalled();
    promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    var success = agrees(reinvite, "recvonly");
    SipRequest ack = bob.receives(SipMethod.ACK);
    server.send(success);
    assertThat(bob.receives(SipMethod.ACK).cSeq()).isEqualTo(ack.cSeq());
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void theAnswerNamesWhereBobIsNow() {
    Call call = aliceHasCalled();
    promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    server.answer(reinvite, 200, withSdp("recvonly", "Contact: <sip:bob@moved.example>"));
    assertThat(bob.receives(SipMethod.ACK).uri()).hasToString("sip:bob@moved.example");
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString("sip:bob@moved.example");
  }

  @Test
  void bobHoldsAndResumes() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.INVITE, withSdp("sendonly"));
    bob.receives(100);
    bob.receives(200);
    bob.asks(SipMethod.ACK, 1);
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    assertThat(callHears.only(HoldEvent.class).originator()).isEqualTo(Originator.REMOTE);

    bob.asks(SipMethod.INVITE, withSdp("sendrecv"));
    bob.receives(100);
    bob.receives(200);
    bob.asks(SipMethod.ACK, 2);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    bobHangsUp();
  }

  @Test
  void bothHold() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.INVITE, withSdp("sendonly"));
    bob.receives(100);
    bob.receives(200);
    bob.asks(SipMethod.ACK, 1);
    promised(call.hold());
    SipRequest reinvite = agreesToReinvite("inactive");
    assertThat(reinvite.bodyText()).contains("a=inactive");
    assertThat(call.holdState()).isEqualTo(HoldState.BOTH);

    promised(call.resume());
    assertThat(agreesToReinvite("sendonly").bodyText()).contains("a=sendrecv");
    assertThat(call.holdState()).as("bob still holds").isEqualTo(HoldState.REMOTE);
    bobHangsUp();
  }

  @Test
  void bobAnswersTheCallOnHold() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.responds(200, withSdp("sendonly"));
    bob.receives(SipMethod.ACK);
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    bobHangsUp();
  }

  @Test
  void holdOfACallThatIsOver() {
    Call call = aliceHasCalled();
    bobHangsUp();
    assertThatThrownBy(() -> promised(call.hold()).getNow(null))
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static RequestFailedException failure(CompletableFuture<Void> future) {
    assertThat(future).isCompletedExceptionally();
    return (RequestFailedException) future.handle((nothing, why) -> why).getNow(null);
  }
}
