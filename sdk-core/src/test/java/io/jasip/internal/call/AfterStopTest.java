package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.RequestFailedException;
import io.jasip.media.MediaException;
import io.jasip.sip.SipBody;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What alice asks of a call of a user agent that was stopped, and whose loop is gone. */
class AfterStopTest extends CallStates {

  private Call callOfTheStopped() {
    Call call = callIn(CallState.ESTABLISHED);
    promised(alice.stop());
    bob.isHungUpOn();
    time.shutDown();
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    return call;
  }

  private static void failWith(
      Class<? extends Exception> type, List<CompletableFuture<?>> operations) {
    assertThat(operations)
        .allSatisfy(
            operation ->
                assertThat(operation.handle((value, why) -> why).getNow(null)).isInstanceOf(type));
  }

  @Test
  void hangupHasNothingToDo() {
    assertThat(promised(callOfTheStopped().hangup())).isCompleted();
  }

  @Test
  void whatNeedsACallThatGoesOn() {
    Call call = callOfTheStopped();
    failWith(
        IllegalStateException.class,
        List.of(
            call.answer(),
            call.sendEarlyMedia(CallOptions.DEFAULT),
            call.progress(180),
            call.reject(486),
            call.hold(),
            call.resume(),
            call.restartIce(),
            call.transfer("carol")));
  }

  @Test
  void whatNeedsAPeer() {
    Call call = callOfTheStopped();
    failWith(
        RequestFailedException.class,
        List.of(call.sendDtmf("1"), call.sendInfo(SipBody.text("hello"))));
  }

  @Test
  void whatNeedsMedia() {
    Call call = callOfTheStopped();
    failWith(
        MediaException.class, List.of(call.stats(), call.setMuted(true), call.media(List.class)));
  }
}
