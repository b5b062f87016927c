package io.jasip.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.sip.SipBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of event notifications, good and bad. */
class EventBodiesTest {

  private static final String DIALOG =
      """
      <?xml version="1.0"?>
      <dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="7" state="full"
          entity="sip:bob@pbx.example">
        <dialog id="7700" call-id="abc" local-tag="l" remote-tag="r" direction="recipient">
          <state>early</state>
          <remote><identity display="Carol">sip:carol@pbx.example</identity>
            <target uri="sip:c@10.0.0.1"/></remote>
          <local><identity>sip:bob@pbx.example</identity></local>
        </dialog>
        <dialog id="7701"><state event="cancelled">terminated</state></dialog>
      </dialog-info>
      """;

  private static final String PRESENCE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
          xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="pres:bob@pbx.example">
        <note>Ready</note>
        <dm:person id="p"><rpid:activities><rpid:on-the-phone/></rpid:activities></dm:person>
        <tuple id="t1"><status><basic>open</basic></status>
          <contact priority="1">sip:bob@pbx.example</contact>
          <note>at his desk</note><timestamp>2026-01-02T03:04:05Z</timestamp></tuple>
        <tuple id="t2"><status/><timestamp>yesterday</timestamp></tuple>
      </presence>
      """;

  private static SipBody dialog(String xml) {
    return SipBody.of("Application/Dialog-Info+XML;charset=UTF-8", xml);
  }

  private static SipBody presence(String xml) {
    return SipBody.of("application/pidf+xml", xml);
  }

  private static SipBody summary(String text) {
    return SipBody.of("application/simple-message-summary", text);
  }

  @Test
  @DisplayName("#126 message-summary as Asterisk and RFC 3842 write it")
  void messageSummary() {
    MessageSummary all =
        MessageSummary.of(
                summary(
                    "Messages-Waiting: yes\r\nMessage-Account: sip:asterisk@pbx.example\r\n"
                        + "Voice-Message: 2/8 (1/0)\r\nFax-Message: 0/3\r\nX-Odd: many\r\n\r\n"
                        + "To: <alice@pbx.example>\r\nno colon here\r\n"))
            .orElseThrow();
    assertThat(all.waiting()).isTrue();
    assertThat(all.account()).isEqualTo("sip:asterisk@pbx.example");
    assertThat(all.voice()).isEqualTo(new MessageSummary.Count(2, 8, 1, 0));
    assertThat(all.counts()).containsOnlyKeys("voice-message", "fax-message");

    MessageSummary none = MessageSummary.of(summary("Messages-Waiting: no\r\n")).orElseThrow();
    assertThat(none.waiting()).isFalse();
    assertThat(none.voice()).isEqualTo(MessageSummary.Count.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Voice-Message: 1/0\r\n", "hello", "   "})
  @DisplayName("#126 a message-summary that does not say whether messages wait")
  void badMessageSummary(String text) {
    assertThatThrownBy(() -> MessageSummary.of(summary(text)))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void aHugeMessageSummary() {
    assertThatThrownBy(() -> MessageSummary.of(summary("A: b\r\n".repeat(20_000))))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  @DisplayName("#126 dialog-info: bob's phone rings")
  void dialogInfo() {
    DialogInfo info = DialogInfo.of(dialog(DIALOG)).orElseThrow();
    assertThat(info.entity()).isEqualTo("sip:bob@pbx.example");
    assertThat(info.version()).isEqualTo(7);
    assertThat(info.full()).isTrue();
    assertThat(info.dialogs())
        .containsExactly(
            new DialogInfo.Dialog(
                "7700",
                "abc",
                "l",
                "r",
                false,
                DialogInfo.State.EARLY,
                new DialogInfo.Party(null, "sip:bob@pbx.example", null),
                new DialogInfo.Party("Carol", "sip:carol@pbx.example", "sip:c@10.0.0.1")),
            new DialogInfo.Dialog(
                "7701", null, null, null, null, DialogInfo.State.TERMINATED, null, null));
  }

  @Test
  @DisplayName("#126 presence: bob is open, and on the phone")
  void presence() {
    Presence bobs = Presence.of(presence(PRESENCE)).orElseThrow();
    assertThat(bobs.entity()).isEqualTo("pres:bob@pbx.example");
    assertThat(bobs.isOpen()).isTrue();
    assertThat(bobs.notes()).containsExactly("Ready");
    assertThat(bobs.activities()).containsExactly("on-the-phone");
    Presence.Tuple desk = bobs.tuples().get(0);
    assertThat(desk.open()).isTrue();
    assertThat(desk.contact()).isEqualTo("sip:bob@pbx.example");
    assertThat(desk.notes()).containsExactly("at his desk");
    assertThat(desk.timestamp()).hasToString("2026-01-02T03:04:05Z");
    assertThat(bobs.tuples().get(1).open()).isNull();
    assertThat(bobs.tuples().get(1).timestamp()).isNull();
  }

  @Test
  @DisplayName("#126 a body of another type is none of these, and stays as it is")
  void anotherType() {
    SipBody cpim = SipBody.of("message/cpim", "From: <im:a@b>\r\n\r\n");
    assertThat(MessageSummary.of(cpim)).isEqualTo(Optional.empty());
    assertThat(DialogInfo.of(cpim)).isEmpty();
    assertThat(Presence.of(cpim)).isEmpty();
    assertThat(Presence.of(SipBody.NONE)).isEmpty();
    assertThat(cpim.text()).isEqualTo("From: <im:a@b>\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not xml",
        "<presence entity='x'>",
        "<dialog-info/>",
        "<presence/>",
        "<presence entity='x'><tuple/></presence>",
        "<a:presence entity='x'/>",
        "<presence entity='x'/><presence entity='y'/>"
      })
  @DisplayName("#126 XML that is malformed or lacks what it must have")
  void badPresence(String xml) {
    assertThatThrownBy(() -> Presence.of(presence(xml))).isInstanceOf(MalformedBodyException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"state='full'", "version='x' state='full'", "version='1'"})
  @DisplayName("#126 dialog-info that lacks what it must have")
  void badDialogInfo(String attributes) {
    assertThatThrownBy(
            () -> DialogInfo.of(dialog("<dialog-info entity='sip:b@x' " + attributes + "/>")))
        .isInstanceOf(MalformedBodyException.class);
    assertThatThrownBy(
            () ->
                DialogInfo.of(
                    dialog(
                        "<dialog-info entity='e' version='1' state='full'>"
                            + "<dialog id='1'><state>asleep</state></dialog></dialog-info>")))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  @DisplayName("#126 an external entity (XXE) is not read")
  void externalEntity(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    String xml =
        "<!DOCTYPE presence [<!ENTITY x SYSTEM \""
            + secret.toUri()
            + "\">]><presence entity='x'><note>&x;</note></presence>";
    assertThatThrownBy(() -> Presence.of(presence(xml)))
        .isInstanceOf(MalformedBodyException.class)
        .satisfies(e -> assertThat(e).hasMessageNotContaining("top secret"));
    String external = "<!DOCTYPE presence SYSTEM \"" + secret.toUri() + "\"><presence entity='x'/>";
    assertThatThrownBy(() -> Presence.of(presence(external)))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  @DisplayName("#126 entities that grow (billion laughs) are not expanded")
  void billionLaughs() {
    StringBuilder entities = new StringBuilder("<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      String before = "&a" + (i - 1) + ";";
      entities.append("<!ENTITY a").append(i).append(" \"").append(before.repeat(10)).append("\">");
    }
    String xml =
        "<!DOCTYPE presence [" + entities + "]><presence entity='x'><note>&a29;</note></presence>";
    assertThatThrownBy(() -> Presence.of(presence(xml))).isInstanceOf(MalformedBodyException.class);
    String inAttribute = "<!DOCTYPE presence [" + entities + "]><presence entity='&a29;'/>";
    assertThatThrownBy(() -> Presence.of(presence(inAttribute)))
        .isInstanceOf(MalformedBodyException.class);
  }

  @Test
  @DisplayName("#126 too deep, too large, too many elements or attributes")
  void tooMuch() {
    String deep = "<presence entity='x'>" + "<a>".repeat(10_000) + "</a>".repeat(10_000);
    String large = "<presence entity='x'><note>" + "x".repeat(300_000) + "</note></presence>";
    String many = "<presence entity='x'>" + "<a/>".repeat(20_000) + "</presence>";
    StringBuilder attributes = new StringBuilder("<presence entity='x'");
    for (int i = 0; i < 500; i++) {
      attributes.append(" a").append(i).append("='1'");
    }
    for (String xml : new String[] {deep + "</presence>", large, many, attributes + "/>"}) {
      assertThatThrownBy(() -> Presence.of(presence(xml)))
          .isInstanceOf(MalformedBodyException.class);
    }
  }

  @Test
  @DisplayName("#126 whatever bytes come, there is a value or a MalformedBodyException")
  void flippedBytes() {
    SplittableRandom random = new SplittableRandom(42);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = (round % 2 == 0 ? DIALOG : PRESENCE).getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      String type = round % 2 == 0 ? DialogInfo.TYPE : Presence.TYPE;
      assertThat(survives(SipBody.of(type, bytes))).isTrue();
    }
  }

  private static boolean survives(SipBody body) {
    try {
      return DialogInfo.of(body).isPresent() || Presence.of(body).isPresent();
    } catch (MalformedBodyException e) {
      return true;
    }
  }
}
