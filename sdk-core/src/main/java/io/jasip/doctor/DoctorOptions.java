package io.jasip.doctor;

import java.time.Duration;
import java.util.Objects;

/**
 * What a diagnosis does. Immutable; thread-safe.
 *
 * @param testExtension the user part that is called, an echo test
 * @param withCall whether a call is made at all; it needs the media engine of the user agent
 * @param credentialsInSpiteOfTls whether user name and password are sent although TLS failed
 * @param listen how long the echo is listened to
 */
public record DoctorOptions(
    String testExtension, boolean withCall, boolean credentialsInSpiteOfTls, Duration listen) {

  /** Calls 9999 and listens for two seconds; never sends credentials where TLS failed. */
  public static final DoctorOptions DEFAULT =
      new DoctorOptions("9999", true, false, Duration.ofSeconds(2));

  /**
   * Checks the arguments.
   *
   * @param testExtension the user part that is called, an echo test
   * @param withCall whether a call is made at all; it needs the media engine of the user agent
   * @param credentialsInSpiteOfTls whether user name and password are sent although TLS failed
   * @param listen how long the echo is listened to
   */
  public DoctorOptions {
    Objects.requireNonNull(testExtension, "testExtension");
    Objects.requireNonNull(listen, "listen");
  }
}
