package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.COTURN;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.jasip.media.IceServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * A real coturn on a free port of 127.0.0.1, as a JUnit extension: a STUN and TURN server with the
 * account alice/secretalice.
 *
 * <p>All test classes of a JVM share it. It is installed if it is missing, started before the first
 * class that names it, and stopped at the end of the JVM's tests. Where it cannot run (no Linux,
 * not root, no network for the install) the tests of the class are skipped, or fail when the
 * environment variable {@code CI} is {@code true}.
 */
public final class CoturnServer implements BeforeAllCallback {

  private static final CoturnServer SHARED = new CoturnServer();

  private final Path directory = COTURN.newDirectory("4");
  private final int port = FreePort.next();

  private CoturnServer() {
    // For a run that ends before JUnit closes its store, by Ctrl-C for example.
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  /**
   * The JVM's server. It runs once a test class has it as an extension.
   *
   * @return the same object for each test class
   */
  public static CoturnServer shared() {
    return SHARED;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(CoturnServer.class))
        .getOrComputeIfAbsent("server", key -> installAndStart());
  }

  /** Returns what stops the server when JUnit closes its root store. */
  private AutoCloseable installAndStart() {
    COTURN.installOrSkip("install");
    COTURN.run("start", "--dir", directory.toString(), "--port", String.valueOf(port));
    return this::stop;
  }

  private synchronized void stop() {
    if (COTURN.succeeds("status", directory.toString())) {
      COTURN.run("stop", directory.toString());
    }
  }

  /**
   * The server as a TURN server.
   *
   * @param transport between the client and the server: {@code udp} or {@code tcp}
   * @param password of alice
   * @return for {@link io.jasip.UABuilder#iceServer}
   */
  public IceServer turn(String transport, String password) {
    return IceServer.turn(
        "turn:127.0.0.1:%d?transport=%s".formatted(port, transport), "alice", password);
  }

  /**
   * The text of the server's log: sessions, allocations and their ends.
   *
   * @return the log since the start
   */
  public String log() {
    try {
      return new String(Files.readAllBytes(directory.resolve("log/console")), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
