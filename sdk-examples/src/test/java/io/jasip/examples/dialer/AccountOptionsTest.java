package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jasip.UAConfig;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Options win over the environment. */
class AccountOptionsTest {

  private final AccountOptions options = new AccountOptions();

  private UAConfig with(Map<String, String> environment) {
    return options.builder(environment, false).build().config();
  }

  @Test
  void the_environment_says_server_user_and_password() {
    UAConfig config =
        with(
            Map.of(
                "JASIP_SERVER", "wss://pbx.example.com/ws",
                "JASIP_USER", "250",
                "JASIP_PASSWORD", "secret"));

    assertThat(config.serverName()).isEqualTo("wss://pbx.example.com:443/ws");
    assertThat(config.account().uri()).hasToString("sip:250@pbx.example.com");
    assertThat(config.credentials()).isNotNull();
    assertThat(config.toString()).doesNotContain("secret");
  }

  @Test
  void an_asterisk_is_named_by_its_host() {
    UAConfig config = with(Map.of("ASTERISK_HOST", "pbx.example.com", "JASIP_USER", "250"));

    assertThat(config.serverName()).isEqualTo("wss://pbx.example.com:8089/ws");
  }

  @Test
  void port_and_path_of_an_asterisk_may_differ() {
    UAConfig config =
        with(
            Map.of(
                "ASTERISK_HOST", "pbx.example.com",
                "WEBSOCKET_PORT", "7443",
                "WEBSOCKET_PATH", "asterisk/ws",
                "JASIP_USER", "250"));

    assertThat(config.serverName()).isEqualTo("wss://pbx.example.com:7443/asterisk/ws");
  }

  @Test
  void a_port_that_is_none_is_named() {
    assertThatThrownBy(
            () ->
                with(Map.of("ASTERISK_HOST", "pbx", "WEBSOCKET_PORT", "https", "JASIP_USER", "1")))
        .hasMessageContaining("WEBSOCKET_PORT \"https\"");
  }

  @Test
  void one_line_of_standard_input_is_the_password_of_several_user_agents() {
    options.server = "wss://pbx.example.com/ws";
    options.user = "250";
    options.password = new AccountOptions.Password();
    options.password.stdin = true;
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("secret\n".getBytes(StandardCharsets.UTF_8)));
    try {
      assertThat(with(Map.of()).credentials()).isNotNull();
      assertThat(with(Map.of()).credentials()).isNotNull();
    } finally {
      System.setIn(before);
    }
    assertThat(options.secret()).isEqualTo("secret");
  }

  @Test
  void a_password_that_the_locale_has_changed_is_not_sent() {
    Map<String, String> environment =
        Map.of("JASIP_SERVER", "wss://pbx/ws", "JASIP_USER", "1", "JASIP_PASSWORD", "p\uFFFDss");

    assertThatThrownBy(() -> with(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LC_ALL=C.UTF-8");
  }

  @Test
  void an_empty_variable_names_no_server() {
    assertThat(options.namesNoServer(Map.of("JASIP_SERVER", "", "ASTERISK_HOST", " "))).isTrue();
    assertThat(options.namesNoServer(Map.of("ASTERISK_HOST", "pbx"))).isFalse();
  }

  @Test
  void options_win() {
    options.server = "ws://127.0.0.1:8088/ws";
    options.user = "251";
    options.domain = "example.org";

    UAConfig config = with(Map.of("JASIP_SERVER", "wss://other/ws", "JASIP_USER", "250"));

    assertThat(config.serverName()).isEqualTo("ws://127.0.0.1:8088/ws");
    assertThat(config.account().uri()).hasToString("sip:251@example.org");
  }
}
