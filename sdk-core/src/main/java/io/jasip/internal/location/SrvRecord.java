package io.jasip.internal.location;

/**
 * Where a service is (RFC 2782).
 *
 * @param priority lowest first
 * @param weight share among those of the same priority
 * @param port of the service
 * @param target host name without a dot at its end; empty if the service is decidedly not there
 */
public record SrvRecord(int priority, int weight, int port, String target) {}
