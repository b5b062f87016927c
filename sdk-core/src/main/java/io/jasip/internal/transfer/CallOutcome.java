package io.jasip.internal.transfer;

import io.jasip.Cause;
import io.jasip.sip.SipResponse;
import org.jspecify.annotations.Nullable;

/** Told how a call goes that is part of a transfer. On the loop. */
public interface CallOutcome {

  /** A provisional response, other than 100, has come. */
  default void onProgress(SipResponse response) {}

  /** The parties are connected. */
  default void onAnswered() {}

  /**
   * The call is over.
   *
   * @param response that refused it; null if none did
   */
  default void onEnded(Cause cause, @Nullable SipResponse response) {}
}
