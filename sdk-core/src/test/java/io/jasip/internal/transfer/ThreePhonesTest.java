package io.jasip.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.ReplacementEvent;
import io.jasip.TransferProgress;
import io.jasip.TransferRequest;
import io.jasip.TransferState;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.VirtualLoop;
import io.jasip.testkit.VirtualPbx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice, bob and carol all have JaSIP user agents; what one sends, the other must understand. */
class ThreePhonesTest {

  private final VirtualLoop time = new VirtualLoop();
  private final VirtualPbx pbx = new VirtualPbx(time);
  private final UA alice = userAgent("alice");
  private final UA bob = userAgent("bob");
  private final UA carol = userAgent("carol");
  private final List<Call> bobsCalls = new ArrayList<>();
  private final List<Call> carolsCalls = new ArrayList<>();

  private UA userAgent(String name) {
    return pbx.userAgent(
        UA.builder()
            .server("wss://pbx.example:8089/ws")
            .user(name)
            .domain("pbx.example")
            .password("secret")
            .media(new FakeMediaEngine()));
  }

  /** Answers whatever comes, and lets himself be transferred. */
  private static UAListener answering(List<Call> calls) {
    return new UAListener() {
      @Override
      public void onIncomingCall(Call call) {
        calls.add(call);
        call.addListener(followingAll(calls));
        call.answer();
      }
    };
  }

  private static CallListener followingAll(List<Call> calls) {
    return new CallListener() {
      @Override
      public void onTransferRequest(TransferRequest request) {
        calls.add(request.accept());
      }

      @Override
      public void onReplacement(ReplacementEvent event) {
        calls.add(event.replacement());
      }
    };
  }

  @BeforeEach
  void start() {
    List.of(alice, bob, carol).forEach(each -> assertThat(each.start()).isCompleted());
    bob.addListener(answering(bobsCalls));
    carol.addListener(answering(carolsCalls));
  }

  @AfterEach
  void stop() {
    List.of(alice, bob, carol)
        .forEach(
            each -> {
              CompletableFuture<Void> stopped = each.stop();
              time.advance(Duration.ofSeconds(100));
              assertThat(stopped).isCompleted();
            });
    assertThat(time.pendingTimers()).isZero();
  }

  private static Cause causeOf(Call call) {
    return call.ended().join().cause();
  }

  @Test
  @DisplayName("#110 #113 #114 #116 blind: bob and carol talk, alice is out")
  void blind() {
    Call call = alice.call("bob");
    CompletableFuture<TransferProgress> transfer = call.transfer("carol");
    assertThat(transfer)
        .isCompletedWithValueMatching(last -> last.state() == TransferState.SUCCEEDED);
    assertThat(causeOf(call)).isEqualTo(Cause.TRANSFERRED);
    assertThat(causeOf(bobsCalls.get(0))).isEqualTo(Cause.BYE);
    assertThat(bobsCalls.get(1).state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(carolsCalls).hasSize(1);
    assertThat(carolsCalls.get(0).remote().uri().user()).isEqualTo("bob");
    assertThat(carolsCalls.get(0).state()).isEqualTo(CallState.ESTABLISHED);
  }

  @Test
  @DisplayName("#111 #118 D-8 attended: bob takes alice's place in her call with carol")
  void attended() {
    Call withBob = alice.call("bob");
    Call withCarol = alice.call("carol");
    assertThat(withBob.transfer(withCarol)).isCompleted();
    assertBobAndCarolTalk(withBob, withCarol);
  }

  @Test
  @DisplayName("#111 #118 D-8 attended, where carol has called alice")
  void attendedIncoming() {
    List<Call> alicesCalls = new ArrayList<>();
    alice.addListener(answering(alicesCalls));
    Call withBob = alice.call("bob");
    Call carols = carol.call("alice");
    carols.addListener(followingAll(carolsCalls));
    carolsCalls.add(carols);
    assertThat(withBob.transfer(alicesCalls.get(0))).isCompleted();
    assertBobAndCarolTalk(withBob, alicesCalls.get(0));
  }

  private void assertBobAndCarolTalk(Call withBob, Call withCarol) {
    assertThat(withBob.state()).isEqualTo(CallState.ENDED);
    assertThat(withCarol.state()).isEqualTo(CallState.ENDED);
    assertThat(causeOf(carolsCalls.get(0))).isIn(Cause.REPLACED, Cause.BYE);
    assertThat(carolsCalls).hasSize(2);
    assertThat(carolsCalls.get(1).replaces()).contains(carolsCalls.get(0));
    assertThat(carolsCalls.get(1).state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(bobsCalls.get(1).state()).isEqualTo(CallState.ESTABLISHED);
  }

  @Test
  @DisplayName("#119 alice asks bob, with whom she has no call, to call carol")
  void outside() {
    bob.addListener(
        new UAListener() {
          @Override
          public void onReferral(TransferRequest request) {
            bobsCalls.add(request.accept());
          }
        });
    assertThat(alice.refer("bob", "carol")).isCompleted();
    assertThat(bobsCalls.get(0).state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(carolsCalls.get(0).state()).isEqualTo(CallState.ESTABLISHED);
  }
}
