package io.jasip.internal.location;

/**
 * Which transports a domain speaks (RFC 3403).
 *
 * @param order lowest first
 * @param preference lowest first among those of the same order
 * @param flags {@code S} when the replacement is the name of SRV records
 * @param service such as {@code SIPS+D2W}
 * @param replacement name to look up next, without a dot at its end
 */
public record NaptrRecord(
    int order, int preference, String flags, String service, String replacement) {}
