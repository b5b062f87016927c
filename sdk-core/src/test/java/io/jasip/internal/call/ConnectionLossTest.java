package io.jasip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine.Operation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The connection to the server breaks while alice has a call. */
class ConnectionLossTest extends CallStates {

  /** By then the next attempt has been made. */
  private static final Duration SOON = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource({
    "PREPARING, CONNECTION_ERROR",
    "CALLING, CONNECTION_ERROR",
    "PROCEEDING, CONNECTION_ERROR",
    "CANCELLING, CANCELED",
    "INCOMING, CONNECTION_ERROR",
    "ANSWERING, CONNECTION_ERROR",
    "ENDING, BYE"
  })
  void aCallThatIsNotYetOrNoLongerEstablishedEnds(CallState state, Cause cause) {
    Call call = callIn(state);
    server.drop();
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(cause);
    media.letGo();
    assertThat(callHears.lines()).last().asString().startsWith("ended");
  }

  @Test
  void anEstablishedCallGoesOnForItsMediaHasAWayOfItsOwn() {
    Call call = callIn(CallState.ESTABLISHED);
    server.refuseConnections();
    server.drop();
    time.advance(TIMEOUT.multipliedBy(2));
    assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    assertThat(media.openSessions()).isEqualTo(1);
    assertThat(promised(call.hangup())).isCompleted();
    assertThat(end().cause()).isEqualTo(Cause.BYE);
    server.acceptConnections();
    time.advance(SOON);
    server.answer(server.receive(SipMethod.BYE), 200);
  }

  @Test
  void anAnswerWhoseAckDoesNotComeAnyMore() {
    Call call = callIn(CallState.ACCEPTED);
    server.drop();
    time.advance(TIMEOUT);
    assertThat(server.unread()).containsOnly("200 INVITE", "BYE").endsWith("BYE");
    server.receiveAll();
    time.advance(TIMEOUT);
    assertThat(call.state()).isEqualTo(CallState.ENDED);
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
    server.receiveAll();
  }

  @Test
  void aCallThatIsMadeWithoutAConnection() {
    server.drop();
    Call call = aliceCalls("bob");
    assertThat(call.answered()).isCompletedExceptionally();
    assertThat(callHears.lines()).containsExactly("ENDED", "ended CONNECTION_ERROR by SYSTEM");
    assertThat(media.sessions()).isEmpty();
  }

  @Test
  void aNewOfferThatCannotBeAnsweredAnyMore() {
    callIn(CallState.ESTABLISHED);
    media.hold(Operation.CREATE_ANSWER);
    bob.reinvites();
    bob.receives(100);
    server.refuseConnections();
    server.drop();
    media.letGo();
    time.advance(TIMEOUT.plusSeconds(1));
    assertThat(end().cause()).isEqualTo(Cause.NO_ACK);
    assertThat(transactions()).isZero();
    server.acceptConnections();
    time.advance(SOON);
    server.answer(server.receive(SipMethod.BYE), 200);
  }
}
