package io.jasip.examples.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.TransferPolicy;
import io.jasip.UA;
import io.jasip.testkit.EventRecorder;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import io.jasip.testkit.VirtualLoop;
import io.jasip.testkit.VirtualPbx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * How an application tests its call code with the test kit: without a PBX, without sockets, without
 * audio, and without waiting.
 */
class FrontDeskTest {

  private final VirtualLoop time = new VirtualLoop();

  /** Phones that are JaSIP user agents too, where what they do to each other matters. */
  @Test
  void aCallerPressesAKeyAndReachesSales() {
    VirtualPbx pbx = new VirtualPbx(time);
    UA desk = phone(pbx, "desk");
    UA alice = phone(pbx, "alice");
    UA sales = phone(pbx, "sales");
    EventRecorder salesHears = new EventRecorder();
    sales.addListener(salesHears);
    desk.addListener(new FrontDesk(() -> CallOptions.DEFAULT));

    Call call = alice.call("desk");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    call.sendDtmf("1", DtmfOptions.by(DtmfMethod.INFO));
    time.advance(Duration.ofSeconds(1));

    Call transferred = salesHears.only(Call.class);
    assertThat(transferred.remote().uri().user()).isEqualTo("alice");
    transferred.answer();
    assertThat(transferred.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(call.ended()).isCompleted();
  }

  /** Scripted phones, where each message matters, or where a peer misbehaves. */
  @Test
  void aSecondCallerHearsThatTheLineIsBusy() {
    ScriptedServer server = new ScriptedServer(time);
    FakeMediaEngine media = new FakeMediaEngine();
    UA desk =
        server.userAgent(UA.builder().server("wss://pbx.example/ws").user("desk").media(media));
    EventRecorder deskHears = new EventRecorder();
    AtomicInteger greetings = new AtomicInteger();
    desk.addListener(
        new FrontDesk(
            () -> {
              greetings.incrementAndGet();
              return CallOptions.builder().listener(deskHears).build();
            }));
    desk.start();
    ScriptedPhone alice = server.phone("alice");
    ScriptedPhone bob = server.phone("bob");

    alice.calls();
    alice.receives(180);
    alice.receives(200);
    alice.acknowledges();
    bob.calls();
    bob.receives(180);
    bob.receives(486);
    bob.acknowledgesRefusal();
    media.session().emitDigit('9');
    assertThat(server.unread()).as("a key that means nothing").isEmpty();
    alice.hangsUp();
    alice.receives(200);
    bob.calls();
    bob.receives(180);
    bob.receives(200);

    bob.acknowledges();
    bob.hangsUp();
    bob.receives(200);
    assertThat(deskHears.lines())
        .containsSubsequence("digit 9 by MEDIA", "ended BYE by REMOTE", "ended BYE by REMOTE");
    assertThat(media.openSessions()).isZero();
    assertThat(greetings).as("a greeting for each call that is answered").hasValue(2);
  }

  private static UA phone(VirtualPbx pbx, String user) {
    UA phone =
        pbx.userAgent(
            UA.builder()
                .server("wss://pbx.example/ws")
                .user(user)
                .media(new FakeMediaEngine())
                .transfers(TransferPolicy.DEFAULT.followingRequests(true)));
    phone.start();
    phone.register();
    return phone;
  }
}
