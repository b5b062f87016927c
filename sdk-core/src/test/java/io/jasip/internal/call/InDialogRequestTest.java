package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallRequestEvent;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of either side within a call that change nothing in it (RFC 6086, RFC 3428). */
class InDialogRequestTest extends TalkingFlow {

  @Test
  @DisplayName("#103 INFO of alice, with any body and header fields")
  void aliceSendsInfo() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered =
        promised(
            call.sendRequest(
                SipMethod.INFO,
                SipBody.of("application/json", "{\"lift\":true}"),
                SipHeaders.builder().add("Info-Package", "lift").build()));
    SipRequest info = bob.receives(SipMethod.INFO);
    assertThat(info.contentType()).isEqualTo("application/json");
    assertThat(info.bodyText()).isEqualTo("{\"lift\":true}");
    assertThat(info.header("Info-Package")).hasValue("lift");
    assertThat(info.uri()).hasToString(bob.contact());
    server.answer(info, 200);
    assertThat(answered).isCompletedWithValueMatching(response -> response.status() == 200);
    bobHangsUp();
  }

  @Test
  @DisplayName("#104 MESSAGE of alice; a refusal is a response like any other")
  void aliceSendsAMessage() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered = promised(call.sendMessage(SipBody.text("hello")));
    SipRequest message = bob.receives(SipMethod.MESSAGE);
    assertThat(message.bodyText()).isEqualTo("hello");
    server.answer(message, 415);
    assertThat(answered).isCompletedWithValueMatching(response -> response.status() == 415);
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#105 any method of alice, answered after a challenge")
  void aliceSendsWhatSheLikes() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered =
        promised(call.sendRequest(SipMethod.OPTIONS, SipBody.NONE, SipHeaders.NONE));
    SipRequest options = bob.receives(SipMethod.OPTIONS);
    server.answer(options, 401, "WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n1\"");
    SipRequest again = bob.receives(SipMethod.OPTIONS);
    assertThat(again.cSeq().number()).isGreaterThan(options.cSeq().number());
    assertThat(again.header("Authorization")).isPresent();
    server.answer(again, 200);
    assertThat(answered).isCompletedWithValueMatching(response -> response.status() == 200);
    bobHangsUp();
  }

  @Test
  void aPeerThatHasForgottenTheCall() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered = promised(call.sendInfo(SipBody.NONE));
    server.answer(bob.receives(SipMethod.INFO), 481);
    assertThat(answered).isCompletedWithValueMatching(response -> response.status() == 481);
    bob.isHungUpOn();
    assertThat(end().cause()).isEqualTo(Cause.DIALOG_ERROR);
  }

  @Test
  void theCallEndsFirst() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered = promised(call.sendInfo(SipBody.NONE));
    SipRequest info = bob.receives(SipMethod.INFO);
    bobHangsUp();
    assertThatThrownBy(answered::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class, e -> assertThat(e.why()).isEqualTo(Cause.BYE));
    server.answer(info, 200);
  }

  @Test
  void theConnectionIsLostFirst() {
    Call call = aliceHasCalled();
    CompletableFuture<SipResponse> answered = promised(call.sendInfo(SipBody.NONE));
    bob.receives(SipMethod.INFO);
    server.drop();
    assertThatThrownBy(answered::join)
        .cause()
        .isInstanceOfSatisfying(
            RequestFailedException.class,
            e -> assertThat(e.why()).isEqualTo(Cause.CONNECTION_ERROR));
    promised(call.hangup());
  }

  @Test
  void afterTheEnd() {
    Call call = aliceHasCalled();
    bobHangsUp();
    assertThatThrownBy(promised(call.sendInfo(SipBody.NONE))::join)
        .hasCauseInstanceOf(RequestFailedException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INVITE", "ACK", "BYE", "CANCEL", "PRACK", "UPDATE"})
  void methodsThatTheCallSendsItself(String method) {
    Call call = aliceHasCalled();
    assertThatThrownBy(() -> call.sendRequest(new SipMethod(method), SipBody.NONE, SipHeaders.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(method);
    bobHangsUp();
  }

  @ParameterizedTest
  @ValueSource(strings = {"From", "v", "Content-Length", "CSeq"})
  void fieldsThatTheCallWritesItself(String name) {
    Call call = aliceHasCalled();
    SipHeaders headers = SipHeaders.builder().add(name, "1").build();
    assertThatThrownBy(() -> call.sendRequest(SipMethod.INFO, SipBody.NONE, headers))
        .isInstanceOf(IllegalArgumentException.class);
    bobHangsUp();
  }

  @Test
  @DisplayName("#103 INFO of bob")
  void bobSendsInfo() {
    aliceHasCalled();
    bob.asks(SipMethod.INFO, "Content-Type: application/json", "", "{\"lift\":true}");
    bob.receives(200);
    CallRequestEvent event = callHears.only(CallRequestEvent.class);
    assertThat(event.request().method()).isEqualTo(SipMethod.INFO);
    assertThat(event.body().mediaType()).isEqualTo("application/json");
    assertThat(event.body().text()).startsWith("{\"lift\":true}");
    bobHangsUp();
  }

  @ParameterizedTest
  @DisplayName("#103, #104 what alice does not take")
  @ValueSource(strings = {"INFO", "MESSAGE"})
  void refused(String method) {
    Call call = aliceHasCalled();
    SipHeaders accept = SipHeaders.builder().add("Accept", "text/plain").build();
    call.addListener(
        new CallListener() {
          @Override
          public void onRequest(CallRequestEvent event) {
            assertThat(event.call()).isSameAs(call);
            event.reject(415, accept);
            event.accept(); // too late
          }
        });
    bob.asks(new SipMethod(method), "Content-Type: image/png", "", "x");
    assertThat(bob.receives(415).header("Accept")).hasValue("text/plain");
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    bobHangsUp();
  }

  @Test
  @DisplayName("#103 an application that is busy for long: 200 after 10 s, and the call lives on")
  void decidedTooLate() {
    Call call = aliceHasCalled();
    time.pauseCallbacks();
    bob.asks(SipMethod.INFO, "Content-Type: application/json", "", "{}");
    time.advance(Duration.ofSeconds(9));
    assertThat(server.unread()).isEmpty();
    time.advance(Duration.ofSeconds(1));
    bob.receives(200);
    time.resumeCallbacks();
    assertThat(callHears.only(CallRequestEvent.class).call()).isSameAs(call);
    bobHangsUp();
  }

  @Test
  @DisplayName("#103 nobody listens: 200")
  void nobodyListens() {
    Call call = alice.call("bob");
    promised(call.ended());
    bob.takesCall();
    bob.answers();
    bob.receives(SipMethod.ACK);
    bob.asks(SipMethod.INFO, "Content-Type: application/json", "", "{}");
    bob.receives(200);
    bob.hangsUp();
    bob.receives(200);
  }

  @Test
  @DisplayName("#104 MESSAGE of bob within the call")
  void bobSendsAMessage() {
    aliceHasCalled();
    bob.asks(SipMethod.MESSAGE, "Content-Type: text/plain", "", "hello");
    bob.receives(200);
    assertThat(callHears.only(CallRequestEvent.class).body().text()).startsWith("hello");
    bobHangsUp();
  }

  @Test
  void aCallerThatHasForgottenTheCallBeforeTheAnswer() {
    bob.calls();
    bob.receives(180);
    Call call = incoming();
    CompletableFuture<SipResponse> info = promised(call.sendInfo(SipBody.text("soon")));
    server.answer(bob.receives(SipMethod.INFO), 481);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(info).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.DIALOG_ERROR);
  }
}
