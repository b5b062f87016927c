package io.jasip;

import io.jasip.sip.SipResponse;

/**
 * A provisional response to an outgoing call: 180 when the callee rings, 183 with early media, and
 * others.
 *
 * @param call that it is about
 * @param response 101 to 199
 */
public record CallProgressEvent(Call call, SipResponse response) {}
