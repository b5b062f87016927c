package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.TransferProgress;
import io.jasip.UA;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The other call of an attended transfer is one of dave, a user agent on another loop. */
class TransferBetweenLoopsTest extends TransferFlow {

  private final VirtualLoop elsewhere = new VirtualLoop();
  private final ScriptedServer other = new ScriptedServer(elsewhere);
  private final ScriptedPhone erin = other.phone("erin");
  private final UA dave =
      other.userAgent(
          UA.builder()
              .server("wss://other.example/ws")
              .user("dave")
              .domain("other.example")
              .password("secret")
              .keepAlive(KeepAlive.OFF)
              .media(new FakeMediaEngine()));

  private Call daveCallsErin() {
    promised(dave.start());
    Call call = dave.call("erin");
    erin.takesCall();
    erin.rings();
    return call;
  }

  private void daveStops() {
    promised(dave.stop());
    other.receiveAll();
    elsewhere.advance(Duration.ofSeconds(2));
  }

  @Test
  void daveIsGoneAlready() {
    Call withBob = aliceHasCalled();
    Call withErin = daveCallsErin();
    daveStops();
    elsewhere.shutDown();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withErin));
    assertThat(failure(transfer)).hasMessageContaining("over");
    bobHangsUp();
  }

  @Test
  void aliceIsGoneWhenErinAnswers() {
    Call withBob = aliceHasCalled();
    Call withErin = daveCallsErin();
    CompletableFuture<TransferProgress> transfer = promised(withBob.transfer(withErin));
    promised(alice.stop());
    bob.isHungUpOn();
    assertThat(transfer).isCompletedExceptionally();
    time.shutDown();

    erin.answers();
    erin.receives(SipMethod.ACK);
    assertThat(withErin.state()).isEqualTo(CallState.ESTABLISHED);
    promised(withErin.hold());
    erin.receives(SipMethod.INVITE);
    daveStops();
  }
}
