package io.jasip.examples.dialer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dialer asterisk-config}. */
@Command(
    name = "asterisk-config",
    description = {
      "Print a configuration of Asterisk that works with JaSIP, to paste.",
      "One WebRTC extension, an echo test at 9999, and the WebSocket with TLS."
    })
final class AsteriskConfigCommand implements Callable<Integer> {

  private static final Set<Integer> VERSIONS = Set.of(16, 18, 22);

  @Option(
      names = "--endpoint",
      required = true,
      paramLabel = "NUMBER",
      description = "The extension of the client, such as 250.")
  String endpoint = "";

  @Option(
      names = "--version",
      required = true,
      paramLabel = "16|18|22",
      description = "Asterisk's version: 16, 18 (also for 20) or 22 (also for 21 and 23).")
  int version;

  @Option(
      names = "--password",
      paramLabel = "TEXT",
      description = "The password of the extension. Default: a new one of 24 characters.")
  @Nullable String password;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "On the server: certificate with its chain. Default: ${DEFAULT-VALUE}",
      defaultValue = "/etc/asterisk/keys/fullchain.pem")
  String certificate = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "On the server: the certificate's key. Default: ${DEFAULT-VALUE}",
      defaultValue = "/etc/asterisk/keys/privkey.pem")
  String key = "";

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Where wss:// listens. Default: ${DEFAULT-VALUE}, which is everywhere (IPv4).",
      defaultValue = "0.0.0.0")
  String bind = "";

  @Option(
      names = "--wss-port",
      paramLabel = "PORT",
      description = "The port of wss://. Default: ${DEFAULT-VALUE}",
      defaultValue = "8089")
  int wssPort;

  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "The port of ws://, on the server itself only. Default: ${DEFAULT-VALUE}",
      defaultValue = "8088")
  int httpPort;

  @Option(
      names = "--rtp",
      paramLabel = "FROM-TO",
      description = "The UDP ports of the sound. Default: ${DEFAULT-VALUE}",
      defaultValue = "10000-20000")
  String rtp = "";

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Write the files there instead; none of them may exist.")
  @Nullable Path directory;

  // The dialer's own --version gives way to the one above, and its --help with it.
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    check();
    Map<String, String> texts = ServerConfig.of(version, values());
    PrintWriter out = spec.commandLine().getOut();
    if (directory != null) {
      write(directory, texts);
      texts.keySet().forEach(name -> out.println(directory.resolve(name)));
    } else {
      texts.forEach((name, text) -> out.print(";==== " + name + " ====\n" + text + "\n"));
    }
    out.flush();
    return ExitCode.OK.code();
  }

  private void check() {
    require(VERSIONS.contains(version), "--version " + version + " is not 16, 18 or 22");
    require(
        endpoint.matches("[A-Za-z0-9][A-Za-z0-9_.-]*"),
        "--endpoint \"" + endpoint + "\" is not a name of letters and digits");
    require(password == null || AccountOptions.isReadable(password), AccountOptions.UNREADABLE);
    // A semicolon would begin a comment, a line break another setting; Asterisk reads neither
    // spaces around a value nor the second sign of "=>".
    for (String value : new String[] {password, certificate, key}) {
      require(
          value == null || value.matches("(?![ >])[^;\\p{Cntrl}]+(?<! )"),
          "a password or a path must be one line without semicolon, must not begin with > or a"
              + " space, and must not end with a space");
    }
    require(bind.matches("[0-9A-Fa-f.:\\[\\]]+"), "--bind \"" + bind + "\" is not an IP address");
    require(rtp.matches("\\d{4,5}-\\d{4,5}"), "--rtp \"" + rtp + "\" is not like 10000-20000");
    String[] range = rtp.split("-", 2);
    require(
        isPort(Integer.parseInt(range[0]))
            && isPort(Integer.parseInt(range[1]))
            && Integer.parseInt(range[0]) < Integer.parseInt(range[1]),
        "--rtp \"" + rtp + "\" is no range of ports, like 10000-20000");
    require(isPort(wssPort), "--wss-port " + wssPort + " is not between 1 and 65535");
    require(isPort(httpPort), "--http-port " + httpPort + " is not between 1 and 65535");
    require(wssPort != httpPort, "--wss-port and --http-port are both " + wssPort);
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  private void require(boolean good, String otherwise) {
    if (!good) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("ENDPOINT", endpoint);
    values.put("PASSWORD", password == null ? newPassword() : password);
    values.put("CERTIFICATE", certificate);
    values.put("KEY", key);
    values.put("BIND", bind.matches("[^\\[]*:.*") ? "[" + bind + "]" : bind);
    values.put("WSS_PORT", String.valueOf(wssPort));
    values.put("HTTP_PORT", String.valueOf(httpPort));
    values.put("RTP_START", rtp.replaceAll("-.*", ""));
    values.put("RTP_END", rtp.replaceAll(".*-", ""));
    return values;
  }

  private static String newPassword() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void write(Path folder, Map<String, String> texts) {
    try {
      Files.createDirectories(folder);
      for (String name : texts.keySet()) {
        if (Files.exists(folder.resolve(name))) {
          throw new FileAlreadyExistsException(folder.resolve(name).toString());
        }
      }
      for (Map.Entry<String, String> text : texts.entrySet()) {
        Files.writeString(folder.resolve(text.getKey()), text.getValue());
      }
    } catch (FileAlreadyExistsException e) {
      throw new ParameterException(
          spec.commandLine(), e.getFile() + " exists already; give an empty directory", e);
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "the files cannot be written to " + folder + ": " + e.getMessage(),
          e);
    }
  }
}
