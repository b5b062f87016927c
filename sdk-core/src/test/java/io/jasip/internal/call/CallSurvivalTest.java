package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.HoldState;
import io.jasip.RequestFailedException;
import io.jasip.media.MediaException;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alice and bob talk on while the WebSocket of alice is gone and made again. */
class CallSurvivalTest extends TalkingFlow {

  /** By then the next attempt has been made. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private void theConnectionIsBack() {
    server.acceptConnections();
    time.advance(SOON);
  }

  private void theConnectionIsLost() {
    server.refuseConnections();
    server.drop();
    time.advance(Duration.ofSeconds(10));
    assertThat(media.openSessions()).isEqualTo(1);
  }

  @Test
  @DisplayName("#4 after the connection is back bob learns where alice is, by re-INVITE")
  void targetRefreshByReinvite() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    theConnectionIsBack();
    SipRequest refresh = agreesToReinvite("sendrecv");
    assertThat(refresh.header("Contact")).isPresent();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 after the connection is back bob learns where alice is, by UPDATE")
  void targetRefreshByUpdate() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
    bob.receives(SipMethod.ACK);
    theConnectionIsLost();
    theConnectionIsBack();
    SipRequest refresh = bob.receives(SipMethod.UPDATE);
    assertThat(refresh.bodyText()).isEmpty();
    assertThat(refresh.header("Contact")).isPresent();
    server.answer(refresh, 200, "Contact: <sip:bob@phone.example;transport=ws>");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  private void aliceIsAt(String address) {
    server.door().callersAddress(new InetSocketAddress(address, 0).getAddress());
  }

  /** Alice, whose address is known, has called bob, and comes back from another one. */
  private Call aliceHasMoved(String... lines) {
    aliceIsAt("192.0.2.1");
    server.drop();
    time.advance(SOON);
    Call call = aliceHasCalled(lines);
    theConnectionIsLost();
    aliceIsAt("198.51.100.1");
    theConnectionIsBack();
    return call;
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "INVITE, UPDATE"})
  @DisplayName("#4 another address of ours wants a new path for the media, by re-INVITE")
  void restartsIce(String allowed) {
    Call call = aliceHasMoved("Allow: " + allowed);
    agreesToReinvite("sendrecv");
    assertThat(media.session().operations())
        .containsSubsequence("restartIce", "createOffer", "acceptAnswer ANSWER");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(server.unread()).isEmpty();
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 media that cannot look for a new path keeps the old one; bob learns the target")
  void cannotRestartIce() {
    media.fail(FakeMediaEngine.Operation.RESTART_ICE, MediaException.Reason.BAD_OPTION);
    Call call = aliceHasMoved();
    agreesToReinvite("sendrecv");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 the same address: the path of the media stays")
  void keepsItsPath() {
    aliceIsAt("192.0.2.1");
    server.drop();
    time.advance(SOON);
    aliceHasCalled();
    theConnectionIsLost();
    theConnectionIsBack();
    agreesToReinvite("sendrecv");
    assertThat(media.session().operations()).contains("createOffer").doesNotContain("restartIce");
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 first alice registers again, then the call is refreshed")
  void registersFirst() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    aliceHasCalled();
    theConnectionIsLost();
    theConnectionIsBack();
    SipRequest register = server.receive(SipMethod.REGISTER);
    assertThat(server.unread()).isEmpty();
    server.answer(register, 200);
    agreesToReinvite("sendrecv");
    bobHangsUp();
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("#4 a call whose far end is gone meanwhile ends")
  void farEndIsGone() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    theConnectionIsBack();
    server.answer(bob.receives(SipMethod.INVITE), 481);
    bob.receives(SipMethod.ACK);
    server.answer(bob.receives(SipMethod.BYE), 481);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(Cause.DIALOG_ERROR);
  }

  @Test
  @DisplayName("#4 a far end that does not answer UPDATE any more ends the call")
  void farEndIsSilent() {
    aliceCalls("bob");
    bob.takesCall();
    bob.answers("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
    bob.receives(SipMethod.ACK);
    theConnectionIsLost();
    theConnectionIsBack();
    bob.receives(SipMethod.UPDATE);
    time.advance(TIMEOUT);
    server.answer(bob.receives(SipMethod.BYE), 481);
    assertThat(end().cause()).isEqualTo(Cause.REQUEST_TIMEOUT);
  }

  @Test
  @DisplayName("#4 hold is kept, and sent when the connection is back")
  void holdIsKept() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    CompletableFuture<Void> holding = promised(call.hold());
    assertThat(holding).isNotDone();
    theConnectionIsBack();
    SipRequest reinvite = agreesToReinvite("recvonly");
    assertThat(reinvite.bodyText()).contains("a=sendonly");
    assertThat(holding).isCompleted();
    assertThat(call.holdState()).isEqualTo(HoldState.LOCAL);
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 hold fails with CONNECTION_ERROR when the connection stays away")
  void holdFails() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    CompletableFuture<Void> holding = promised(call.hold());
    time.advance(TIMEOUT);
    assertThat(holding)
        .failsWithin(Duration.ZERO)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            why -> assertThat(why.why()).isEqualTo(Cause.CONNECTION_ERROR));
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    theConnectionIsBack();
    agreesToReinvite("sendrecv");
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 alice hangs up while the connection is gone: bob hears of it later")
  void hangupIsKept() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    assertThat(promised(call.hangup())).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(media.openSessions()).isZero();
    theConnectionIsBack();
    server.answer(bob.receives(SipMethod.BYE), 200);
  }

  @Test
  @DisplayName("#4 alice hangs up while the connection is gone, which took a REGISTER with it")
  void hangupIsKeptThoughARegisterWasLost() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    Call call = aliceHasCalled();
    promised(alice.register());
    server.receive(SipMethod.REGISTER);
    theConnectionIsLost();
    assertThat(promised(call.hangup())).isCompleted();
    theConnectionIsBack();
    server.answer(server.receive(SipMethod.REGISTER), 200);
    server.answer(bob.receives(SipMethod.BYE), 200);
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("#4 a BYE that the connection took with it is sent again")
  void aLostBye() {
    Call call = aliceHasCalled();
    promised(call.hangup());
    SipRequest lost = bob.receives(SipMethod.BYE);
    server.drop();
    time.advance(SOON);
    SipRequest again = bob.receives(SipMethod.BYE);
    assertThat(again.cSeq().number()).isGreaterThan(lost.cSeq().number());
    assertThat(again.via().branch()).isNotEqualTo(lost.via().branch());
    server.answer(again, 481);
  }

  @Test
  @DisplayName("#4 digits by INFO are kept, in their order")
  void digitsAreKept() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    CompletableFuture<Void> sending =
        promised(call.sendDtmf("12", DtmfOptions.by(DtmfMethod.INFO)));
    theConnectionIsBack();
    SipRequest first = bob.receives(SipMethod.INFO);
    assertThat(first.bodyText()).contains("1");
    agreesToReinvite("sendrecv");
    server.answer(first, 200);
    time.advance(SOON);
    server.answer(bob.receives(SipMethod.INFO), 200);
    time.advance(SOON);
    assertThat(sending).isCompleted();
    bobHangsUp();
  }

  @Test
  @DisplayName("#4 alice stops while the connection is gone")
  void stop() {
    Call call = aliceHasCalled();
    theConnectionIsLost();
    CompletableFuture<Void> holding = promised(call.hold());
    assertThat(promised(alice.stop())).isCompleted();
    assertThat(holding).isCompletedExceptionally();
    assertThat(end().cause()).isEqualTo(Cause.STOPPED);
  }
}
