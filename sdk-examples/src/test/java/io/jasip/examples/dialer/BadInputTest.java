package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Each mistake of a user gives one line that names the value and the layer, and its exit code. */
class BadInputTest extends EchoPbxTest {

  /** No name server is asked for a label of more than 63 characters. */
  private static final String NOBODY = "a".repeat(64) + ".invalid";

  /** Calls 9999 with what is needed, then with what the test says instead or more. */
  private static Screen call(String... options) {
    List<String> arguments = new ArrayList<>(List.of("call", "9999"));
    List<String> given = List.of(options);
    if (!given.contains("--server")) {
      arguments.addAll(List.of("--server", pbx.url()));
    }
    if (!given.contains("--ca")) {
      arguments.addAll(List.of("--ca", ca.toString()));
    }
    if (!given.contains("--password")) {
      arguments.addAll(List.of("--password", "secret"));
    }
    arguments.addAll(List.of("--user", "250", "--duration", "1"));
    arguments.addAll(given);
    return Screen.of(arguments.toArray(String[]::new));
  }

  private static void assertOneLine(Screen screen, ExitCode code, String... parts) {
    assertThat(screen.code()).as(screen.err()).isEqualTo(code.code());
    assertThat(screen.err().lines().filter(line -> !line.startsWith("Try: dialer doctor")))
        .hasSize(1);
    assertThat(screen.err()).startsWith("dialer: ").contains(parts).doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "pbx.example.com:8089/ws, 'write wss://host:8089/ws'",
    "https://pbx.example.com/ws, 'begins with wss://'",
    "wss://, 'write wss://host:8089/ws'",
    "'wss://ho st/ws', 'Illegal character'",
    "wss://host:99999/ws, '99999'",
    "wss://250:secret@host/ws, 'credentials'"
  })
  void a_malformed_url_is_named(String url, String wayOut) {
    Screen screen = call("--server", url);

    assertOneLine(screen, ExitCode.USAGE, "server URL", wayOut);
    assertThat(screen.err()).doesNotContain("secret");
  }

  @Test
  void an_unknown_host_is_a_matter_of_dns() {
    assertOneLine(
        call("--server", "wss://" + NOBODY + ":8089/ws"), ExitCode.CANNOT_CONNECT, "DNS:", NOBODY);
  }

  @Test
  void a_closed_port_is_a_matter_of_tcp() throws IOException {
    try (Socket bound = new Socket()) { // nobody else is given the port meanwhile
      bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = bound.getLocalPort();

      assertOneLine(
          call("--server", "wss://127.0.0.1:" + port + "/ws"),
          ExitCode.CANNOT_CONNECT,
          "TCP:",
          "127.0.0.1:" + port,
          "refuses");
    }
  }

  @Test
  void ws_to_the_tls_port_is_told_to_be_wss() {
    assertOneLine(
        call("--server", "ws://127.0.0.1:" + pbx.port() + "/ws"),
        ExitCode.CANNOT_CONNECT,
        "HTTP:",
        ":" + pbx.port(),
        "write wss://");
  }

  @Test
  void a_wrong_path_is_named() {
    assertOneLine(
        call("--server", "wss://127.0.0.1:" + pbx.port() + "/wss"),
        ExitCode.CANNOT_CONNECT,
        "HTTP:",
        "404",
        "/wss");
  }

  @Test
  void a_certificate_that_nobody_trusts_is_a_matter_of_tls() {
    assertOneLine(
        Screen.of("register", "--server", pbx.url(), "--user", "250", "--password", "secret"),
        ExitCode.TLS_REFUSED,
        "TLS:",
        "127.0.0.1:" + pbx.port(),
        "not trusted");
  }

  @Test
  void a_certificate_for_another_host_is_a_matter_of_tls() {
    assertOneLine(
        call("--server", "wss://127.0.0.2:" + pbx.port() + "/ws"),
        ExitCode.CANNOT_CONNECT,
        "127.0.0.2:" + pbx.port());
  }

  @Test
  void a_ca_file_that_does_not_exist_is_named() {
    String missing = folder.resolve("missing.pem").toString();

    assertOneLine(call("--ca", missing), ExitCode.USAGE, "TLS:", missing, "does not exist");
  }

  @Test
  void a_ca_file_without_certificate_is_named() throws IOException {
    Path text = Files.writeString(folder.resolve("text.pem"), "no certificate");

    assertOneLine(call("--ca", text.toString()), ExitCode.USAGE, "TLS:", text.toString());
  }

  @Test
  void an_unknown_codec_is_named_with_the_choices() {
    assertOneLine(call("--codec", "mp3"), ExitCode.USAGE, "codec \"mp3\"", "opus");
  }

  @Test
  void a_sound_file_that_does_not_exist_is_named() {
    String missing = folder.resolve("missing.wav").toString();

    assertOneLine(call("--play", missing), ExitCode.USAGE, "audio file", missing);
  }

  @Test
  void a_sound_file_that_is_none_is_named() throws IOException {
    Path text = Files.writeString(folder.resolve("text.wav"), "la la la");

    assertOneLine(call("--play", text.toString()), ExitCode.USAGE, "audio file", text.toString());
  }

  @Test
  void a_recording_that_cannot_be_written_is_named() {
    String nowhere = folder.resolve("no/such/folder/heard.wav").toString();

    assertOneLine(call("--record", nowhere), ExitCode.USAGE, "audio file", nowhere, "folder");
  }

  @Test
  void a_trace_that_cannot_be_written_is_named() {
    String nowhere = folder.resolve("no/such/folder/call.pcapng").toString();

    assertOneLine(call("--trace-pcap", nowhere), ExitCode.USAGE, "trace file", nowhere);
  }

  @Test
  @Timeout(60)
  void a_call_ends_when_nobody_reads_what_happens() {
    StringWriter err = new StringWriter();
    CommandLine line = Dialer.commandLine();
    line.setOut(new PrintWriter(new BrokenPipe())).setErr(new PrintWriter(err));

    int code =
        line.execute(
            "call",
            "9999",
            "--server",
            pbx.url(),
            "--insecure",
            "--user",
            "250",
            "--password",
            "secret");

    assertThat(code).isEqualTo(ExitCode.FAULT.code());
    assertThat(err.toString()).startsWith("dialer: output: standard output").hasLineCount(1);
    assertThat(pbx.calls().join()).isZero();
    assertThat(pbx.registrations().join()).isZero();
  }

  /** Whoever reads goes away when the call is up. */
  private static final class BrokenPipe extends Writer {
    private final StringBuilder read = new StringBuilder();

    @Override
    public void write(char[] buffer, int offset, int length) throws IOException {
      if (read.indexOf("media connected") >= 0) {
        throw new IOException("Broken pipe");
      }
      read.append(buffer, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @Test
  void a_turn_server_without_a_password_is_told_before_anything_is_sent() {
    Screen screen = call("--turn", "turn:host:3478,bob,");

    assertOneLine(screen, ExitCode.USAGE, "turn:host:3478");
    assertThat(screen.out()).isEmpty();
  }

  @Test
  void servers_for_ice_are_checked_before_anything_is_sent() {
    assertOneLine(call("--stun", "stun.example.com"), ExitCode.USAGE, "\"stun.example.com\"");
    assertOneLine(call("--turn", "turn:host:3478,bob"), ExitCode.USAGE, "turn:host:3478", "USER");
  }

  @Test
  void a_password_after_a_turn_server_is_not_shown() {
    Screen screen = call("--turn", "bogus,bob,hush");

    assertOneLine(screen, ExitCode.USAGE, "bogus");
    assertThat(screen.err()).doesNotContain("hush");
  }

  @Test
  void a_wrong_password_is_a_matter_of_the_registration() {
    Screen screen = call("--password", "guess");

    assertOneLine(screen, ExitCode.REGISTRATION_REFUSED, "REGISTER", "250", "403");
    assertThat(screen.err()).doesNotContain("guess");
  }

  @Test
  void a_number_that_does_not_exist_is_a_matter_of_the_call() {
    Screen screen =
        Screen.of(
            "call",
            "4711",
            "--server",
            pbx.url(),
            "--ca",
            ca.toString(),
            "--user",
            "250",
            "--password",
            "secret",
            "--json");

    assertOneLine(screen, ExitCode.CALL_REFUSED, "4711", "404");
    assertThat(screen.event("ended"))
        .containsEntry("cause", "NOT_FOUND")
        .containsEntry("status", 404);
  }

  @Test
  void what_is_missing_is_said_with_the_ways_to_give_it() {
    assertOneLine(
        Screen.of("register", "--user", "250"), ExitCode.USAGE, "--server", "JASIP_SERVER");
    assertOneLine(
        Screen.of("register", "--server", pbx.url()), ExitCode.USAGE, "--user", "JASIP_USER");
  }

  @Test
  void options_that_exclude_each_other_are_named() {
    for (String[] pair :
        List.of(
            new String[] {"--ca", "x", "--insecure"}, new String[] {"--devices", "--headless"})) {
      List<String> arguments = new ArrayList<>(List.of("call", "9999"));
      arguments.addAll(Arrays.asList(pair));
      Screen screen = Screen.of(arguments.toArray(String[]::new));

      assertThat(screen.code()).isEqualTo(ExitCode.USAGE.code());
      assertThat(screen.err()).contains(pair[pair.length - 1]);
    }
  }

  @Test
  void an_unknown_option_is_named() {
    Screen screen = call("--colour");

    assertThat(screen.code()).isEqualTo(ExitCode.USAGE.code());
    assertThat(screen.err()).contains("--colour").doesNotContain("\tat ");
  }

  @Test
  void the_reason_is_shown_to_those_who_ask_for_it() {
    Screen screen = call("--server", "wss://" + NOBODY + ":8089/ws", "--verbose");

    assertThat(screen.err()).contains("dialer: DNS:").contains("\tat io.jasip.");
  }
}
