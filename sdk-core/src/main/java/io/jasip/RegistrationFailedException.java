package io.jasip;

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

  /**
   * Makes an exception.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param response that refused it, or null
   */
  public RegistrationFailedException(Cause cause, String message, @Nullable SipResponse response) {
    super(message);
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
