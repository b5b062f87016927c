package io.jasip;

import io.jasip.sip.SipUri;
import org.jspecify.annotations.Nullable;

/**
 * How far a transfer that we have asked for is.
 *
 * @param call whose peer is handed over; null for {@link UA#refer(String, String)}
 * @param target to whom
 * @param state reached now
 * @param status of the INVITE to the target as the peer reports it (RFC 3420), 100 to 699; or else
 *     that of the response to our REFER; 0 if neither was heard
 * @param reason the phrase that belongs to the status; {@code ""} if there is none
 */
public record TransferProgress(
    @Nullable Call call, SipUri target, TransferState state, int status, String reason) {}
