package io.jasip.examples.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.LintOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AsteriskConfigCommandTest {

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"16", "18", "22"})
  void whatItPrintsIsFaultless(String version) throws IOException {
    int exit =
        run(
            "asterisk-config",
            "--endpoint",
            "250",
            "--version",
            version,
            "--directory",
            folder.toString());

    assertThat(exit).isZero();
    LintOptions client =
        new LintOptions(
            Optional.of(URI.create("wss://pbx.example.com:8089/ws")), Optional.of("250"), "9999");
    assertThat(AsteriskConfig.lint(folder, client)).isEmpty();
  }

  @Test
  void theFilesAreWhatIsPrinted() throws IOException {
    String[] command = {
      "asterisk-config", "--endpoint", "250", "--version", "22", "--password", "hidden"
    };
    run(command);
    String printed = out.toString();
    String[] written = java.util.Arrays.copyOf(command, command.length + 2);
    written[command.length] = "--directory";
    written[command.length + 1] = folder.toString();
    run(written);

    assertThat(printed)
        .contains(";==== pjsip.conf ====\n" + Files.readString(folder.resolve("pjsip.conf")))
        .contains(";==== http.conf ====\n" + Files.readString(folder.resolve("http.conf")))
        .contains("password=hidden")
        .doesNotContainPattern("@[A-Z0-9_,]+@");
  }

  @Test
  void eachRunMakesAnotherPassword() {
    run("asterisk-config", "--endpoint", "250", "--version", "22");
    run("asterisk-config", "--endpoint", "250", "--version", "22");

    assertThat(out.toString().lines().filter(line -> line.startsWith("password=")).toList())
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).matches("password=[\\w-]{24}"));
  }

  @Test
  void onlyOldVersionsSpeakOfChanSip() {
    run("asterisk-config", "--endpoint", "250", "--version", "22");
    assertThat(out.toString()).doesNotContain("chan_sip").doesNotContain("preload");

    run("asterisk-config", "--endpoint", "250", "--version", "16");
    assertThat(out.toString()).contains("preload => res_pjsip_transport_websocket.so");
  }

  @Test
  void noFileIsOverwritten() throws IOException {
    Files.writeString(folder.resolve("http.conf"), "mine");

    int exit =
        run(
            "asterisk-config",
            "--endpoint",
            "250",
            "--version",
            "22",
            "--directory",
            folder.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("exists already");
    assertThat(folder.resolve("http.conf")).hasContent("mine");
    assertThat(folder.resolve("pjsip.conf")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--endpoint 250 --version 17",
        "--endpoint 250 --version 22 --wss-port 99999",
        "--endpoint 250 --version 22 --http-port 0",
        "--endpoint 250 --version 22 --rtp 20000-10000",
        "--endpoint 250 --version 22 --rtp 10000-99999",
        "--endpoint 2/50 --version 22",
        "--endpoint 250 --version 22 --password a;b",
        "--endpoint 250 --version 22 --rtp 10000",
        "--endpoint 250 --version 22 --wss-port 8088",
        "--version 22",
      })
  void wrongUsageIsExplained(String arguments) {
    int exit = run(("asterisk-config " + arguments).split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("dialer: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"@secret", "@@secret", "a@KEY@b", "a$1\\b"})
  void aPasswordStandsThereAsItWasGiven(String password) {
    run("asterisk-config", "--endpoint", "250", "--version", "22", "--password", password);

    assertThat(out.toString().lines()).contains("password=" + password);
  }

  @ParameterizedTest
  @ValueSource(strings = {">secret", " secret", "secret ", "p\uFFFDss"})
  void aPasswordThatAsteriskWouldReadOtherwiseIsRefused(String password) {
    int exit =
        run("asterisk-config", "--endpoint", "250", "--version", "22", "--password", password);

    assertThat(exit).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"::, [::]:8089", "[::1], [::1]:8089", "127.0.0.1, 127.0.0.1:8089"})
  void anAddressOfIpv6StandsInBrackets(String bind, String address) {
    run("asterisk-config", "--endpoint", "250", "--version", "22", "--bind", bind);

    assertThat(out.toString().lines()).contains("tlsbindaddr=" + address);
  }

  private int run(String... arguments) {
    CommandLine line = Dialer.commandLine();
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
