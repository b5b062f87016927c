package io.jasip;

import io.jasip.fault.Fault;
import io.jasip.internal.fault.CallFaults;
import io.jasip.sip.SipResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call was not established. */
public final class CallFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The cause. */
  private final Cause cause;

  private final transient @Nullable SipResponse response;

  /**
   * Makes an exception.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param response that refused the call, or null
   * @param reason the failure beneath, or null
   */
  public CallFailedException(
      Cause cause, String message, @Nullable SipResponse response, @Nullable Throwable reason) {
    super(message, reason);
    this.cause = Objects.requireNonNull(cause, "cause");
    this.response = response;
  }

  /**
   * Why the call was not established.
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
   * @return null if nothing is wrong with the call itself, which was canceled, for example
   */
  public @Nullable Fault fault() {
    return CallFaults.of(cause, response, getCause());
  }

  /**
   * The response that refused the call.
   *
   * @return null if there was none
   */
  public @Nullable SipResponse response() {
    return response;
  }

  /**
   * The status of the response that refused the call.
   *
   * @return 300 to 699, or 0 if there was none
   */
  public int status() {
    return response == null ? 0 : response.status();
  }
}
