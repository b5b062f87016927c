package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The application stops alice's user agent: every future completes, whatever the server does. */
class StopTest extends CallStates {

  private static final Duration FAREWELL = Duration.ofSeconds(2);

  @ParameterizedTest
  @CsvSource({
    "PREPARING, STOPPED, ''",
    "CALLING, STOPPED, ''",
    "PROCEEDING, STOPPED, CANCEL",
    "CANCELLING, CANCELED, ''",
    "INCOMING, STOPPED, 480 INVITE",
    "ANSWERING, STOPPED, 480 INVITE",
    "ACCEPTED, STOPPED, ''",
    "ESTABLISHED, STOPPED, BYE",
    "ENDING, BYE, ''"
  })
  void whileACallIs(CallState state, Cause cause, String sent) {
    Call call = callIn(state);
    CompletableFuture<Void> stopping = promised(alice.stop());
    assertThat(server.receiveAll()).isEqualTo(sent.isEmpty() ? List.of() : List.of(sent));
    time.advance(FAREWELL);
    server.receiveAll();
    assertThat(stopping).isCompleted();
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(cause);
    assertThat(media.openSessions()).isZero();
  }

  @Test
  void theServerConfirmsAtOnce() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> stopping = promised(alice.stop());
    assertThat(stopping).isNotDone();
    bob.isHungUpOn();
    assertThat(stopping).isCompleted();
  }

  @Test
  void theConnectionBreaksMeanwhile() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> stopping = promised(alice.stop());
    server.receiveAll();
    server.drop();
    assertThat(stopping).isCompleted();
  }

  @Test
  void afterTheConnectionBroke() {
    callIn(CallState.ESTABLISHED);
    server.drop();
    assertThat(promised(alice.stop())).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.STOPPED);
  }

  @Test
  void twice() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> first = promised(alice.stop());
    CompletableFuture<Void> second = promised(alice.stop());
    bob.isHungUpOn();
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
  }

  @Test
  void aCallThatComesInTheMeantimeIsRefused() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> stopping = promised(alice.stop());
    SipRequest bye = bob.receives(SipMethod.BYE);
    carol.calls();
    carol.receives(480);
    carol.acknowledgesRefusal();
    server.answer(bye, 200);
    assertThat(stopping).isCompleted();
    assertThat(aliceHears.all(Call.class)).isEmpty();
  }

  @Test
  void andStartsAgainOnceItHasStopped() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> stopping = promised(alice.stop());
    bob.receives(SipMethod.BYE);
    CompletableFuture<Void> starting = aliceStarts();
    assertThat(stopping).isNotDone();
    assertThat(starting).as("two connections at once").isNotDone();
    time.advance(FAREWELL);
    assertThat(stopping).isCompleted();
    assertThat(starting).isCompleted();
    assertThat(server.isConnected()).isTrue();
    assertThat(server.runs()).isEqualTo(1);
    aliceCalls("carol");
    carol.takesCall();
    carol.refuses(486);
  }

  @Test
  void andStopsWhileItWaitsToStartAgain() {
    callIn(CallState.ESTABLISHED);
    CompletableFuture<Void> stopping = promised(alice.stop());
    bob.receives(SipMethod.BYE);
    CompletableFuture<Void> starting = aliceStarts();
    CompletableFuture<Void> stoppingAgain = promised(alice.stop());
    time.advance(FAREWELL);
    assertThat(stopping).isCompleted();
    assertThat(starting).isCompletedExceptionally();
    assertThat(stoppingAgain).isCompleted();
    assertThat(server.isConnected()).isFalse();
    assertThat(server.runs()).isZero();
  }

  @Test
  void andStartsAgain() {
    assertThat(promised(alice.stop())).isCompleted();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(aliceStarts()).isCompleted();
    aliceCalls("bob");
    bob.takesCall();
    bob.refuses(486);
  }
}
