package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.REVERSE_PROXY;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A real nginx or HAProxy on ports of 127.0.0.1 that the test chooses. It is installed if it is
 * missing; where it cannot run (no Linux, not root, no network for the install) the test is
 * skipped, or fails when the environment variable {@code CI} is {@code true}.
 */
public final class ReverseProxy implements AutoCloseable {

  private final String kind;
  private final String file;
  private final Path directory;
  private final Thread atExit = new Thread(this::stop);

  private ReverseProxy(String kind, String file) {
    this.kind = kind;
    this.file = file;
    REVERSE_PROXY.installOrSkip("install");
    directory = REVERSE_PROXY.newDirectory(kind);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** {@return an nginx, not started} */
  public static ReverseProxy nginx() {
    return new ReverseProxy("nginx", "nginx.conf");
  }

  /** {@return a HAProxy, not started} */
  public static ReverseProxy haproxy() {
    return new ReverseProxy("haproxy", "haproxy.cfg");
  }

  /** {@return a port of 127.0.0.1 that nobody uses, for the configuration} */
  public static int freePort() {
    return FreePort.next();
  }

  /**
   * Writes a file for the server, such as a certificate.
   *
   * @param name of the file
   * @param text what is in it
   * @return the path under which the server finds it
   */
  public String write(String name, String text) {
    try {
      Path folder = Files.createDirectories(directory.resolve("etc"));
      Files.writeString(folder.resolve(name), text, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/etc/jasip/" + name;
  }

  /**
   * Starts it.
   *
   * @param configuration the text of its file
   * @param port that it listens on when it is ready
   */
  public void start(String configuration, int port) {
    write(file, configuration);
    REVERSE_PROXY.run("start", kind, "--dir", directory.toString(), "--port", String.valueOf(port));
  }

  private synchronized void stop() {
    if (REVERSE_PROXY.succeeds("status", directory.toString())) {
      REVERSE_PROXY.run("stop", directory.toString());
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }
}
