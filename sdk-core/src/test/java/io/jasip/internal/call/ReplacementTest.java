package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.ReplacementEvent;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.EventRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Carol takes the place of bob in a call of alice: INVITE with Replaces (RFC 3891). */
class ReplacementTest extends TransferFlow {

  private String alicesTag = "";
  private String bobsTag = "";

  private Call outgoing() {
    Call call = aliceCalls("bob");
    alicesTag = bob.takesCall().from().tag().orElse("");
    bobsTag = bob.answers().to().tag().orElse("");
    bob.receives(SipMethod.ACK);
    callHears.clear();
    return call;
  }

  private Call fromBob() {
    bobsTag = bob.calls().from().tag().orElse("");
    bob.receives(180);
    Call call = incoming();
    promised(call.answer());
    alicesTag = bob.receives(200).to().tag().orElse("");
    bob.acknowledges();
    aliceHears.clear();
    callHears.clear();
    return call;
  }

  private String replaces(Call call, String more) {
    return "Replaces: " + call.id() + ";to-tag=" + alicesTag + ";from-tag=" + bobsTag + more;
  }

  /** Carol's INVITE is answered at once. */
  private void carolReplaces(String replaces) {
    carol.calls(replaces);
    carol.receives(180);
    carol.receives(200);
    carol.acknowledges();
  }

  private void carolIsRefused(int status, String... lines) {
    carol.calls(lines);
    carol.receives(status);
    carol.acknowledgesRefusal();
  }

  private List<Call> replacements(Call old) {
    List<Call> replacements = new ArrayList<>();
    old.addListener(
        new CallListener() {
          @Override
          public void onReplacement(ReplacementEvent event) {
            assertThat(event.replaced()).isSameAs(old);
            replacements.add(event.replacement());
            promised(event.replacement().answered());
            promised(event.replacement().ended());
          }
        });
    return replacements;
  }

  @Test
  @DisplayName("#118 an outgoing call is replaced: answered at once, then the old one ends")
  void outgoingReplaced() {
    Call old = outgoing();
    List<Call> replacements = replacements(old);
    carolReplaces(replaces(old, ""));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.REPLACED);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
    assertThat(replacements.get(0).replaces()).contains(old);
    assertThat(old.replaces()).isEmpty();
    assertTalking(replacements.get(0));
    assertThat(aliceHears.all(Call.class)).isEmpty();
    carolHangsUp();
  }

  @Test
  @DisplayName("#118 D-8 an incoming call is replaced")
  void incomingReplaced() {
    Call old = fromBob();
    carolReplaces(replaces(old, ""));
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.REPLACED);
    carolHangsUp();
  }

  @Test
  @DisplayName("#118 a listener that is added when the replacement is told misses nothing of it")
  void listenerOfReplacement() {
    Call old = outgoing();
    EventRecorder hears = new EventRecorder();
    old.addListener(
        new CallListener() {
          @Override
          public void onReplacement(ReplacementEvent event) {
            event.replacement().addListener(hears);
          }
        });
    carolReplaces(replaces(old, ""));
    bob.isHungUpOn();
    assertThat(hears.lines()).startsWith("INCOMING", "ANSWERING", "ACCEPTED");
    carolHangsUp();
  }

  @Test
  @DisplayName("#118 carol does not acknowledge: the old call goes on")
  void replacementFails() {
    Call old = outgoing();
    carol.calls(replaces(old, ""));
    carol.receives(180);
    carol.receives(200);
    time.advance(TIMEOUT);
    assertThat(server.receiveAll()).contains("BYE");
    time.advance(TIMEOUT);
    server.receiveAll();
    assertTalking(old);
    bobHangsUp();
  }

  @Test
  @DisplayName("#118 early-only, but the call is answered: 486")
  void earlyOnlyOfConfirmed() {
    Call old = outgoing();
    carolIsRefused(486, replaces(old, ";early-only"));
    assertTalking(old);
    bobHangsUp();
  }

  @Test
  @DisplayName("#118 early-only, and bob's phone still rings: carol has picked up for him")
  void pickup() {
    Call old = aliceCalls("bob");
    alicesTag = bob.takesCall().from().tag().orElse("");
    bobsTag = bob.rings().to().tag().orElse("");
    carolReplaces(replaces(old, ";early-only"));
    server.answer(bob.receives(SipMethod.CANCEL), 200);
    bob.refuses(487);
    assertThat(end().cause()).isEqualTo(Cause.REPLACED);
    assertThat(end().established()).isFalse();
    carolHangsUp();
  }

  @Test
  @DisplayName("#118 alice's own phone rings: that cannot be taken from her")
  void ringingHere() {
    bobsTag = bob.calls().from().tag().orElse("");
    alicesTag = bob.receives(180).to().tag().orElse("");
    Call old = incoming();
    carolIsRefused(481, replaces(old, ""));
    assertThat(old.state()).isEqualTo(CallState.INCOMING);
    promised(old.reject(486));
    bob.receives(486);
    bob.acknowledgesRefusal();
  }

  @Test
  @DisplayName("#118 the call is over: 603, and later on 481")
  void over() {
    Call old = outgoing();
    bobHangsUp();
    carolIsRefused(603, replaces(old, ""));
    time.advance(TIMEOUT.plusSeconds(1));
    carolIsRefused(481, replaces(old, ""));
  }

  @Test
  @DisplayName("#118 the call is ending: 603")
  void ending() {
    Call old = outgoing();
    CompletableFuture<Void> left = promised(old.hangup());
    carolIsRefusedWhileByeIsOut(replaces(old, ""));
    assertThat(left).isCompleted();
  }

  private void carolIsRefusedWhileByeIsOut(String replaces) {
    var bye = bob.receives(SipMethod.BYE);
    carolIsRefused(603, replaces);
    server.answer(bye, 200);
  }

  @Test
  @DisplayName("#118 who does not know the dialog's tags is refused")
  void spoofed() {
    Call old = outgoing();
    carolIsRefused(481, "Replaces: nosuchcall;to-tag=1;from-tag=2");
    carolIsRefused(481, "Replaces: " + old.id() + ";to-tag=" + alicesTag + ";from-tag=guess");
    carolIsRefused(481, "Replaces: " + old.id() + ";to-tag=guess;from-tag=" + bobsTag);
    carolIsRefused(481, "Replaces: " + old.id() + ";to-tag=" + bobsTag + ";from-tag=" + alicesTag);
    assertTalking(old);
    assertThat(callHears.lines()).isEmpty();
    bobHangsUp();
  }

  @Test
  @DisplayName("#118 malformed, or several")
  void malformed() {
    Call old = outgoing();
    carolIsRefused(400, "Replaces: " + old.id());
    carolIsRefused(400, replaces(old, ""), replaces(old, ""));
    carolIsRefused(400, replaces(old, ";to-tag=1"));
    assertTalking(old);
    bobHangsUp();
  }

  @Test
  @DisplayName("#118 Require: replaces is understood")
  void required() {
    Call old = outgoing();
    carol.calls(replaces(old, ""), "Require: replaces");
    carol.receives(180);
    assertThat(carol.receives(200).headers().lists("Supported", "replaces")).isTrue();
    carol.acknowledges();
    bob.isHungUpOn();
    carolHangsUp();
  }
}
