package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfEvent;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.UA;
import io.jasip.fault.Fault;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine.Operation;
import io.jasip.testkit.FakeMediaSession;
import io.jasip.testkit.ScriptedServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the media of alice's call says, and what she asks of it. */
class CallMediaTest extends CallStates {

  @Test
  void whatTheMediaSaysReachesAlice() {
    callIn(CallState.ESTABLISHED);
    callHears.clear();
    FakeMediaSession session = media.session();
    session.emit(MediaState.CONNECTING);
    session.emit(MediaState.CONNECTED);
    session.emitFirstAudio();
    session.emitDigit('7');
    session.emit(MediaState.DISCONNECTED);
    session.emit(MediaState.CONNECTED);
    assertThat(callHears.lines())
        .containsExactly(
            "media CONNECTING",
            "media CONNECTED",
            "first audio",
            "digit 7 by MEDIA",
            "media DISCONNECTED",
            "media CONNECTED");
    assertThat(callHears.only(DtmfEvent.class).digit()).isEqualTo('7');
    bobHangsUp(Cause.BYE);
    callHears.clear();
    session.emit(MediaState.CLOSED);
    session.emitDigit('8');
    assertThat(callHears.lines()).as("nothing after the end").isEmpty();
  }

  @Test
  void whatAliceAsksReachesTheMedia() {
    Call call = callIn(CallState.ESTABLISHED);
    assertThat(promised(call.setMuted(true))).isCompleted();
    assertThat(promised(call.setMuted(false))).isCompleted();
    promised(call.sendDtmf("#"));
    time.advance(java.time.Duration.ofSeconds(1));
    assertThat(promised(call.stats()).join().codec()).isEqualTo("opus");
    assertThat(media.session().operations())
        .containsSubsequence("setMuted true", "setMuted false", "sendDtmf # 100 70", "stats");
    assertThatThrownBy(() -> call.sendDtmf("x")).isInstanceOf(IllegalArgumentException.class);
    bobHangsUp(Cause.BYE);
  }

  @Test
  void whatTheMediaCannotDoIsNoEndOfTheCall() {
    Call call = callIn(CallState.ESTABLISHED);
    media.fail(Operation.SEND_DTMF, Reason.DTMF_NOT_NEGOTIATED);
    assertThatThrownBy(promised(call.sendDtmf("1", DtmfOptions.by(DtmfMethod.RTP)))::join)
        .hasCauseInstanceOf(MediaException.class);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp(Cause.BYE);
  }

  @Test
  void thatWhichIsPendingAtTheEndFails() {
    Call call = callIn(CallState.ESTABLISHED);
    media.hold(Operation.STATS);
    var stats = promised(call.stats());
    bobHangsUp(Cause.BYE);
    assertThat(stats).isCompletedExceptionally();
  }

  @ParameterizedTest
  @CsvSource({
    "CALLING, ''",
    "PROCEEDING, CANCEL",
    "ANSWERING, 500 INVITE",
    "ACCEPTED, ''",
    "ESTABLISHED, BYE"
  })
  void noPathForTheMedia(CallState state, String sent) {
    Call call = callIn(state);
    media.session().emit(MediaState.FAILED);
    assertThat(String.join(" ", server.receiveAll())).isEqualTo(sent);
    server.drop(); // which ends what still waits for the server
    time.advance(TIMEOUT);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(Cause.RTP_TIMEOUT);
    server.receiveAll(); // a BYE that was on its way is sent again
  }

  @Test
  void whatTheEngineCanDoBeyondTheInterfaceIsReached() {
    Call call = callIn(CallState.ESTABLISHED);
    assertThat(promised(call.media(FakeMediaSession.class)).join()).isSameAs(media.session());
    assertThatThrownBy(promised(call.media(Runnable.class))::join)
        .hasMessageContaining("has no java.lang.Runnable");
    bobHangsUp(Cause.BYE);
    assertThatThrownBy(promised(call.media(FakeMediaSession.class))::join)
        .hasMessageContaining("no media in state ENDED");
  }

  @Test
  void theMediaBreaks() {
    callIn(CallState.ESTABLISHED);
    media.session().emitProblem(new MediaException(Reason.AUDIO_DEVICE, "it was pulled out"));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.MEDIA_ERROR);
    assertThat(end().detail()).contains("it was pulled out");
  }

  @ParameterizedTest
  @CsvSource({
    "ICE_FAILED, ICE_FAILED, ICE_FAILED",
    "DTLS_FAILED, DTLS_FAILED, DTLS_FAILED",
    "DTLS_STUCK, DTLS_FAILED, DTLS_STUCK",
    "RTP_TIMEOUT, RTP_TIMEOUT, MEDIA_LOST"
  })
  void theWayOfTheMediaFails(Reason reason, Cause cause, Fault fault) {
    callIn(CallState.ESTABLISHED);
    callHears.clear();
    media.session().emitProblem(new MediaException(reason, "open the UDP ports"));
    bob.isHungUpOn();
    assertThat(callHears.lines()).startsWith("media FAILED");
    assertThat(end().cause()).isEqualTo(cause);
    assertThat(end().fault()).isEqualTo(fault);
    assertThat(end().detail()).contains("open the UDP ports");
  }

  @Test
  void aWarningOfTheMediaIsToldAndTheCallGoesOn() {
    Call call = callIn(CallState.ESTABLISHED);
    callHears.clear();
    media.session().emitWarning(new MediaException(Reason.NO_AUDIO, "nothing was received"));
    assertThat(callHears.lines()).containsExactly("media warning NO_AUDIO");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp(Cause.BYE);
  }

  @Test
  void bobHangsUpBeforeTheMediaIsConnected() {
    callIn(CallState.ESTABLISHED);
    media.session().emit(MediaState.CONNECTING);
    bobHangsUp(Cause.BYE_BEFORE_MEDIA);
    assertThat(end().detail()).contains("before the media was connected");
  }

  @Test
  void bobHangsUpAfterTheMediaWasConnected() {
    callIn(CallState.ESTABLISHED);
    media.session().emit(MediaState.CONNECTING);
    media.session().emit(MediaState.CONNECTED);
    bobHangsUp(Cause.BYE);
    assertThat(end().detail()).isEqualTo("the other party hung up");
  }

  @Test
  void withoutAMediaEngineThereAreNoCalls() {
    ScriptedServer other = new ScriptedServer(time);
    UA dave = other.userAgent(UA.builder().server("wss://pbx.example/ws").user("dave"));
    promised(dave.start());
    Call call = dave.call("bob");
    assertThatThrownBy(promised(call.answered())::join).hasMessageContaining("media engine");
    assertThat(other.unread()).isEmpty();
    assertThat(promised(dave.stop())).isCompleted();
  }

  private void bobHangsUp(Cause cause) {
    bob.asks(SipMethod.BYE);
    bob.receives(200);
    assertThat(end().cause()).isEqualTo(cause);
  }
}
