package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.KAMAILIO;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Kamailio on free ports of 127.0.0.1, as a JUnit extension: registrar and proxy for SIP
 * over WebSocket, with Record-Route, parallel forking, outbound and GRUU.
 *
 * <pre>{@code
 * @RegisterExtension static final KamailioServer proxy = KamailioServer.shared();
 * }</pre>
 *
 * <p>All test classes of a JVM share it. It is installed if it is missing, started before the first
 * class that names it, and stopped at the end of the JVM's tests. Where it cannot run (no Linux,
 * not root, no network for the install) the tests of the class are skipped, or fail when the
 * environment variable {@code CI} is {@code true}.
 *
 * <p>It serves the domain {@link #DOMAIN} with the accounts alice/secretalice, bob/secretbob and
 * carol/secretcarol; see {@code sdk-examples/kamailio/kamailio.cfg}.
 *
 * <p>Safe for use by several threads.
 */
public final class KamailioServer implements BeforeAllCallback {

  /** The domain of the accounts. It is in no DNS; a client's server URL names the host. */
  public static final String DOMAIN = "jasip.test";

  private static final KamailioServer SHARED = new KamailioServer();

  private final Path directory = KAMAILIO.newDirectory("5");

  /** What the script printed when the server was started; empty before. */
  private volatile Map<String, String> status = Map.of();

  private KamailioServer() {
    // For a run that ends before JUnit closes its store, by Ctrl-C for example.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /**
   * The JVM's server. It runs once a test class has it as an extension.
   *
   * @return the same object for each test class
   */
  public static KamailioServer shared() {
    return SHARED;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(KamailioServer.class))
        .getOrComputeIfAbsent("server", key -> installAndStart());
  }

  /** Returns what stops the server when JUnit closes its root store. */
  private AutoCloseable installAndStart() {
    KAMAILIO.installOrSkip("install");
    start();
    return this::stop;
  }

  private synchronized void start() {
    String output =
        KAMAILIO.run(
            "start",
            "--dir",
            directory.toString(),
            "--ws-port",
            String.valueOf(FreePort.next()),
            "--wss-port",
            String.valueOf(FreePort.next()));
    status =
        output
            .lines()
            .map(line -> line.split("=", 2))
            .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
  }

  private synchronized void stop() {
    if (!status.isEmpty() && KAMAILIO.succeeds("status", directory.toString())) {
      KAMAILIO.run("stop", directory.toString());
    }
  }

  /** {@return the secure WebSocket, such as {@code wss://127.0.0.1:20443/ws}} */
  public String wssUrl() {
    return status("WSS_URL");
  }

  /** {@return the WebSocket without TLS, such as {@code ws://127.0.0.1:20080/ws}} */
  public String wsUrl() {
    return status("WS_URL");
  }

  /**
   * The authority to trust for {@link #wssUrl()}. The server's certificate names {@code localhost}
   * and {@code 127.0.0.1}.
   *
   * @return a file with the authority's certificate (PEM)
   */
  public Path caFile() {
    return Path.of(status("CA_FILE"));
  }

  private String status(String key) {
    String value = status.get(key);
    if (value == null) {
      throw new IllegalStateException("Kamailio has not been started yet");
    }
    return value;
  }

  /**
   * Runs a command of kamcmd.
   *
   * @param command and its arguments, for example {@code ul.lookup}, {@code location}, {@code
   *     alice}
   * @return what kamcmd printed; a command that Kamailio refuses prints {@code error: ...}
   * @throws IllegalStateException if the server does not run
   */
  public String rpc(String... command) {
    List<String> arguments = new ArrayList<>(List.of("rpc", directory.toString()));
    arguments.addAll(List.of(command));
    return KAMAILIO.run(arguments.toArray(String[]::new));
  }

  /**
   * The text of the server's log.
   *
   * @return the log since the start
   */
  public String log() {
    try {
      return new String(Files.readAllBytes(Path.of(status("LOG"))), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Kamailio";
  }
}
