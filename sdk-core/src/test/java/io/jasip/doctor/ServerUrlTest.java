package io.jasip.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is to be said of a URL before anything is opened. */
class ServerUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://pbx.example.com:8089/ws",
        "wss://pbx.example.com/ws",
        "wss://pbx.example.com:443/asterisk/ws",
        "wss://[2001:db8::1]:8089/ws",
        "ws://localhost:8088/ws",
        "sip:example.com"
      })
  void nothing_is_wrong(String url) {
    assertThat(ServerUrl.check(url)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://pbx.example.com:8089/ws, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "https://pbx.example.com, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "pbx.example.com, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "pbx.example.com:8089, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "pbx.example.com/asterisk/ws, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/asterisk/ws",
    "2001:db8::7, URL_NOT_WEBSOCKET, wss://[2001:db8::7]:8089/ws",
    "'[2001:db8::7]:8089', URL_NOT_WEBSOCKET, 'wss://[2001:db8::7]:8089/ws'",
    "192.0.2.7:5060, URL_NOT_WEBSOCKET, wss://192.0.2.7:8089/ws",
    "wws://pbx.example.com/ws, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "wss//pbx.example.com/ws, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "wss;//pbx.example.com:8089, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "//pbx.example.com/ws, URL_NOT_WEBSOCKET, wss://pbx.example.com:8089/ws",
    "wss://pbx.example.com:8088/ws, URL_INVALID, wss://pbx.example.com:8089/ws",
    "wss://pbx.example.com:5060/ws, URL_INVALID, wss://pbx.example.com:8089/ws",
    "ws://localhost:8089/ws, URL_INVALID, wss://localhost:8089/ws",
    "wss://pbx.example.com:8089, URL_INVALID, wss://pbx.example.com:8089/ws",
    "sip:250@example.com, URL_INVALID, 'sip:DOMAIN, without a port'"
  })
  void something_else_was_meant(String url, Fault fault, String meant) {
    List<Finding> findings = ServerUrl.check(url);

    assertThat(findings).extracting(Finding::fault).containsExactly(fault);
    assertThat(findings.get(0).evidence())
        .contains(new Evidence("url", url), new Evidence("url.meant", meant));
  }

  @ParameterizedTest
  @ValueSource(strings = {"wss://", "wss:///ws", "wss://pbx example/ws", "wss://pbx:99999/ws", ""})
  void it_is_no_url(String url) {
    assertThat(ServerUrl.check(url)).extracting(Finding::verdict).containsExactly(Verdict.FAILED);
  }

  @Test
  void the_password_would_cross_the_network_in_the_clear() {
    assertThat(ServerUrl.check("ws://pbx.example.com:8088/ws"))
        .extracting(Finding::fault)
        .containsExactly(Fault.CREDENTIALS_IN_THE_CLEAR, Fault.URL_MIXED_CONTENT);
  }

  @Test
  void a_password_in_the_url_is_not_shown() {
    assertThat(ServerUrl.check("https://alice:wonderland@pbx.example.com").toString())
        .doesNotContain("wonderland")
        .contains("wss://pbx.example.com:8089/ws");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wss://alice:wonder@land@pbx.example.com/ws",
        "wss://alice:wonder land@pbx.example.com/ws",
        "https://alice:wonder@land@pbx.example.com/ws",
        "wss://pbx.example.com:8088/ws?token=wonderland",
        "https://pbx.example.com/ws?token=wonderland",
      })
  void a_secret_in_the_url_is_not_shown(String url) {
    assertThat(ServerUrl.check(url)).isNotEmpty();
    assertThat(ServerUrl.check(url).toString()).doesNotContain("land");
  }
}
