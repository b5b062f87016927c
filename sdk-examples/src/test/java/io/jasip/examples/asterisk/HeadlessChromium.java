package io.jasip.examples.asterisk;

import static io.jasip.examples.asterisk.ServerScript.CHROMIUM;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real browser without a window that opens pages of this machine. It has no way to the network.
 *
 * <p>It is installed if it is missing; where it cannot be, tests are skipped, or fail when the
 * environment variable {@code CI} is {@code true}.
 */
public final class HeadlessChromium {

  private static final int PATIENCE_S = 60;

  private final String path;

  private HeadlessChromium(String path) {
    this.path = path;
  }

  /** Installs it if it is missing. */
  public static HeadlessChromium installed() {
    CHROMIUM.installOrSkip("install");
    return new HeadlessChromium(CHROMIUM.run("path").strip());
  }

  /**
   * Opens a page.
   *
   * @param page a file
   * @return its document as it is after parsing, and after scripts had their chance to change it
   */
  public String dom(Path page) {
    return run("--virtual-time-budget=2000", "--dump-dom", page.toUri().toString());
  }

  /**
   * Opens a page and takes a picture of it.
   *
   * @param page a file
   * @param picture a PNG file to write
   * @param width in pixels
   * @param height in pixels
   */
  public void screenshot(Path page, Path picture, int width, int height) {
    run(
        "--hide-scrollbars",
        "--window-size=" + width + "," + height,
        "--screenshot=" + picture,
        page.toUri().toString());
  }

  private String run(String... arguments) {
    try {
      Path profile = Files.createTempDirectory("chromium");
      Path errors = Files.createTempFile("chromium", ".stderr");
      List<String> command =
          new ArrayList<>(
              List.of(
                  path,
                  "--headless",
                  "--no-sandbox", // which root cannot have
                  "--disable-gpu",
                  "--disable-dev-shm-usage",
                  "--host-resolver-rules=MAP * ~NOTFOUND",
                  "--user-data-dir=" + profile));
      command.addAll(List.of(arguments));
      Path output =
          Files.createTempFile("chromium", ".stdout"); // a pipe would be read without limit
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + " failed: " + Files.readString(errors));
      }
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
