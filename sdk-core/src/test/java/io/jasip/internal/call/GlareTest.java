package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.HoldState;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Both parties make a new offer at once (RFC 3261 section 14.1). */
class GlareTest extends TalkingFlow {

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(4);

  @Test
  void theCallerWaitsLonger() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest first = collides();
    time.advance(Duration.ofMillis(2090));
    assertThat(server.unread()).isEmpty();
    time.advance(LONG.minusMillis(2090));
    SipRequest second = agreesToReinvite("recvonly");
    assertThat(second.cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  void theCalleeWaitsTwoSecondsAtMost() {
    Call call = bobHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    collides();
    time.advance(SHORT);
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void theMediaForgetsTheOfferThatCollided() {
    Call call =
        aliceHasCalled(); // she waits for two seconds at least; who was called, maybe for none
    promised(call.hold());
    collides();
    assertThat(media.session().operations())
        .last()
        .as("ready for an offer of bob")
        .isEqualTo("setDirection SEND_RECV");
    assertThat(media.session().operations()).contains("rollback");
    time.advance(LONG);
    agreesToReinvite("recvonly");
    bobHangsUp();
  }

  @Test
  void bobsOfferMeetsOurs() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest ours = bob.receives(SipMethod.INVITE);
    int before = media.session().operations().size();
    bob.asks(SipMethod.INVITE, withSdp("sendrecv"));
    bob.receives(491);
    assertThat(media.session().operations()).as("bob's offer never got there").hasSize(before);
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    bob.receives(491);
    agrees(ours, "recvonly");
    bob.receives(SipMethod.ACK);
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  void bobsOfferComesWhileWeWait() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    collides();
    bob.asks(SipMethod.INVITE, withSdp("sendonly"));
    bob.receives(100);
    bob.receives(200);
    bob.asks(SipMethod.ACK, 1);
    assertThat(agreesToReinvite("inactive").bodyText())
        .as("with bob's offer done, nothing is left to wait for")
        .contains("a=inactive");
    assertThat(held).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.BOTH);
    bobHangsUp();
  }

  @Test
  void bobsOfferComesWhileTheMediaTakesHisAnswer() {
    Call call = aliceHasCalled();
    media.hold(Operation.ACCEPT_ANSWER);
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    bob.asks(SipMethod.INVITE, withSdp("recvonly"));
    bob.receives(100);
    assertThat(server.unread()).isEmpty();
    media.letGo();
    assertThat(held).isCompleted();
    bob.receives(200);
    bob.asks(SipMethod.ACK, 1);
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  void aPeerThatAlwaysCollides() {
    Call call = bobHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    for (int i = 0; i < 6; i++) {
      assertThat(held).isNotDone();
      collides();
      time.advance(SHORT);
    }
    assertThat(held).isCompletedExceptionally();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void theCallEndsWhileWeWait() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    collides();
    bobHangsUp();
    assertThat(held).isCompletedExceptionally();
    time.advance(LONG);
    assertThat(server.unread()).isEmpty();
  }

  private SipRequest collides() {
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    server.answer(reinvite, 491);
    bob.receives(SipMethod.ACK);
    return reinvite;
  }
}
