package io.jasip.examples.dialer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.jasip.doctor.LintOptions;
import io.jasip.doctor.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerSideTest {

  private static final String LOG =
      "[x] NOTICE: SSL_shutdown() failed: x\n[x] NOTICE: Nobody picked up in 5000 ms\n"
          + "[x] ERROR: Unable to retrieve PJSIP transport 'transport-wss'\n";

  @TempDir Path folder;

  @Test
  void aPersonReadsWhatMattersFirstAndTheLineToWrite() throws IOException {
    Files.writeString(folder.resolve("http.conf"), "[general]\ntlsenable=no\n");
    Files.writeString(folder.resolve("pjsip.conf"), "");

    String text = print(read(LOG), Locale.forLanguageTag("pt"));

    assertThat(text)
        .contains("Na configuração do servidor:", "http.conf:2  HTTPS_NOT_ENABLED")
        .contains("    - tlsenable=no\n    + tlsenable=yes\n")
        .contains("linha 3  TRANSPORT_NAME_MISSING")
        .containsSubsequence("NOBODY_ANSWERED", "inofensivo");
  }

  @Test
  void aProgramReadsTheSame() throws IOException {
    Files.writeString(folder.resolve("http.conf"), "[general]\ntlsenable=no\n");
    Files.writeString(folder.resolve("pjsip.conf"), "");

    Map<String, Object> json = JSON.std.mapFrom(JSON.std.asString(read(LOG).json(Locale.ENGLISH)));

    assertThat(json).containsOnlyKeys("config", "log");
    assertThat(json.get("config").toString()).contains("rule=http-tls-not-enabled", "line=2");
    assertThat(json.get("log").toString()).contains("fault=TRANSPORT_NAME_MISSING", "count=1");
  }

  @Test
  void mistakesInFilesAreFailuresAndFaultsInTheLogAreWarnings() throws IOException {
    InputStream none = InputStream.nullInputStream();
    assertThat(ServerSide.read(null, null, none, LintOptions.DEFAULT).verdict())
        .isEqualTo(Verdict.OK);
    InputStream log = new ByteArrayInputStream(LOG.getBytes(UTF_8));
    assertThat(ServerSide.read(null, "-", log, LintOptions.DEFAULT).verdict())
        .isEqualTo(Verdict.WARNING);
    Files.writeString(folder.resolve("http.conf"), "[general]\ntlsenable=no\n");
    assertThat(ServerSide.read(folder, null, none, LintOptions.DEFAULT).verdict())
        .isEqualTo(Verdict.FAILED);
  }

  @Test
  void aLogOfAnyEncodingIsRead() throws IOException {
    Path file = folder.resolve("full");
    Files.write(file, ("José\nNobody picked up in 1 ms\n").getBytes(ISO_8859_1));

    ServerSide side =
        ServerSide.read(null, file.toString(), InputStream.nullInputStream(), LintOptions.DEFAULT);

    assertThat(print(side, Locale.ENGLISH)).contains("line 2  NOBODY_ANSWERED");
  }

  private ServerSide read(String log) throws IOException {
    return ServerSide.read(
        folder, "-", new ByteArrayInputStream(log.getBytes(UTF_8)), LintOptions.DEFAULT);
  }

  private static String print(ServerSide side, Locale locale) {
    StringWriter out = new StringWriter();
    side.print(new PrintWriter(out), locale);
    return out.toString().replace(System.lineSeparator(), "\n");
  }
}
