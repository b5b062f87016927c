package io.jasip.internal.message;

import io.jasip.sip.SipRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A frame that is not a SIP message, with what is wrong in one sentence. */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable SipRequest request;
  private final @Nullable String refusal;

  MalformedMessageException(String message) {
    this(message, null, null);
  }

  MalformedMessageException(String message, @Nullable SipRequest request) {
    this(message, request, null);
  }

  private MalformedMessageException(
      String message, @Nullable SipRequest request, @Nullable String refusal) {
    super(message, null, false, false); // the parser's own stack says nothing
    this.request = request;
    this.refusal = refusal;
  }

  /** The same, with the start line and the unfolded header fields of the message. */
  MalformedMessageException in(List<String> lines) {
    String why = String.valueOf(getMessage());
    return request == null
        ? new MalformedMessageException(why, null, Refusal.of(lines, why))
        : this;
  }

  /**
   * The request as far as it was understood, so that it can be answered with 400; null if not even
   * that much was.
   */
  public @Nullable SipRequest request() {
    return request;
  }

  /**
   * The whole answer to a request that was not even understood so far; null if there is none to be
   * sent, or {@link #request()} serves.
   */
  public @Nullable String refusal() {
    return refusal;
  }
}
