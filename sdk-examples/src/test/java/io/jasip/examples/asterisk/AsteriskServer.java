package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.ASTERISK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real Asterisk on free ports of 127.0.0.1, as a JUnit extension:
 *
 * <pre>{@code
 * @RegisterExtension static final AsteriskServer pbx = AsteriskServer.version(22);
 * }</pre>
 *
 * <p>All test classes of a JVM share one server per version. It is installed if it is missing,
 * started before the first class that names it, and stopped at the end of the JVM's tests. A class
 * that finds it stopped by an earlier class starts it again.
 *
 * <p>Where Asterisk cannot run (no Linux, not root, no network for the install) the tests of the
 * class are skipped, or fail when the environment variable {@code CI} is {@code true}.
 *
 * <p>Accounts 250/secret250 and 251/secret251 are WebRTC extensions, 100/secret100 is a plain SIP
 * phone. {@code sdk-examples/asterisk/asterisk-22/extensions.conf} lists the numbers to call.
 *
 * <p>Safe for use by several threads.
 */
public final class AsteriskServer implements BeforeAllCallback {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SPEECH =
      "/usr/share/asterisk/sounds/en_US_f_Allison/demo-congrats.gsm";
  private static final Map<Integer, AsteriskServer> SERVERS = new ConcurrentHashMap<>();

  private final int version;
  private final Path directory;
  private final int httpPort = FreePort.pair();
  private final int wssPort = httpPort + 1;
  private final int sipPort = FreePort.next();

  /** What the script printed when the server was started last; empty before. */
  private volatile Map<String, String> status = Map.of();

  /** Null if it runs with the known-good one. */
  private @Nullable Configuration configuration;

  private AsteriskServer(int version) {
    this.version = version;
    this.directory = ASTERISK.newDirectory(String.valueOf(version));
    // For a run that ends before JUnit closes its store, by Ctrl-C for example.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /**
   * The JVM's server of that version. It runs once a test class has it as an extension.
   *
   * @param version 16 (PJSIP beside chan_sip) or 22
   * @return the same object for each test class
   */
  public static AsteriskServer version(int version) {
    return SERVERS.computeIfAbsent(version, AsteriskServer::new);
  }

  /**
   * A server for one test class alone, which may then stop it as it likes.
   *
   * @param version 16 (PJSIP beside chan_sip) or 22
   * @return a new object
   */
  public static AsteriskServer alone(int version) {
    return new AsteriskServer(version);
  }

  /**
   * A server with a configuration of the test's own. Its ports are known before it starts, so that
   * the configuration can name them; it is written anew at each start.
   *
   * @param version 16 (PJSIP beside chan_sip) or 22
   * @param writer writes files that take the place of the known-good ones into a folder
   * @return a new object
   */
  public static AsteriskServer configured(int version, Configuration writer) {
    AsteriskServer server = new AsteriskServer(version);
    server.configuration = writer;
    return server;
  }

  /** Writes configuration files. */
  public interface Configuration {
    /**
     * Writes them.
     *
     * @param folder an empty folder
     * @param httpPort where ws:// must listen
     * @param wssPort where wss:// must listen
     * @throws IOException if it cannot
     */
    void write(Path folder, int httpPort, int wssPort) throws IOException;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(AsteriskServer.class))
        .getOrComputeIfAbsent(this, self -> install());
    if (!isRunning()) {
      start();
    }
    awaitLeft();
  }

  /**
   * What the extension does, for code that JUnit does not run. The server is stopped at the end of
   * the JVM.
   */
  public void installAndStart() {
    install();
    start();
  }

  /** Returns what stops the server when JUnit closes its root store. */
  private AutoCloseable install() {
    ASTERISK.installOrSkip("install", String.valueOf(version));
    return this::stop;
  }

  /** {@return the version that was asked for: 16 or 22} */
  public int version() {
    return version;
  }

  /**
   * {@return the secure WebSocket, such as {@code wss://127.0.0.1:20089/ws}; the same after a
   * restart}
   */
  public String wssUrl() {
    return status("WSS_URL");
  }

  /** {@return the WebSocket without TLS, such as {@code ws://127.0.0.1:20088/ws}} */
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

  /** {@return the UDP port of 127.0.0.1 where extension 100 registers} */
  public int sipPort() {
    return sipPort;
  }

  private String status(String key) {
    String value = status.get(key);
    if (value == null) {
      throw new IllegalStateException("Asterisk " + version + " has not been started yet");
    }
    return value;
  }

  /**
   * Runs a command of Asterisk's own command line.
   *
   * @param command for example {@code pjsip show contacts}
   * @return what Asterisk printed
   * @throws IllegalStateException if the server does not run
   */
  public String cli(String command) {
    return ASTERISK.run("cli", directory.toString(), command);
  }

  /**
   * A sentence of Asterisk's own recordings, half a minute long.
   *
   * @return a WAV file of 8 kHz
   */
  public Path speech() {
    String said = cli("file convert " + SPEECH + " /var/log/asterisk/speech.wav");
    Path file = directory.resolve("log/speech.wav");
    if (!Files.exists(file)) {
      throw new IllegalStateException("Asterisk did not convert its recording: " + said);
    }
    return file;
  }

  /**
   * The text of the server's log since its first start: calls, each dialplan step, digits,
   * registrations and their failures.
   *
   * @return the log; empty when the server never ran
   */
  public String log() {
    Path log = directory.resolve("log/full");
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return where the server keeps what callers leave: {@code voicemail/default/250}} */
  public Path spool() {
    return directory.resolve("spool");
  }

  /**
   * Adds to a file of the running server's configuration. It is in force when the module that reads
   * the file is reloaded, and gone with the next start.
   *
   * @param file such as {@code pjsip.conf}
   * @param text lines
   */
  public void configure(String file, String text) {
    try {
      Files.writeString(directory.resolve("etc").resolve(file), "\n" + text, UTF_8, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return whether the server's process lives} */
  public boolean isRunning() {
    return !status.isEmpty() && ASTERISK.succeeds("status", directory.toString());
  }

  /**
   * Starts the server on its ports and waits until it accepts WebSockets. It must not be running.
   *
   * @throws IllegalStateException if it does not start; the message names the log to read
   */
  public synchronized void start() {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                String.valueOf(version),
                "--dir",
                directory.toString(),
                "--http-port",
                String.valueOf(httpPort),
                "--wss-port",
                String.valueOf(wssPort),
                "--sip-port",
                String.valueOf(sipPort)));
    if (configuration != null) {
      arguments.addAll(List.of("--config", written(configuration).toString()));
    }
    long before = starts();
    String output = ASTERISK.run(arguments.toArray(String[]::new));
    status =
        output
            .lines()
            .map(line -> line.split("=", 2))
            .collect(toUnmodifiableMap(pair -> pair[0], pair -> pair[1]));
    // Asterisk writes its log by a thread of its own.
    await("Asterisk's log to say that it is ready").atMost(PATIENCE).until(() -> starts() > before);
  }

  /** {@return how often the server has got ready, by its log} */
  public long starts() {
    return log().lines().filter(line -> line.contains("Asterisk Ready")).count();
  }

  private Path written(Configuration files) {
    Path folder = ASTERISK.newDirectory("configuration");
    try {
      files.write(folder, httpPort, wssPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  /** Stops the server: it hangs up its calls and closes its WebSockets. May be called twice. */
  public synchronized void stop() {
    if (isRunning()) {
      ASTERISK.run("stop", directory.toString());
    }
  }

  /** Stops the server and starts it on the same ports. */
  public synchronized void restart() {
    stop();
    start();
  }

  /**
   * Ends the server's process at once (SIGKILL), as a crash or a power cut would: no BYE, no
   * WebSocket close frame. Returns when the process is gone; {@link #start()} brings it back.
   *
   * @throws IllegalStateException if the server does not run
   */
  public synchronized void kill() {
    ASTERISK.run("kill", directory.toString());
  }

  /**
   * When the last client has closed its connection, waits until the server has noticed that all are
   * gone. Asterisk 16 of Debian 11 then removes the bindings of all clients of an address: who
   * registers before that is not called. While one client stays, the connections of others that
   * were called may stay half open.
   */
  public void awaitLeft() {
    if (version == 16) {
      await("Asterisk to close what its clients have closed")
          .atMost(PATIENCE)
          .until(() -> connections("01") > 0 || connections("08") == 0);
    }
  }

  /**
   * Like {@link #awaitLeft}, where a client may still be about to close.
   *
   * @param others how many connections stay
   */
  public void awaitLeft(long others) {
    if (version == 16) {
      await("no more than " + others + " connections")
          .atMost(PATIENCE)
          .until(() -> connections() <= others);
    }
  }

  /** {@return how many connections there are to its WebSockets} */
  public long connections() {
    return connections("01|08");
  }

  /** Counts those in states of Linux's tcp_states.h: 01 is ESTABLISHED, 08 CLOSE_WAIT. */
  private long connections(String states) {
    Pattern its =
        Pattern.compile(
            " *[0-9]+: 0100007F:(%04X|%04X) \\S+ (%s) .*".formatted(httpPort, wssPort, states));
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines.filter(its.asMatchPredicate()).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops the server's process without ending it (SIGSTOP), as a deadlock would: its ports still
   * accept connections.
   */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen server go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, status.get("PID")).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "Asterisk " + version;
  }
}
