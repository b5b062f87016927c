package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** UPDATE both ways (RFC 3311), and re-INVITE without an offer (RFC 3261 section 14.2). */
class UpdateTest extends TalkingFlow {

  @Test
  void aliceHoldsByUpdate() {
    Call call = aliceHasCalledWithUpdates("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest update = bob.receives(SipMethod.UPDATE);
    assertThat(update.bodyText()).contains("a=sendonly");
    agrees(update, "recvonly");
    assertThat(held).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void aPeerWhoseAllowHasNoUpdate() {
    Call call = aliceHasCalledWithUpdates("Allow: INVITE, ACK, BYE, CANCEL");
    promised(call.hold());
    agreesToReinvite("recvonly");
    bobHangsUp();
  }

  @Test
  void aPeerThatSaysNothingAboutUpdate() {
    Call call = aliceHasCalledWithUpdates("Subject: none");
    promised(call.hold());
    agreesToReinvite("recvonly");
    bobHangsUp();
  }

  @Test
  void aPeerThatAllowsUpdateAndRefusesIt() {
    Call call = aliceHasCalledWithUpdates("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
    CompletableFuture<Void> held = promised(call.hold());
    server.answer(bob.receives(SipMethod.UPDATE), 405);
    assertThat(agreesToReinvite("recvonly").bodyText()).contains("a=sendonly");
    assertThat(held).isCompleted();
    promised(call.resume());
    agreesToReinvite("sendrecv");
    bobHangsUp();
  }

  @Test
  void anUpdateThatCollides() {
    Call call = aliceHasCalledWithUpdates("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
    CompletableFuture<Void> held = promised(call.hold());
    server.answer(bob.receives(SipMethod.UPDATE), 491);
    time.advance(java.time.Duration.ofSeconds(4));
    agrees(bob.receives(SipMethod.UPDATE), "recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  void bobHoldsByUpdate() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.UPDATE, withSdp("sendonly", "Contact: <sip:bob@moved.example>"));
    SipResponse answer = bob.receives(200);
    assertThat(answer.bodyText()).contains("o=alice 1 2");
    assertThat(answer.header("Contact")).isPresent();
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString("sip:bob@moved.example");
  }

  @Test
  void anUpdateWithoutABodyIsASignOfLife() {
    Call call = aliceHasCalled();
    int before = media.session().operations().size();
    bob.asks(SipMethod.UPDATE);
    assertThat(bob.receives(200).hasBody()).isFalse();
    assertThat(media.session().operations()).hasSize(before);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void anUpdateThatTheMediaCannotTake() {
    Call call = aliceHasCalled();
    media.fail(Operation.CREATE_ANSWER, Reason.BAD_DESCRIPTION);
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    bob.receives(488);
    assertThat(media.session().operations()).contains("rollback");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void anUpdateWithSomethingElse() {
    aliceHasCalled();
    bob.asks(SipMethod.UPDATE, "Content-Type: text/plain", "", "hello");
    bob.receives(415);
    bobHangsUp();
  }

  @Test
  void anUpdateWhileAnotherOfferOfBobIsPending() {
    aliceHasCalled();
    media.hold(Operation.CREATE_ANSWER);
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    bob.asks(SipMethod.UPDATE, withSdp("sendonly"));
    SipResponse busy = bob.receives(500);
    assertThat(Integer.parseInt(busy.header("Retry-After").orElse(""))).isBetween(1, 10);
    media.letGo();
    bob.receives(200);
    bobHangsUp();
  }

  @Test
  void bobAsksForOurOffer() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.INVITE);
    bob.receives(100);
    SipResponse offer = bob.receives(200);
    assertThat(offer.bodyText()).contains("o=alice 1 2", "a=sendrecv");
    bob.asks(SipMethod.ACK, 1, withSdp("sendonly"));
    assertThat(media.session().operations()).last().isEqualTo("acceptAnswer ANSWER");
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    bobHangsUp();
  }

  @Test
  void bobAsksForOurOfferAndDoesNotAnswerIt() {
    Call call = aliceHasCalled();
    bob.asks(SipMethod.INVITE);
    bob.receives(100);
    bob.receives(200);
    bob.asks(SipMethod.ACK, 1);
    assertThat(media.session().operations()).contains("rollback");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    promised(call.hold());
    agreesToReinvite("recvonly");
    bobHangsUp();
  }

  @Test
  void bobAsksForOurOfferAndIsNeverHeardOfAgain() {
    aliceHasCalled();
    bob.asks(SipMethod.INVITE);
    bob.receives(100);
    time.advance(TIMEOUT);
    server.unread().stream().filter("200 INVITE"::equals).forEach(each -> bob.receives(200));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
  }

  private Call aliceHasCalledWithUpdates(String allow) {
    Call call =
        alice.call("bob", CallOptions.builder().offersByUpdate(true).listener(callHears).build());
    promised(call.answered());
    promised(call.ended());
    bob.takesCall();
    bob.answers(allow);
    bob.receives(SipMethod.ACK);
    callHears.clear();
    return call;
  }

  @Test
  void anUpdateThatSaysSomethingByTheWay() {
    Call call = aliceHasCalled();
    bob.asks(
        SipMethod.UPDATE,
        "Content-Type: application/x-note",
        "Content-Disposition: render;handling=optional",
        "",
        "hello");
    assertThat(bob.receives(200).hasBody()).as("no offer of ours was asked for").isFalse();
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }
}
