package io.jasip;

import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The registration has changed its state, or a refresh of it has succeeded or failed (from and to
 * are then equal).
 *
 * @param from the state before
 * @param to the state now
 * @param expires how long the server keeps the binding; zero unless registered
 * @param cause why it failed or ended; null when registered, under way, or unregistered as asked
 * @param response of the server; null if there was none
 * @param retryIn when the next attempt comes by itself; null if none does
 * @param failure why it failed or ended, in full, with the {@link
 *     RegistrationFailedException#fault() fault} that is behind it; null where cause is
 * @param flow which of several connections it is about, the reg-id of RFC 5626; 1 if there is one
 */
public record RegistrationEvent(
    RegistrationState from,
    RegistrationState to,
    Duration expires,
    @Nullable Cause cause,
    @Nullable SipResponse response,
    @Nullable Duration retryIn,
    @Nullable RegistrationFailedException failure,
    int flow) {

  /**
   * Whether calls came in until now and do so no more, though nobody asked for that.
   *
   * @return true if the registration is lost
   */
  public boolean isLost() {
    return from == RegistrationState.REGISTERED && to != from && cause != null;
  }

  /**
   * Whether a lost registration is back by itself.
   *
   * @return true if calls come in again
   */
  public boolean isRecovered() {
    return from == RegistrationState.RECOVERING && to == RegistrationState.REGISTERED;
  }
}
