package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.media.MediaException.Reason;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Bob calls, and hears alice's media before her answer (RFC 3262 section 3, RFC 3960). */
class EarlyMediaIncomingTest extends TalkingFlow {

  private static final Duration T1 = Duration.ofMillis(500);

  @Test
  void toACallerWithoutReliability() {
    bob.calls();
    Call call = ringing();
    CompletableFuture<Void> sent =
        promised(call.sendEarlyMedia(CallOptions.builder().header("X-Tune", "waltz").build()));
    SipResponse progress = bob.receives(183);
    assertThat(progress.bodyText()).contains("o=alice 1 1");
    assertThat(progress.header("X-Tune")).hasValue("waltz");
    assertThat(progress.header("RSeq")).isEmpty();
    assertThat(sent).isCompleted();
    assertThat(call.state()).isEqualTo(CallState.INCOMING);
    promised(call.answer());
    assertThat(bob.receives(200).bodyText()).isEqualTo(progress.bodyText());
    bob.acknowledges();
    assertThat(media.session().operations()).containsExactly("createAnswer");
    bobHangsUp();
  }

  @Test
  void reliably() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    SipResponse progress = bob.receives(183);
    assertThat(progress.header("Require")).hasValue("100rel");
    time.advance(T1);
    assertThat(bob.receives(183).header("RSeq")).isEqualTo(progress.header("RSeq"));
    time.advance(T1.multipliedBy(2));
    bob.receives(183);
    assertThat(sent).isNotDone();
    acknowledges(progress);
    bob.receives(200);
    assertThat(sent).isCompleted();
    time.advance(TIMEOUT);
    assertThat(server.unread()).as("no more repetitions").isEmpty();
    promised(call.answer());
    assertThat(bob.receives(200).hasBody()).as("agreed before").isFalse();
    bob.acknowledges();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void theAnswerWaitsForThePrack() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    SipResponse progress = bob.receives(183);
    promised(call.answer());
    assertThat(server.unread()).isEmpty();
    assertThat(call.state()).isEqualTo(CallState.ANSWERING);
    acknowledges(progress);
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.PRACK);
    assertThat(bob.receives(200).cSeq().method()).isEqualTo(SipMethod.INVITE);
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  void thePrackNeverComes() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    CompletableFuture<Call> answered = promised(call.answer());
    time.advance(TIMEOUT);
    server.unread().stream().filter("183 INVITE"::equals).forEach(each -> bob.receives(183));
    bob.receives(504);
    bob.acknowledgesRefusal();
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
    assertThat(sent).isCompletedExceptionally();
    assertThat(answered).isCompletedExceptionally();
  }

  @Test
  void aPrackOfNothing() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    bob.asks(SipMethod.PRACK, "RAck: 1 1 INVITE");
    bob.receives(481);
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    SipResponse progress = bob.receives(183);
    bob.asks(SipMethod.PRACK, "RAck: 0 1 INVITE");
    bob.receives(481);
    acknowledges(progress);
    bob.receives(200);
    acknowledges(progress);
    bob.receives(481);
    bobCancels();
  }

  @Test
  void aCallerThatInsistsOnReliability() {
    bob.calls("Require: 100rel");
    SipResponse ringing = bob.receives(180);
    assertThat(ringing.header("RSeq")).isPresent();
    incoming();
    acknowledges(ringing);
    bob.receives(200);
    bobCancels();
  }

  @Test
  void earlyMediaWaitsForThePrackOfTheRinging() {
    bob.calls("Require: 100rel");
    SipResponse ringing = bob.receives(180);
    Call call = incoming();
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    assertThat(server.unread()).as("one at a time").isEmpty();
    acknowledges(ringing);
    bob.receives(200);
    SipResponse progress = bob.receives(183);
    assertThat(number(progress)).isEqualTo(number(ringing) + 1);
    acknowledges(progress);
    bob.receives(200);
    bobCancels();
  }

  @Test
  void ourOfferGoesReliablyAndThePrackAnswersIt() {
    bob.callsWithoutOffer("Supported: 100rel");
    Call call = ringing();
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    SipResponse offer = bob.receives(183);
    assertThat(offer.bodyText()).contains("o=alice 1 1");
    acknowledges(offer, withSdp("sendrecv"));
    bob.receives(200);
    assertThat(sent).isCompleted();
    assertThat(media.session().operations()).containsExactly("createOffer", "acceptAnswer ANSWER");
    promised(call.answer());
    assertThat(bob.receives(200).hasBody()).isFalse();
    bob.acknowledges();
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  void noOfferBeforeTheAnswerToACallerWithoutReliability() {
    bob.callsWithoutOffer();
    Call call = ringing();
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    assertThat(sent).isCompletedExceptionally();
    assertThat(failure(sent)).isInstanceOf(IllegalStateException.class);
    bobCancels();
  }

  @Test
  void thePrackBringsANewOffer() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    acknowledges(bob.receives(183), withSdp("sendrecv"));
    SipResponse answer = bob.receives(200);
    assertThat(answer.cSeq().method()).isEqualTo(SipMethod.PRACK);
    assertThat(answer.bodyText()).contains("o=alice 1 2");
    promised(call.answer());
    assertThat(bob.receives(200).hasBody()).isFalse();
    bob.acknowledges();
    bobHangsUp();
  }

  @Test
  void anUpdateBeforeTheAnswer() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    bob.asks(SipMethod.UPDATE, withSdp("sendrecv"));
    bob.receives(491);
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    acknowledges(bob.receives(183));
    bob.receives(200);
    bob.asks(SipMethod.UPDATE, withSdp("sendonly"));
    assertThat(bob.receives(200).bodyText()).contains("o=alice 1 2");
    bobCancels();
  }

  @Test
  void bobGivesUpBeforeHisPrack() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    bob.receives(183);
    bobCancels();
    assertThat(failure(sent)).isInstanceOf(RequestFailedException.class);
    time.advance(TIMEOUT);
    assertThat(server.unread()).isEmpty();
  }

  @Test
  void theMediaCannotDoIt() {
    bob.calls();
    Call call = ringing();
    media.fail(Operation.CREATE_ANSWER, Reason.BAD_DESCRIPTION);
    CompletableFuture<Void> sent = promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    bob.receives(488);
    bob.acknowledgesRefusal();
    assertThat(failure(sent)).isInstanceOf(RequestFailedException.class);
    assertThat(end().cause()).isEqualTo(Cause.BAD_MEDIA_DESCRIPTION);
  }

  @Test
  void earlyMediaOfACallThatIsUp() {
    Call call = bobHasCalled();
    assertThat(failure(promised(call.sendEarlyMedia(CallOptions.DEFAULT))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ESTABLISHED");
    bobHangsUp();
  }

  private Call ringing() {
    bob.receives(180);
    return incoming();
  }

  private static long number(SipResponse response) {
    return Long.parseLong(response.header("RSeq").orElse(""));
  }

  private void acknowledges(SipResponse response, String... lines) {
    String[] all = new String[lines.length + 1];
    all[0] = "RAck: " + number(response) + " " + response.cSeq();
    System.arraycopy(lines, 0, all, 1, lines.length);
    bob.asks(SipMethod.PRACK, all);
  }

  private void bobCancels() {
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
  }

  private static Throwable failure(CompletableFuture<Void> future) {
    return future.handle((nothing, why) -> why).getNow(null);
  }

  @Test
  void aPrackThatSaysSomethingByTheWay() {
    bob.calls("Supported: 100rel");
    Call call = ringing();
    promised(call.sendEarlyMedia(CallOptions.DEFAULT));
    acknowledges(
        bob.receives(183),
        "Content-Type: application/x-note",
        "Content-Disposition: render;handling=optional",
        "",
        "hello");
    assertThat(bob.receives(200).hasBody()).as("no offer of ours was asked for").isFalse();
    promised(call.answer());
    bob.receives(200);
    bob.acknowledges();
    CompletableFuture<Void> held = promised(call.hold());
    agreesToReinvite("recvonly");
    assertThat(held).isCompleted();
    bobHangsUp();
  }
}
