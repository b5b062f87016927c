package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.TransferPolicy;
import io.jasip.TransferRequest;
import io.jasip.UABuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.EventRecorder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Alice follows every REFER, and lets replacements ring. */
class TransferPolicyTest extends TransferFlow {

  @Override
  protected UABuilder configure() {
    return super.configure()
        .transfers(TransferPolicy.DEFAULT.followingRequests(true).answeringReplacements(false));
  }

  @Test
  @DisplayName("#115 the policy follows what nobody decides")
  void followed() {
    aliceHasCalled();
    bob.asks(SipMethod.REFER, "Refer-To: <sip:carol@pbx.example>");
    bob.receives(202);
    server.answer(bob.receives(SipMethod.NOTIFY), 200);
    Call made = callHears.only(TransferRequest.class).followed().join();
    promised(made.ended());
    carol.takesCall();
    carol.refuses(486);
    server.answer(bob.receives(SipMethod.NOTIFY), 200);
    bobHangsUp();
  }

  @Test
  @DisplayName("#119 outside of calls the policy counts for nothing")
  void notOutside() {
    server.request(SipMethod.REFER, "Refer-To: <sip:carol@pbx.example>", "Contact: <sip:s@t>");
    server.receive(603);
    assertThat(aliceHears.lines()).containsExactly("asked from outside to call carol");
  }

  @Test
  @DisplayName("#118 a replacement rings, and ends the old call when it is answered")
  void replacementRings() {
    Call old = aliceHasCalled();
    SipRequest invite = bob.invite();
    String bobsTag = aliceDialogTag();
    carol.calls(
        "Replaces: "
            + old.id()
            + ";to-tag="
            + invite.from().tag().orElse("")
            + ";from-tag="
            + bobsTag);
    carol.receives(180);
    Call replacement = aliceHears.only(Call.class);
    assertThat(replacement.replaces()).contains(old);
    assertThat(callHears.lines()).containsExactly("replaced by call of carol");
    EventRecorder hears = new EventRecorder();
    replacement.addListener(hears);
    promised(replacement.ended());
    promised(replacement.answer());
    carol.receives(200);
    assertTalking(old);
    carol.acknowledges();
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.REPLACED);
    carol.hangsUp();
    carol.receives(200);
    assertThat(hears.only(CallEndedEvent.class).cause()).isEqualTo(Cause.BYE);
  }

  @Test
  @DisplayName("#118 a replacement that is refused leaves the old call alone")
  void replacementRefused() {
    Call old = aliceHasCalled();
    carol.calls(
        "Replaces: "
            + old.id()
            + ";to-tag="
            + bob.invite().from().tag().orElse("")
            + ";from-tag="
            + aliceDialogTag());
    carol.receives(180);
    promised(aliceHears.only(Call.class).reject(486));
    carol.receives(486);
    carol.acknowledgesRefusal();
    assertThat(old.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  /** Bob's tag, as the last request of alice to him has it. */
  private String aliceDialogTag() {
    return server.sent().get(server.sent().size() - 1).to().tag().orElse("");
  }
}
