package io.jasip.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Alice and bob both have a JaSIP user agent. */
class VirtualPbxTest {

  private final VirtualLoop time = new VirtualLoop();
  private final VirtualPbx pbx = new VirtualPbx(time);
  private final FakeMediaEngine alicesMedia = new FakeMediaEngine();
  private final FakeMediaEngine bobsMedia = new FakeMediaEngine();
  private final EventRecorder bobHears = new EventRecorder();
  private final EventRecorder aliceHears = new EventRecorder();
  private final UA alice = pbx.userAgent(phone("alice").media(alicesMedia));
  private final UA bob = pbx.userAgent(phone("bob").media(bobsMedia));

  @BeforeEach
  void bothRegister() {
    bob.addListener(bobHears);
    alice.start();
    bob.start();
    assertThat(alice.register()).isCompleted();
    assertThat(bob.register()).isCompleted();
  }

  @AfterEach
  void nothingIsLeft() {
    CompletableFuture<Void> alicesStop = alice.stop();
    CompletableFuture<Void> bobsStop = bob.stop();
    time.advance(Duration.ofMinutes(2));
    assertThat(alicesStop).isCompleted();
    assertThat(bobsStop).isCompleted();
    assertThat(time.pendingTimers()).isZero();
    assertThat(alicesMedia.openSessions()).isZero();
    assertThat(bobsMedia.openSessions()).isZero();
  }

  @Test
  void aliceCallsAndHangsUp() {
    Call outgoing = aliceCallsBob();
    Call incoming = bobHears.only(Call.class);
    assertThat(aliceHears.lines())
        .containsExactly("PREPARING", "CALLING", "PROCEEDING", "progress 180");
    incoming.answer();
    assertThat(outgoing.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(incoming.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(alicesMedia.session().remoteDescription()).startsWith("v=0");
    time.advance(Duration.ofMinutes(3));
    assertThat(outgoing.hangup()).isCompleted();
    assertThat(end(outgoing).duration()).isEqualTo(Duration.ofMinutes(3));
    assertThat(end(incoming).duration()).isEqualTo(Duration.ofMinutes(3));
    assertThat(end(incoming).originator()).isEqualTo(Originator.REMOTE);
  }

  @Test
  void bobHangsUp() {
    Call outgoing = aliceCallsBob();
    Call incoming = bobHears.only(Call.class);
    incoming.answer();
    assertThat(incoming.hangup()).isCompleted();
    assertThat(end(outgoing).cause()).isEqualTo(Cause.BYE);
    assertThat(end(outgoing).originator()).isEqualTo(Originator.REMOTE);
  }

  @Test
  void bobIsBusy() {
    Call outgoing = aliceCallsBob();
    bobHears.only(Call.class).reject(StatusCode.BUSY_HERE);
    assertThat(end(outgoing).cause()).isEqualTo(Cause.BUSY);
  }

  @Test
  void aliceGivesUp() {
    Call outgoing = aliceCallsBob();
    assertThat(outgoing.hangup()).isCompleted();
    assertThat(end(outgoing).cause()).isEqualTo(Cause.CANCELED);
    assertThat(end(bobHears.only(Call.class)).cause()).isEqualTo(Cause.CANCELED);
  }

  @Test
  void bobDoesNotHearIt() {
    Call outgoing = aliceCallsBob();
    time.advance(bob.config().calls().ringTimeout());
    assertThat(end(outgoing).cause()).isEqualTo(Cause.UNAVAILABLE);
    assertThat(end(bobHears.only(Call.class)).cause()).isEqualTo(Cause.NO_ANSWER);
  }

  @Test
  void bobsUserAgentStops() {
    Call outgoing = aliceCallsBob();
    bobHears.only(Call.class).answer();
    assertThat(bob.stop()).isCompleted();
    assertThat(end(outgoing).cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void bobIsAway() {
    pbx.line("bob").drop();
    assertThat(end(aliceCallsBob()).cause()).isEqualTo(Cause.UNAVAILABLE);
    assertThat(end(alice.call("nobody")).cause()).isEqualTo(Cause.NOT_FOUND);
  }

  @Test
  void aliceCallsHerselfThroughAProxyThatChangesNothing() {
    CallEndedEvent end = end(alice.call("alice"));
    assertThat(end.status()).isEqualTo(StatusCode.LOOP_DETECTED);
  }

  @Test
  void bothCallEachOtherAtOnce() {
    EventRecorder alicesPhone = new EventRecorder();
    alice.addListener(alicesPhone);
    Call alices = aliceCallsBob();
    Call bobs = bob.call("alice");
    bobHears.only(Call.class).answer();
    alicesPhone.only(Call.class).answer();
    assertThat(alices.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(bobs.state()).isEqualTo(CallState.ESTABLISHED);
    alices.hangup();
    assertThat(bobs.state()).isEqualTo(CallState.ESTABLISHED);
    bobs.hangup();
  }

  private Call aliceCallsBob() {
    return alice.call("bob", CallOptions.builder().listener(aliceHears).build());
  }

  private static CallEndedEvent end(Call call) {
    assertThat(call.ended()).isCompleted();
    return call.ended().join();
  }

  private static UABuilder phone(String user) {
    return UA.builder().server("wss://pbx.example:8089/ws").user(user);
  }
}
