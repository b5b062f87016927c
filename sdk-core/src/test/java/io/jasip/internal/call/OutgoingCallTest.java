package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.Originator;
import io.jasip.internal.ua.UserAgentFlow;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutgoingCallTest extends UserAgentFlow {

  @Test
  void bobAnswersAndHangsUp() {
    Call call = aliceCalls("bob");
    SipRequest invite = bob.takesCall();
    assertThat(invite.uri()).hasToString("sip:bob@pbx.example");
    assertThat(invite.contentType()).isEqualTo("application/sdp");
    assertThat(invite.bodyText()).contains("m=audio");
    bob.rings();
    bob.answers();
    SipRequest ack = bob.receives(SipMethod.ACK);
    assertThat(ack.uri()).hasToString(bob.contact());
    assertThat(ack.cSeq().number()).isEqualTo(invite.cSeq().number());
    assertThat(call.answered()).isCompletedWithValue(call);

    time.advance(Duration.ofSeconds(30));
    bob.hangsUp();
    bob.receives(200);
    assertThat(callHears.lines())
        .containsExactly(
            "PREPARING",
            "CALLING",
            "PROCEEDING",
            "progress 180",
            "ESTABLISHED",
            "ENDED",
            "ended BYE by REMOTE");
    assertThat(end().established()).isTrue();
    assertThat(end().duration()).isEqualTo(Duration.ofSeconds(30));
    assertThat(media.session().operations())
        .containsExactly("createOffer", "acceptAnswer ANSWER", "close");
  }

  @Test
  void bobAnswersAndAliceHangsUp() {
    Call call = aliceCalls("bob");
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    promised(call.hangup());
    assertThat(call.state()).isEqualTo(CallState.ENDING);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    assertThat(end().originator()).isEqualTo(Originator.LOCAL);
  }
}
