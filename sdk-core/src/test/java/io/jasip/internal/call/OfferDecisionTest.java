package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HoldState;
import io.jasip.ListenerHandle;
import io.jasip.OfferEvent;
import io.jasip.media.MediaDirection;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice is asked before a new offer of bob is answered (RFC 3261 section 14.2). */
class OfferDecisionTest extends TalkingFlow {

  @Test
  @DisplayName("#92 a re-INVITE that is not wanted")
  void refused() {
    Call call = aliceHasCalled();
    call.addOfferListener(event -> event.reject(488));
    List<String> operations = media.session().operations();

    bob.reinvites();
    bob.receives(100);
    bob.receives(488);
    bob.acknowledgesRefusal();

    assertThat(media.session().operations()).as("untouched").isEqualTo(operations);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    bobHangsUp();
  }

  @Test
  @DisplayName("#92 a refusal with header fields")
  void refusedWithWords() {
    Call call = bobHasCalled();
    SipHeaders warning =
        SipHeaders.builder().add("Warning", "304 alice \"no video, please\"").build();
    call.addOfferListener(event -> event.reject(403, warning));
    bob.reinvites();
    bob.receives(100);
    assertThat(bob.receives(403).header("Warning"))
        .hasValueSatisfying(value -> assertThat(value).contains("no video"));
    bob.acknowledgesRefusal();
    bobHangsUp();
  }

  @Test
  @DisplayName("#92 a hold by UPDATE that is not wanted; the next one is")
  void updates() {
    Call call = aliceHasCalled();
    List<OfferEvent> offers = new ArrayList<>();
    ListenerHandle handle =
        call.addOfferListener(
            event -> {
              offers.add(event);
              event.reject(403);
            });
    bob.asks(SipMethod.UPDATE, withSdp("sendonly"));
    bob.receives(403);
    assertThat(call.holdState()).isEqualTo(HoldState.NONE);
    assertThat(offers).hasSize(1);
    assertThat(offers.get(0).call()).isSameAs(call);
    assertThat(offers.get(0).request().method()).isEqualTo(SipMethod.UPDATE);
    assertThat(offers.get(0).direction()).isEqualTo(MediaDirection.SEND_ONLY);
    assertThat(offers.get(0).description()).contains("a=sendonly");

    handle.remove();
    bob.asks(SipMethod.UPDATE, withSdp("sendonly"));
    bob.receives(200);
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    bobHangsUp();
  }

  @Test
  void wantedUnlessSomebodySaysOtherwise() {
    Call call = aliceHasCalled();
    List<OfferEvent> offers = new ArrayList<>();
    call.addOfferListener(offers::add);
    call.addOfferListener(OfferEvent::accept);
    call.addOfferListener(event -> event.reject(488));
    bob.reinvites();
    bob.receives(100);
    bob.receives(200);
    bob.acknowledges();
    assertThat(offers).hasSize(1);
    bobHangsUp();
  }

  @Test
  void aRequestForOurOfferThatIsNotWanted() {
    Call call = aliceHasCalled();
    List<MediaDirection> directions = new ArrayList<>();
    call.addOfferListener(
        event -> {
          directions.add(event.direction());
          event.reject(488);
        });
    bob.asks(SipMethod.INVITE, "Contact: <sip:bob@phone.example;transport=ws>");
    bob.receives(100);
    bob.receives(488);
    assertThat(directions).containsExactly(MediaDirection.SEND_RECV);
    bobHangsUp();
  }

  @Test
  void aListenerThatFails() {
    Call call = aliceHasCalled();
    call.addOfferListener(
        event -> {
          throw new IllegalStateException("a mistake of the application");
        });
    bob.reinvites();
    bob.receives(100);
    bob.receives(500);
    bob.acknowledgesRefusal();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void ourHoldWaitsUntilTheDecision() {
    Call call = aliceHasCalled();
    List<CompletableFuture<Void>> held = new ArrayList<>();
    call.addOfferListener(
        event -> {
          held.add(promised(call.hold()));
          event.reject(488);
        });
    bob.reinvites();
    bob.receives(100);
    bob.receives(488);
    bob.acknowledgesRefusal();
    agreesToReinvite("recvonly");
    assertThat(held.get(0)).isCompleted();
    bobHangsUp();
  }

  @Test
  void theCallEndsWhileAliceThinks() {
    Call call = aliceHasCalled();
    call.addOfferListener(event -> {});
    time.pauseCallbacks();
    bob.reinvites();
    bob.receives(100);
    bob.hangsUp();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    time.resumeCallbacks();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(media.session().operations()).doesNotContain("createAnswer");
  }

  @Test
  void aSecondOfferWhileAliceThinks() {
    Call call = aliceHasCalled();
    call.addOfferListener(OfferEvent::accept);
    time.pauseCallbacks();
    bob.asks(SipMethod.UPDATE, withSdp("sendonly"));
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    assertThat(bob.receives(500).header("Retry-After")).isPresent();
    time.resumeCallbacks();
    bob.receives(200);
    assertThat(call.holdState()).isEqualTo(HoldState.REMOTE);
    bobHangsUp();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 200, 299, 700})
  void whatIsNoRefusal(int status) {
    Call call = aliceHasCalled();
    call.addOfferListener(
        event ->
            assertThatThrownBy(() -> event.reject(status))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("300 to 699"));
    bob.reinvites();
    bob.receives(100);
    bob.receives(200);
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  @DisplayName("Replaces makes a new call of an INVITE, which a re-INVITE is not: 400")
  void replacesWithinACall() {
    Call call = aliceHasCalled();
    bob.reinvites("Replaces: " + call.id() + ";to-tag=a;from-tag=b");
    bob.receives(400);
    bob.acknowledgesRefusal();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("bob cancels his re-INVITE (RFC 3261 section 9.2)")
  void bobTakesHisOfferBackWhileAliceThinks() {
    Call call = aliceHasCalled();
    call.addOfferListener(OfferEvent::accept);
    time.pauseCallbacks();
    bobOffersAndTakesItBack();
    time.resumeCallbacks();
    assertThat(media.session().operations()).doesNotContain("createAnswer");
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  private void bobOffersAndTakesItBack() {
    bob.reinvites();
    bob.receives(100);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void bobTakesBackAnOfferThatWaits() {
    Call call = aliceHasCalled();
    media.hold(Operation.ACCEPT_ANSWER);
    promised(call.hold());
    agreesToReinvite("recvonly");
    bobOffersAndTakesItBack();
    media.letGo();
    assertThat(media.session().operations()).doesNotContain("createAnswer");
    CompletableFuture<Void> resumed = promised(call.resume());
    agreesToReinvite("sendrecv");
    assertThat(resumed).isCompleted();
    bobHangsUp();
  }

  @Test
  void theConnectionIsLostWhileAliceThinks() {
    Call call = aliceHasCalled();
    call.addOfferListener(OfferEvent::accept);
    time.pauseCallbacks();
    bob.reinvites();
    bob.receives(100);
    server.drop();
    time.advance(Duration.ofSeconds(2));
    agreesToReinvite("sendrecv");
    time.resumeCallbacks();
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }

  @Test
  void theConnectionIsLostWhileAnOfferWaits() {
    Call call = aliceHasCalled();
    media.hold(Operation.ACCEPT_ANSWER);
    promised(call.hold());
    agreesToReinvite("recvonly");
    bob.reinvites();
    bob.receives(100);
    server.drop();
    media.letGo();
    time.advance(Duration.ofSeconds(2));
    agreesToReinvite("recvonly");
    time.advance(TIMEOUT);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }
}
