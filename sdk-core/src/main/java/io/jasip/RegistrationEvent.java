package io.jasip;

import io.jasip.sip.SipResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The registration has changed its state, or was refreshed (from and to are then {@link
 * RegistrationState#REGISTERED}).
 *
 * @param from the state before
 * @param to the state now
 * @param expires how long the server keeps the binding; zero unless registered
 * @param cause why it failed or ended; null when registered, under way, or unregistered as asked
 * @param response of the server; null if there was none
 */
public record RegistrationEvent(
    RegistrationState from,
    RegistrationState to,
    Duration expires,
    @Nullable Cause cause,
    @Nullable SipResponse response) {}
