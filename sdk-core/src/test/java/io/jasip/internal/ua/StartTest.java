package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.ConnectionEvent;
import io.jasip.media.MediaException;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FakeMediaEngine.Operation;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice's user agent starts. */
class StartTest extends UserAgentFlow {

  @BeforeEach
  void aliceIsStillAway() {
    alice.stop();
    aliceHears.clear();
  }

  @Test
  void theServerIsThere() {
    server.holdConnections();
    CompletableFuture<Void> starting = aliceStarts();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTING);
    assertThat(starting).isNotDone();
    server.open();
    assertThat(starting).isCompleted();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(aliceHears.lines()).containsExactly("CONNECTING", "CONNECTED");
    assertThat(media.uses()).isEqualTo(1);
  }

  @Test
  void theServerIsNotThere() {
    server.refuseConnections();
    CompletableFuture<Void> starting = aliceStarts();
    assertThatThrownBy(starting::join).hasCauseInstanceOf(ConnectionFailedException.class);
    assertThat(aliceHears.lines()).containsExactly("CONNECTING", "DISCONNECTED");
    assertThat(aliceHears.all(ConnectionEvent.class).get(1).failure()).isNotNull();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);

    server.acceptConnections();
    assertThat(aliceStarts()).as("a second attempt").isCompleted();
  }

  @Test
  void theMediaIsNotThere() {
    media.fail(Operation.RETAIN, MediaException.Reason.LIBRARY_NOT_LOADED);
    assertThatThrownBy(aliceStarts()::join).hasCauseInstanceOf(MediaException.class);
    assertThat(server.isConnected()).isFalse();
  }

  @Test
  void neitherTheMediaNorAServerIsThere() {
    media.fail(Operation.RETAIN, MediaException.Reason.LIBRARY_NOT_LOADED);
    server.holdConnections();
    CompletableFuture<Void> starting = aliceStarts();
    assertThat(starting).isCompletedExceptionally();
    assertThatThrownBy(starting::join).hasCauseInstanceOf(MediaException.class);
    assertThat(server.runs()).isZero();
  }

  @Test
  void twiceIsOnceTooOften() {
    assertThat(aliceStarts()).isCompleted();
    assertThatThrownBy(promised(alice.start())::join)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(server.runs()).isEqualTo(1);
  }

  @Test
  void stopWhileItConnects() {
    server.holdConnections();
    CompletableFuture<Void> starting = aliceStarts();
    CompletableFuture<Void> stopping = promised(alice.stop());
    assertThat(stopping).isCompleted();
    assertThat(starting).isCompletedExceptionally();
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  void whoStopsAgainWaitsForTheSameEnd() {
    assertThat(aliceStarts()).isCompleted();
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    CompletableFuture<Void> stopping = promised(alice.stop());
    CompletableFuture<Void> again = promised(alice.stop());
    SipRequest farewell = server.receive(SipMethod.REGISTER);
    assertThat(stopping).isNotDone();
    assertThat(again).isNotDone();
    server.answer(farewell, 200);
    assertThat(stopping).isCompleted();
    assertThat(again).isCompleted();
  }

  @Test
  void stopBeforeStartDoesNothing() {
    assertThat(promised(alice.stop())).isCompleted();
    assertThat(promised(alice.unregister())).isCompleted();
    assertThat(promised(alice.register())).isCompletedExceptionally();
    assertThatThrownBy(() -> alice.call("bob")).isInstanceOf(IllegalStateException.class);
  }
}
