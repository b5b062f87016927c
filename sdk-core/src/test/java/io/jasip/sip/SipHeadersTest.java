package io.jasip.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 3261 section 7.3. */
class SipHeadersTest {

  private static final SipHeaders HEADERS =
      SipHeaders.builder()
          .add("Supported", "100rel, timer")
          .add("X-Note", "one")
          .add("k", "outbound,,gruu")
          .add("x-note", "two")
          .build();

  @Test
  void areFoundInAnyCaseAndByCompactName() {
    assertThat(HEADERS.first("SUPPORTED")).contains("100rel, timer");
    assertThat(HEADERS.first("K")).contains("100rel, timer");
    assertThat(HEADERS.all("X-NOTE")).containsExactly("one", "two");
    assertThat(HEADERS.first("Subject")).isEmpty();
    assertThat(HEADERS.all("Subject")).isEmpty();
  }

  @Test
  void keepTheOrderOfTheMessage() {
    assertThat(HEADERS.fields())
        .extracting(SipHeaders.Field::toString)
        .containsExactly(
            "Supported: 100rel, timer", "X-Note: one", "Supported: outbound,,gruu", "x-note: two");
  }

  @Test
  void giveTheTokensOfAList() {
    assertThat(HEADERS.tokens("Supported")).containsExactly("100rel", "timer", "outbound", "gruu");
    assertThat(HEADERS.lists("Supported", "TIMER")).isTrue();
    assertThat(HEADERS.lists("Supported", "time")).isFalse();
    assertThat(HEADERS.lists("Require", "timer")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "a,Accept-Contact",
    "b,Referred-By",
    "c,Content-Type",
    "d,Request-Disposition",
    "e,Content-Encoding",
    "f,From",
    "i,Call-ID",
    "j,Reject-Contact",
    "k,Supported",
    "l,Content-Length",
    "m,Contact",
    "o,Event",
    "r,Refer-To",
    "s,Subject",
    "t,To",
    "u,Allow-Events",
    "v,Via",
    "x,Session-Expires",
    "V,Via",
    "q,q"
  })
  void knowTheCompactForms(String compact, String name) {
    assertThat(new SipHeaders.Field(compact, "x").name()).isEqualTo(name);
  }

  @Test
  void replaceInPlace() {
    SipHeaders changed = HEADERS.toBuilder().set("X-NOTE", "three").set("Subject", "new").build();

    assertThat(changed.fields())
        .extracting(SipHeaders.Field::name)
        .containsExactly("Supported", "X-NOTE", "Supported", "Subject");
    assertThat(changed.all("X-Note")).containsExactly("three");
    assertThat(HEADERS.all("X-Note")).containsExactly("one", "two");
  }

  @Test
  void removeAllOfAName() {
    assertThat(HEADERS.toBuilder().remove("k").remove("x-NOTE").build()).isEqualTo(SipHeaders.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1\rX-Evil: 1", "1\nX-Evil: 1", "1\r\nX-Evil: 1", "1\0"})
  void refuseAValueThatBeginsAnotherField(String evil) {
    assertThatThrownBy(() -> SipHeaders.builder().add("Subject", evil))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header Subject holds a line break or NUL at index 1; remove it");
    assertThatThrownBy(() -> SipHeaders.builder().set("s", evil))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header Subject holds a line break or NUL at index 1; remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "Sub ject", "Subject:", "Subject\r\n", "Übject", "(a)", "a\0"})
  void refuseANameThatIsNotAToken(String name) {
    assertThatThrownBy(() -> SipHeaders.builder().add(name, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a token");
  }

  @Test
  void doNotShowCredentials() {
    assertThat(new SipHeaders.Field("authorization", "Digest response=\"secret\"").toString())
        .isEqualTo("authorization: ***");
    assertThat(new SipHeaders.Field("Proxy-Authorization", "Digest response=\"s\"").toString())
        .isEqualTo("Proxy-Authorization: ***");
  }
}
