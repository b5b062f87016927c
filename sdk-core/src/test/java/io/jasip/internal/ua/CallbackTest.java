package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import io.jasip.Cause;
import io.jasip.ListenerHandle;
import io.jasip.UAListener;
import io.jasip.sip.SipMethod;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the application does in its callbacks. */
class CallbackTest extends UserAgentFlow {

  @Test
  void itAnswersInTheCallback() {
    alice.addListener(
        new UAListener() {
          @Override
          public void onIncomingCall(Call call) {
            promised(call.answer());
          }
        });
    bob.calls();
    bob.receives(180);
    bob.receives(200);
    bob.acknowledges();
    assertThat(incoming().state()).isEqualTo(CallState.ESTABLISHED);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  void itHangsUpInTheCallback() {
    CallListener impatient =
        new CallListener() {
          @Override
          public void onState(CallStateEvent event) {
            if (event.to() == CallState.ESTABLISHED) {
              promised(event.call().hangup());
            }
          }
        };
    Call call = alice.call("bob", CallOptions.builder().listener(impatient).build());
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.isHungUpOn();
    assertThat(promised(call.ended()).join().cause()).isEqualTo(Cause.BYE);
  }

  @Test
  void itStopsTheUserAgentInTheCallback() {
    alice.addListener(
        new UAListener() {
          @Override
          public void onIncomingCall(Call call) {
            promised(alice.stop());
          }
        });
    bob.calls();
    bob.receives(180);
    bob.receives(480);
    assertThat(server.isConnected()).isFalse();
  }

  @Test
  void itCallsSomebodyElseWhenTheFirstIsBusy() {
    List<Call> second = new ArrayList<>();
    aliceCalls("bob").ended().thenAccept(end -> second.add(aliceCalls("carol")));
    bob.takesCall();
    bob.refuses(486);
    assertThat(second).hasSize(1);
    assertThat(carol.takesCall().uri()).hasToString("sip:carol@pbx.example");
    carol.refuses(486);
  }

  @Test
  void aListenerThatThrowsHurtsNobody() {
    alice.addListener(
        new UAListener() {
          @Override
          public void onIncomingCall(Call call) {
            throw new IllegalStateException("a mistake of the application, as the test wants it");
          }
        });
    bob.calls();
    bob.receives(180);
    assertThat(promised(incoming().reject(486))).isCompleted();
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  void aListenerThatWasRemovedHearsNothing() {
    List<Call> heard = new ArrayList<>();
    ListenerHandle handle =
        alice.addListener(
            new UAListener() {
              @Override
              public void onIncomingCall(Call call) {
                heard.add(call);
              }
            });
    handle.remove();
    bob.calls();
    bob.receives(180);
    assertThat(heard).isEmpty();
    promised(incoming().hangup());
    bob.receives(603);
    bob.acknowledgesRefusal();
  }

  @Test
  void theFuturesCompleteAfterTheEventsThatLedToThem() {
    Call call = aliceCalls("bob");
    List<String> before = new ArrayList<>();
    call.answered().thenRun(() -> before.addAll(callHears.lines()));
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    assertThat(before).endsWith("ESTABLISHED");
    before.clear();
    call.ended().thenRun(() -> before.addAll(callHears.lines()));
    bob.hangsUp();
    bob.receives(200);
    assertThat(before).endsWith("ENDED", "ended BYE by REMOTE");
  }
}
