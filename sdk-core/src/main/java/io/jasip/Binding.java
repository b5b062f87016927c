package io.jasip;

import io.jasip.sip.NameAddr;
import java.time.Duration;

/**
 * A place at which the server reaches the address of record: this user agent, or another device of
 * the same account (RFC 3261 section 10.3).
 *
 * @param contact as the server lists it, with its parameters
 * @param expires how long the server keeps it from the moment of its answer; zero if it did not say
 * @param own whether it is the binding of this user agent
 */
public record Binding(NameAddr contact, Duration expires, boolean own) {}
