package io.jasip.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipParametersTest {

  @Test
  void keepOrderAndIgnoreTheCaseOfNames() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("Tag", "aX9");
    values.put("lr", "");
    values.put("+sip.instance", "\"<urn:uuid:1>\"");
    SipParameters parameters = SipParameters.of(values);

    assertThat(parameters).hasToString(";tag=aX9;lr;+sip.instance=\"<urn:uuid:1>\"");
    assertThat(parameters.get("TAG")).contains("aX9");
    assertThat(parameters.get("lr")).contains("");
    assertThat(parameters.get("ob")).isEmpty();
    assertThat(parameters.has("LR")).isTrue();
    assertThat(parameters.has("ob")).isFalse();
    assertThat(parameters.names()).containsExactly("tag", "lr", "+sip.instance");
  }

  @Test
  void unquoteOnRequest() {
    SipParameters parameters = SipParameters.NONE.with("text", "\"a \\\"b\\\" \\\\ c\"");

    assertThat(parameters.text("text")).contains("a \"b\" \\ c");
    assertThat(parameters.get("text")).contains("\"a \\\"b\\\" \\\\ c\"");
    assertThat(parameters.with("text", "plain").text("text")).contains("plain");
    assertThat(parameters.with("text", "\"").text("text")).contains("\"");
    assertThat(parameters.with("text", "\"\"").text("text")).contains("");
  }

  @Test
  void areCopiedNotChanged() {
    SipParameters one = SipParameters.NONE.with("a", "1");
    SipParameters two = one.with("b", "2").with("A", "3");

    assertThat(one).hasToString(";a=1");
    assertThat(two).hasToString(";a=3;b=2");
    assertThat(two.without("A")).hasToString(";b=2");
    assertThat(two.without("a").without("b")).isEqualTo(SipParameters.NONE);
    assertThatThrownBy(() -> two.names().clear()).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void areEqualInAnyOrder() {
    SipParameters one = SipParameters.NONE.with("a", "1").with("b", "2");
    SipParameters other = SipParameters.NONE.with("b", "2").with("A", "1");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(one.with("a", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\rb", "a\nb", "a\r\nX-Evil: 1", "a\0"})
  void refuseLineBreaks(String evil) {
    assertThatThrownBy(() -> SipParameters.NONE.with("x", evil))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter x holds a line break or NUL at index 1");
    assertThatThrownBy(() -> SipParameters.NONE.with(evil, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameter name holds a line break or NUL");
  }
}
