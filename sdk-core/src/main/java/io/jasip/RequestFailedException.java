package io.jasip;

import io.jasip.fault.Fault;
import io.jasip.internal.fault.RequestFaults;
import io.jasip.sip.SipResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request was refused, was not answered, or was overtaken by the end of what it belonged to: one
 * within a call, a MESSAGE, an OPTIONS, a SUBSCRIBE, a NOTIFY or a PUBLISH. A call goes on as it
 * was before, unless {@link Call#state()} says otherwise.
 */
public final class RequestFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The cause. */
  private final Cause cause;

  private final transient @Nullable SipResponse response;

  /**
   * Makes an exception.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param response that refused the request, or null
   * @param reason the failure beneath, or null
   */
  public RequestFailedException(
      Cause cause, String message, @Nullable SipResponse response, @Nullable Throwable reason) {
    super(message, reason);
    this.cause = Objects.requireNonNull(cause, "cause");
    this.response = response;
  }

  /**
   * Why the request failed.
   *
   * @return {@link Cause#ofStatus} of a refusal; {@link Cause#REQUEST_TIMEOUT} if nobody answered
   *     in time (64*T1, that is 32 s); {@link Cause#CONNECTION_ERROR}; {@link Cause#STOPPED}; or
   *     another that the method that failed names
   */
  public Cause why() {
    return cause;
  }

  /**
   * What is wrong, as far as this alone tells: with its text in several languages, the lines to
   * change, and the faults that look the same. {@link UA#diagnose()} finds out more.
   *
   * @return null if nothing is wrong with the way to the server: the peer does not want it, or the
   *     call or the user agent ended
   */
  public @Nullable Fault fault() {
    return RequestFaults.of(cause, status());
  }

  /**
   * The response that refused the request.
   *
   * @return null if there was none
   */
  public @Nullable SipResponse response() {
    return response;
  }

  /**
   * The status of the response that refused the request.
   *
   * @return 300 to 699, or 0 if there was none
   */
  public int status() {
    return response == null ? 0 : response.status();
  }
}
