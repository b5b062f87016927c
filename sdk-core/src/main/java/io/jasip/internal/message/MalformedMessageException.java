package io.jasip.internal.message;

import io.jasip.sip.SipRequest;
import org.jspecify.annotations.Nullable;

/** A frame that is not a SIP message, with what is wrong in one sentence. */
public final class MalformedMessageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable SipRequest request;

  MalformedMessageException(String message) {
    this(message, null);
  }

  MalformedMessageException(String message, @Nullable SipRequest request) {
    super(message, null, false, false); // the parser's own stack says nothing
    this.request = request;
  }

  /**
   * The request as far as it was understood, so that it can be answered with 400; null if not even
   * that much was.
   */
  public @Nullable SipRequest request() {
    return request;
  }
}
