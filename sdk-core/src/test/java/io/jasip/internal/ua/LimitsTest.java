package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.Limits;
import io.jasip.UABuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.ScriptedPhone;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that wants more of alice at once than she has room for. */
class LimitsTest extends UserAgentFlow {

  private static final int FEW = 3;

  @Override
  protected UABuilder configure() {
    return super.configure()
        .limits(
            Limits.DEFAULT
                .withTransactions(5)
                .withDialogs(FEW)
                .withEarlyDialogs(FEW)
                .withCallbacks(20));
  }

  private ScriptedPhone rings(String name) {
    ScriptedPhone phone = server.phone(name);
    phone.calls();
    phone.receives(180);
    return phone;
  }

  @Test
  void oneCallMoreThanThereAreDialogs() {
    List<ScriptedPhone> ringing =
        IntStream.range(0, FEW).mapToObj(number -> rings("phone" + number)).toList();
    bob.calls();
    SipResponse refusal = bob.receives(503);
    assertThat(refusal.header("Retry-After")).contains("10");
    assertThat(aliceHears.all(Call.class)).hasSize(FEW);

    // What alice wants herself goes on, and so does what makes room.
    Call own = aliceCalls("carol");
    carol.takesCall();
    carol.refuses(486);
    assertThat(own.state()).isEqualTo(CallState.ENDED);
    ringing.forEach(
        phone -> {
          phone.cancels();
          phone.receives(200);
          phone.receives(487);
          phone.acknowledgesRefusal();
        });
    bob.calls();
    bob.receives(180);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  @Test
  void oneMessageMoreThanTheApplicationHasDecidedAbout() {
    time.pauseCallbacks();
    SipRequest first = server.request(SipMethod.MESSAGE);
    for (int i = 1; i < 5; i++) {
      server.request(SipMethod.MESSAGE);
    }
    server.request(SipMethod.MESSAGE);
    assertThat(server.receive(503).cSeq().method()).isEqualTo(SipMethod.MESSAGE);
    server.send(first);
    assertThat(server.unread()).as("a repetition is no new request").isEmpty();
    time.resumeCallbacks();
    assertThat(server.receiveAll()).hasSize(5).allMatch(answer -> answer.endsWith(" MESSAGE"));
    server.request(SipMethod.OPTIONS);
    server.receive(200);
  }

  @Test
  void anApplicationThatTakesNoEvents() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    time.pauseCallbacks();
    for (int i = 0; i < 100; i++) {
      bob.rings();
    }
    server.request(SipMethod.OPTIONS);
    server.receive(503);
    bob.answers();
    bob.receives(SipMethod.ACK);
    time.resumeCallbacks();
    assertThat(callHears.all(CallProgressEvent.class)).hasSizeLessThan(25).isNotEmpty();
    assertThat(call.answered()).isCompleted();

    time.pauseCallbacks();
    for (int i = 0; i < 100; i++) {
      promised(alice.unregister()); // futures that wait to be completed count as well
    }
    bob.hangsUp();
    bob.receives(200);
    time.resumeCallbacks();
    assertThat(call.ended()).isCompleted();
  }

  @ParameterizedTest
  @CsvSource({
    "messageSize, 4095",
    "headerFields, 49",
    "messagesPerSecond, 49",
    "unsentBytes, 4095",
    "transactions, 0",
    "dialogs, 0",
    "earlyDialogs, 0",
    "callbacks, 0"
  })
  void aLimitThatLeavesNoRoom(String name, int value) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " " + value + " is less than " + (value + 1));
    assertThat(with(name, value + 1)).isNotEqualTo(Limits.DEFAULT);
  }

  private static Limits with(String name, int value) {
    Limits limits = Limits.DEFAULT;
    return switch (name) {
      case "messageSize" -> limits.withMessageSize(value);
      case "headerFields" -> limits.withHeaderFields(value);
      case "messagesPerSecond" -> limits.withMessagesPerSecond(value);
      case "unsentBytes" -> limits.withUnsentBytes(value);
      case "transactions" -> limits.withTransactions(value);
      case "dialogs" -> limits.withDialogs(value);
      case "earlyDialogs" -> limits.withEarlyDialogs(value);
      default -> limits.withCallbacks(value);
    };
  }
}
