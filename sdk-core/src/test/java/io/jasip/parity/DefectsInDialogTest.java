package io.jasip.parity;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.HoldState;
import io.jasip.RequestFailedException;
import io.jasip.internal.call.TalkingFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong in JsSIP 3.13.8 within a call, and does not in JaSIP. */
class DefectsInDialogTest extends TalkingFlow {

  private static final String MOVED = "sip:bob@moved.example;transport=ws";

  @Test
  @DisplayName("D-4 The Contact of the 200 replaces that of the 180")
  void theContactOfThe200() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    server.answer(bob.invite(), 180, "Contact: <sip:bob@ringing.example>");
    bob.answers();
    assertThat(bob.receives(SipMethod.ACK).uri()).hasToString(bob.contact());
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString(bob.contact());
  }

  @Test
  @DisplayName("D-4 The Contact of the 200 to our re-INVITE is where the next request goes")
  void theContactOfThe200ToOurReinvite() {
    Call call = aliceHasCalled();
    promised(call.hold());
    SipRequest reinvite = bob.receives(SipMethod.INVITE);
    server.answer(reinvite, 200, withSdp("recvonly", "Contact: <" + MOVED + ">"));
    assertThat(bob.receives(SipMethod.ACK).uri()).hasToString(MOVED);
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString(MOVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "UPDATE"})
  @DisplayName("D-4 The Contact of a request that we accept is where the next request goes")
  void theContactOfARequestThatWeAccept(String method) {
    Call call = aliceHasCalled();
    bob.asks(new SipMethod(method), withSdp("sendrecv", "Contact: <" + MOVED + ">"));
    if (method.equals("INVITE")) {
      bob.receives(100);
      bob.receives(200);
      bob.asks(SipMethod.ACK, 1);
    } else {
      bob.receives(200);
    }
    promised(call.hangup());
    assertThat(bob.isHungUpOn().uri()).hasToString(MOVED);
  }

  @Test
  @DisplayName("D-5 An offer that is refused with 491 never reaches the media")
  void anOfferThatCollides() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest ours = bob.receives(SipMethod.INVITE);
    List<String> before = media.session().operations();
    bob.asks(SipMethod.INVITE, withSdp("sendrecv"));
    bob.receives(491);
    assertThat(media.session().operations()).isEqualTo(before);
    agrees(ours, "recvonly");
    bob.receives(SipMethod.ACK);
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  @DisplayName("D-6 After a 491 the offer is sent again with the next CSeq, and not at once")
  void ourOfferAfterA491() {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    SipRequest first = bob.receives(SipMethod.INVITE);
    server.answer(first, 491);
    bob.receives(SipMethod.ACK);
    time.advance(Duration.ofMillis(2090));
    assertThat(server.unread()).as("2.1 s to 4 s for the owner of the Call-ID").isEmpty();
    time.advance(Duration.ofMillis(1910));
    assertThat(agreesToReinvite("recvonly").cSeq().number()).isEqualTo(first.cSeq().number() + 1);
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 488, 500, 603})
  @DisplayName("D-9 A hold that is refused leaves the call as it was")
  void aHoldThatIsRefused(int status) {
    Call call = aliceHasCalled();
    CompletableFuture<Void> held = promised(call.hold());
    server.answer(bob.receives(SipMethod.INVITE), status);
    bob.receives(SipMethod.ACK);
    assertThat(held)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(RequestFailedException.class);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(call.holdState()).as("a second attempt").isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  @DisplayName("D-25 A dialog that is over takes nothing any more")
  void aDialogThatIsOver() {
    aliceHasCalled();
    assertThat(dialogs()).isEqualTo(1);
    bobHangsUp();
    assertThat(dialogs()).isZero();
    bob.asks(SipMethod.INFO);
    bob.receives(481);
  }
}
