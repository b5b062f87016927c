package io.jasip.internal.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.internal.core.TransitionTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.CSeq;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Alice called bob, or bob called alice (RFC 3261 section 12). */
class DialogTest {

  private static final NameAddr ALICE = address("sip:alice@pbx.example").withTag("a1");
  private static final NameAddr BOB = address("sip:bob@pbx.example");

  private int branch;
  private final Supplier<Via> vias = () -> via("z9hG4bK" + ++branch);

  @Test
  void theCallersSide() throws Exception {
    SipRequest invite = invite().build();
    Dialog dialog = Dialog.ofClient(invite, success(invite).build(), vias);
    assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
    assertThat(dialog.id()).isEqualTo(new DialogId("call-1", "a1", "b1"));
    assertThat(dialog.local()).isEqualTo(ALICE);
    assertThat(dialog.remote()).isEqualTo(BOB.withTag("b1"));

    SipRequest bye = dialog.request(SipMethod.BYE).build();
    assertThat(bye.uri()).hasToString("sip:bob@phone.example");
    assertThat(bye.from()).isEqualTo(ALICE);
    assertThat(bye.to().tag()).contains("b1");
    assertThat(bye.callId()).isEqualTo("call-1");
    assertThat(bye.cSeq().number()).isEqualTo(8);
    assertThat(bye.headers().all("Route")).isEmpty();
  }

  @Test
  void theCalleesSide() throws Exception {
    Dialog dialog = Dialog.ofServer(invite().build(), "b1", vias);
    assertThat(dialog.state()).isEqualTo(DialogState.EARLY);
    assertThat(dialog.id()).isEqualTo(new DialogId("call-1", "b1", "a1"));
    dialog.confirm();
    assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
    SipRequest bye = dialog.request(SipMethod.BYE).build();
    assertThat(bye.uri()).hasToString("sip:alice@phone.example");
    assertThat(bye.from()).isEqualTo(BOB.withTag("b1"));
    assertThat(bye.to()).isEqualTo(ALICE);
    assertThat(bye.cSeq().number()).isEqualTo(1);
  }

  @Test
  void bothSidesHaveMirroredNames() throws Exception {
    SipRequest invite = invite().build();
    Dialog caller = Dialog.ofClient(invite, success(invite).build(), vias);
    Dialog callee = Dialog.ofServer(invite, "b1", vias);
    assertThat(DialogId.ofIncoming(caller.request(SipMethod.BYE).build())).isEqualTo(callee.id());
    assertThat(DialogId.ofIncoming(callee.request(SipMethod.BYE).build())).isEqualTo(caller.id());
  }

  @Test
  void eachRequestHasABranchAndASequenceNumberOfItsOwn() throws Exception {
    SipRequest invite = invite().build();
    Dialog dialog = Dialog.ofClient(invite, success(invite).build(), vias);
    SipRequest one = dialog.request(SipMethod.INFO).build();
    SipRequest two = dialog.request(SipMethod.INFO).build();
    assertThat(two.cSeq().number()).isEqualTo(one.cSeq().number() + 1);
    assertThat(two.via().branch()).isNotEqualTo(one.via().branch());
    assertThat(dialog.nextSequence()).isEqualTo(two.cSeq().number() + 1);
  }

  @Test
  void theAckOfA2xx() throws Exception {
    SipRequest invite =
        invite()
            .header("Authorization", "Digest one")
            .header("Proxy-Authorization", "Digest two")
            .build();
    Dialog dialog = Dialog.ofClient(invite, success(invite).build(), vias);
    dialog.nextSequence();
    SipRequest ack = dialog.ack(invite);
    assertThat(ack.cSeq()).hasToString("7 ACK");
    assertThat(ack.uri()).hasToString("sip:bob@phone.example");
    assertThat(ack.header("Authorization")).contains("Digest one");
    assertThat(ack.header("Proxy-Authorization")).contains("Digest two");
    assertThat(ack.via().branch()).isNotEqualTo(invite.via().branch());
  }

  @Test
  void theCallersRoutesAreTheRecordedOnesInReverse() throws Exception {
    SipRequest invite = invite().build();
    SipResponse success =
        success(invite)
            .header("Record-Route", "<sip:p3.example;lr>, <sip:p2.example;lr>")
            .header("Record-Route", "<sip:p1.example;lr>")
            .build();
    SipRequest bye = Dialog.ofClient(invite, success, vias).request(SipMethod.BYE).build();
    assertThat(bye.uri()).hasToString("sip:bob@phone.example");
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:p1.example;lr>", "<sip:p2.example;lr>", "<sip:p3.example;lr>");
  }

  @Test
  void theCalleesRoutesAreTheRecordedOnesInOrder() throws Exception {
    SipRequest invite =
        invite()
            .header("Record-Route", "<sip:p3.example;lr>")
            .header("Record-Route", "<sip:p1.example;lr>")
            .build();
    SipRequest bye = Dialog.ofServer(invite, "b1", vias).request(SipMethod.BYE).build();
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:p3.example;lr>", "<sip:p1.example;lr>");
  }

  @Test
  void aStrictRouterIsAddressedItself() throws Exception {
    SipRequest invite =
        invite()
            .header("Record-Route", "<sip:old.example>")
            .header("Record-Route", "<sip:new.example;lr>")
            .build();
    SipRequest bye = Dialog.ofServer(invite, "b1", vias).request(SipMethod.BYE).build();
    assertThat(bye.uri()).as("RFC 3261 section 12.2.1.1").hasToString("sip:old.example");
    assertThat(bye.headers().all("Route"))
        .containsExactly("<sip:new.example;lr>", "<sip:alice@phone.example>");
  }

  @Test
  void the2xxDecidesOnTargetAndRoutesOfAnEarlyDialog() throws Exception {
    SipRequest invite = invite().build();
    SipResponse ringing =
        new ResponseBuilder(invite, 180, "b1")
            .header("Contact", "<sip:bob@early.example>")
            .header("Record-Route", "<sip:early.example;lr>")
            .build();
    Dialog dialog = Dialog.ofClient(invite, ringing, vias);
    assertThat(dialog.state()).isEqualTo(DialogState.EARLY);
    dialog.confirm(success(invite).header("Record-Route", "<sip:late.example;lr>").build());
    assertThat(dialog.state()).isEqualTo(DialogState.CONFIRMED);
    SipRequest bye = dialog.request(SipMethod.BYE).build();
    assertThat(bye.uri()).hasToString("sip:bob@phone.example");
    assertThat(bye.headers().all("Route")).containsExactly("<sip:late.example;lr>");
  }

  @Test
  void aNewContactMovesTheTargetAndNotTheRoutes() throws Exception {
    SipRequest invite = invite().header("Record-Route", "<sip:p1.example;lr>").build();
    Dialog dialog = Dialog.ofServer(invite, "b1", vias);
    dialog.refreshTarget(request(8, SipMethod.INVITE).build());
    assertThat(dialog.remoteTarget()).as("no Contact").hasToString("sip:alice@phone.example");
    dialog.refreshTarget(
        request(9, SipMethod.INVITE)
            .header("Contact", "<sip:alice@moved.example>")
            .header("Record-Route", "<sip:p2.example;lr>")
            .build());
    SipRequest bye = dialog.request(SipMethod.BYE).build();
    assertThat(bye.uri()).hasToString("sip:alice@moved.example");
    assertThat(bye.headers().all("Route")).containsExactly("<sip:p1.example;lr>");
  }

  @Test
  void requestsOfThePeerCountUp() throws Exception {
    Dialog dialog = Dialog.ofServer(invite().build(), "b1", vias);
    assertThat(dialog.acceptSequence(request(7, SipMethod.INFO).build())).isFalse();
    assertThat(dialog.acceptSequence(request(6, SipMethod.INFO).build())).isFalse();
    assertThat(dialog.acceptSequence(request(8, SipMethod.INFO).build())).isTrue();
    assertThat(dialog.acceptSequence(request(8, SipMethod.INFO).build())).isFalse();
    assertThat(dialog.acceptSequence(request(100, SipMethod.INFO).build())).as("a gap").isTrue();
  }

  @Test
  void theFirstRequestOfTheCalleeMayHaveAnyNumber() throws Exception {
    SipRequest invite = invite().build();
    Dialog dialog = Dialog.ofClient(invite, success(invite).build(), vias);
    assertThat(dialog.acceptSequence(request(0, SipMethod.BYE).build())).isTrue();
  }

  @Test
  void without2xxContactTheAddressMustDo() throws Exception {
    SipRequest invite = invite().build();
    Dialog dialog = Dialog.ofClient(invite, new ResponseBuilder(invite, 200, "b1").build(), vias);
    assertThat(dialog.remoteTarget()).hasToString("sip:bob@pbx.example");
  }

  @Test
  void aRecordRouteThatNobodyCanReadMakesNoDialog() {
    SipRequest invite = invite().header("Record-Route", "<sip:").build();
    assertThatThrownBy(() -> Dialog.ofServer(invite, "b1", vias))
        .isInstanceOf(MalformedMessageException.class);
  }

  static List<Arguments> rows() {
    return TransitionTable.rows(
        DialogState.class,
        DialogState.Input.class,
        """
        EARLY      CONFIRM   -> CONFIRMED
        EARLY      TERMINATE -> TERMINATED
        CONFIRMED  CONFIRM   -> CONFIRMED
        CONFIRMED  TERMINATE -> TERMINATED
        TERMINATED CONFIRM   -> TERMINATED
        TERMINATED TERMINATE -> TERMINATED
        """);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @MethodSource("rows")
  void step(DialogState now, DialogState.Input input, String next) {
    assertThat(DialogState.step(now, input)).hasToString(next);
  }

  @Test
  void theTableFindsTheOwnerByCallIdAndBothTags() throws Exception {
    DialogTable table = new DialogTable();
    Dialog dialog = Dialog.ofServer(invite().build(), "b1", vias);
    DialogTable.Owner owner =
        new DialogTable.Owner() {
          @Override
          public void onRequest(ServerTransaction transaction) {}

          @Override
          public void onAck(SipRequest ack) {}
        };
    table.add(dialog.id(), owner);
    assertThat(table.find(request(8, SipMethod.BYE).build())).isSameAs(owner);
    assertThat(table.find(invite().build())).as("no tag").isNull();
    table.remove(dialog.id());
    assertThat(table.find(request(8, SipMethod.BYE).build())).isNull();
    assertThat(table.size()).isZero();
  }

  /** Alice's INVITE. */
  private static RequestBuilder invite() {
    return new RequestBuilder(
            BOB.uri(), via("z9hG4bKi"), ALICE, BOB, "call-1", new CSeq(7, SipMethod.INVITE))
        .header("Contact", "<sip:alice@phone.example>");
  }

  /** A request of alice within the dialog. */
  private static RequestBuilder request(long number, SipMethod method) {
    return new RequestBuilder(
        BOB.uri(), via("z9hG4bKr"), ALICE, BOB.withTag("b1"), "call-1", new CSeq(number, method));
  }

  private static ResponseBuilder success(SipRequest invite) {
    return new ResponseBuilder(invite, 200, "b1").header("Contact", "<sip:bob@phone.example>");
  }

  private static NameAddr address(String uri) {
    return NameAddr.of(SipUri.parse(uri));
  }

  private static Via via(String branch) {
    return new Via("WSS", "a.invalid", SipParameters.of(Map.of("branch", branch)));
  }
}
