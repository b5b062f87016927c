package io.jasip;

import io.jasip.fault.Fault;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server did not take the registration. */
public final class RegistrationFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The cause. */
  private final Cause cause;

  private final transient @Nullable SipResponse response;

  /** What is wrong, or null. */
  private final @Nullable Fault fault;

  /**
   * Makes an exception.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param response that refused it, or null
   */
  public RegistrationFailedException(Cause cause, String message, @Nullable SipResponse response) {
    this(cause, message, response, null);
  }

  /**
   * Makes an exception of which it is known what is behind it.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param response that refused it, or null
   * @param fault what is wrong, or null
   */
  public RegistrationFailedException(
      Cause cause, String message, @Nullable SipResponse response, @Nullable Fault fault) {
    super(message);
    this.fault = fault;
    this.cause = Objects.requireNonNull(cause, "cause");
    this.response = response;
  }

  /**
   * Why the registration failed.
   *
   * @return never null
   */
  public Cause why() {
    return cause;
  }

  /**
   * What is wrong, as far as this alone tells: with its text in several languages, the lines to
   * change, and the faults that look the same. {@link UA#diagnose()} finds out more.
   *
   * @return null if nothing is wrong: {@link Account#unregister()} was faster
   */
  public @Nullable Fault fault() {
    return fault;
  }

  /**
   * The response that refused the registration.
   *
   * @return null if there was none
   */
  public @Nullable SipResponse response() {
    return response;
  }

  /**
   * The status of the response that refused the registration.
   *
   * @return 300 to 699, or 0 if there was none
   */
  public int status() {
    return response == null ? 0 : response.status();
  }

  /**
   * How long the server asks not to be asked again (RFC 3261 section 20.33).
   *
   * @return null if it did not say
   */
  public @Nullable Duration retryAfter() {
    return response == null ? null : response.retryAfter().orElse(null);
  }
}
