package io.jasip.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is more than a peer may send is refused before it is parsed. */
class MessageLimitsTest {

  private static final MessageLimits SMALL = new MessageLimits(2_000, 1_000, 200, 15);

  @Test
  void aWholeMessage() {
    refused(Messages.INVITE + "x".repeat(2_000), "is larger than 2000");
  }

  @Test
  void theHead() {
    refused(with("Subject: " + "x".repeat(150), 4), "header is larger than 1000 bytes");
  }

  @Test
  void oneLine() {
    refused(with("Subject: " + "x".repeat(200), 1), "a header line is longer than 200");
  }

  @Test
  void foldedLinesAreOneLine() {
    refused(with("Subject: x" + ("\n " + "x".repeat(48)).repeat(4), 1), "longer than 200");
  }

  @Test
  void theFirstLine() {
    refused(
        Messages.INVITE.replace("INVITE sip:bob@", "INVITE sip:" + "b".repeat(200) + "@"),
        "a header line is longer than 200");
  }

  @Test
  void theNumberOfFields() {
    refused(with("X: 1", 6), "more than 15 header fields");
  }

  @Test
  void upToTheLimitAllIsWell() throws Exception {
    String text = with("X: 1", 5); // 15 fields
    assertThat(new SipParser(SMALL).parse(Messages.wire(text))).isNotNull();
    assertThat(new SipParser(SMALL).parse(Messages.wire(with("Subject: " + "x".repeat(191), 1))))
        .isNotNull();
  }

  @Test
  void theDefaultsTakeALargeOfferAndRefuseAFlood() throws Exception {
    SipParser parser = new SipParser(MessageLimits.DEFAULT);
    String large = with("X-Note: " + "x".repeat(8_000), 3).replace("Content-Length: 20\n", "");

    assertThat(parser.parse(Messages.wire(large + "x".repeat(30_000)))).isNotNull();
    assertThatThrownBy(() -> parser.parse(Messages.wire(large + "x".repeat(65_000))))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> parser.parse(Messages.wire(with("X-Note: " + "x".repeat(8_185), 1))))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> parser.parse(Messages.wire(with("X-Note: " + "x".repeat(8_000), 5))))
        .isInstanceOf(MalformedMessageException.class);
    assertThatThrownBy(() -> parser.parse(Messages.wire(with("X: 1", 191))))
        .isInstanceOf(MalformedMessageException.class);
  }

  private static String with(String field, int times) {
    return Messages.INVITE.replace("Contact:", (field + "\n").repeat(times) + "Contact:");
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> new SipParser(SMALL).parse(Messages.wire(text)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(why);
  }
}
