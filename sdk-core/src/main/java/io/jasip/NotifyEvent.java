package io.jasip;

import io.jasip.sip.SipBody;
import io.jasip.sip.SipRequest;
import org.jspecify.annotations.Nullable;

/**
 * A NOTIFY has come in (RFC 6665 section 4.1.3).
 *
 * @param subscription that it belongs to; null if it came without one, as Asterisk reports waiting
 *     messages
 * @param event the event package, without parameters
 * @param last whether the notifier ends the subscription with it
 * @param body possibly empty
 * @param request the NOTIFY
 */
public record NotifyEvent(
    @Nullable Subscription subscription,
    String event,
    boolean last,
    SipBody body,
    SipRequest request) {}
