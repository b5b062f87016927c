package io.jasip.doctor;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of the client whose server's configuration is read. Immutable; thread-safe.
 *
 * @param server the URL that the client uses: address, port and path are compared with it
 * @param extension the extension that the client registers: it must exist and be made for WebRTC
 * @param testExtension the number of the echo test
 */
public record LintOptions(Optional<URI> server, Optional<String> extension, String testExtension) {

  /** No client is known; the echo test is 9999. */
  public static final LintOptions DEFAULT =
      new LintOptions(Optional.empty(), Optional.empty(), "9999");

  /**
   * Checks the arguments.
   *
   * @param server the URL that the client uses: address, port and path are compared with it
   * @param extension the extension that the client registers: it must exist and be made for WebRTC
   * @param testExtension the number of the echo test
   */
  public LintOptions {
    Objects.requireNonNull(server, "server");
    Objects.requireNonNull(extension, "extension");
    Objects.requireNonNull(testExtension, "testExtension");
  }
}
