package io.jasip.internal.dialog;

import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;

/**
 * What a dialog is known by (RFC 3261 section 12).
 *
 * @param callId of every message in it
 * @param localTag ours
 * @param remoteTag the peer's
 */
public record DialogId(String callId, String localTag, String remoteTag) {

  /** The dialog that a request from the peer belongs to. */
  public static DialogId ofIncoming(SipRequest request) {
    return new DialogId(
        request.callId(), request.to().tag().orElse(""), request.from().tag().orElse(""));
  }

  /** The dialog that a response to our request belongs to. */
  public static DialogId ofResponse(SipResponse response) {
    return new DialogId(
        response.callId(), response.from().tag().orElse(""), response.to().tag().orElse(""));
  }
}
