package io.jasip;

import io.jasip.sip.SipResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A transfer has not come about: the peer refused to try ({@link #response()}), or it tried and
 * reported a failure ({@link #status()} alone), or nothing was heard of it. Unless {@link
 * Call#state()} says otherwise, the calls concerned go on.
 */
public final class TransferFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The cause. */
  private final Cause cause;

  /** The status. */
  private final int status;

  private final transient @Nullable SipResponse response;

  /**
   * Makes an exception.
   *
   * @param cause why
   * @param message one sentence for a person
   * @param status of the refusal or as reported by the peer, or 0
   * @param response that refused the REFER, or null
   * @param reason the failure beneath, or null
   */
  public TransferFailedException(
      Cause cause,
      String message,
      int status,
      @Nullable SipResponse response,
      @Nullable Throwable reason) {
    super(message, reason);
    this.cause = Objects.requireNonNull(cause, "cause");
    this.status = status;
    this.response = response;
  }

  /**
   * Why the transfer failed.
   *
   * @return {@link Cause#ofStatus} of a refusal or of a reported failure; {@link
   *     Cause#REQUEST_TIMEOUT} if the peer was silent; or else the layer's own cause
   */
  public Cause why() {
    return cause;
  }

  /**
   * The response that refused the REFER.
   *
   * @return null if the REFER was accepted, or not answered
   */
  public @Nullable SipResponse response() {
    return response;
  }

  /**
   * The status of the response that refused the REFER, or that the target gave to the peer.
   *
   * @return 300 to 699, or 0 if there was none
   */
  public int status() {
    return status;
  }
}
