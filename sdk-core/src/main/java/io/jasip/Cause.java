package io.jasip;

/** Why a call or a registration failed or ended. */
public enum Cause {
  /** A party hung up an established call. */
  BYE,
  /**
   * The peer hung up an established call before its media was connected: it could not use what was
   * agreed, or thought better of it.
   */
  BYE_BEFORE_MEDIA,
  /** The caller withdrew the call before it was answered. */
  CANCELED,
  /** The callee is busy: 486 or 600. */
  BUSY,
  /** The callee declined: 403 to a call, or 603. */
  REJECTED,
  /** The server names other addresses: 3xx. */
  REDIRECTED,
  /** The callee cannot be reached now: 480, 410, 408 or 430. */
  UNAVAILABLE,
  /** The number or address does not exist: 404 or 604. */
  NOT_FOUND,
  /** The number is incomplete or ambiguous: 484 or 485. */
  ADDRESS_INCOMPLETE,
  /** The peer's media and ours do not go together: 488 or 606. */
  INCOMPATIBLE_SDP,
  /** The peer answered without a session description. */
  MISSING_SDP,
  /** The peer's session description is malformed or lacks what WebRTC needs. */
  BAD_MEDIA_DESCRIPTION,
  /** User name or password refused, or missing: 401, 407, or 403 to a registration. */
  AUTHENTICATION_ERROR,
  /** Another refusal; the response says which. */
  SIP_FAILURE_CODE,
  /** The server did not answer a request in time. */
  REQUEST_TIMEOUT,
  /** Nobody answered the call in the time allowed. */
  NO_ANSWER,
  /**
   * The caller's time for an answer (Expires) ran out; of a registration: the server keeps the
   * binding no more.
   */
  EXPIRES,
  /** The caller has given up because another phone of the callee has answered: RFC 3326. */
  ANSWERED_ELSEWHERE,
  /** No sign of life within the session interval, from the peer or in answer to ours: RFC 4028. */
  SESSION_EXPIRED,
  /** The caller did not acknowledge our answer. */
  NO_ACK,
  /** The connection to the server is gone, or could not be made. */
  CONNECTION_ERROR,
  /**
   * A message of the peer broke the rules of its dialog, or the peer has forgotten the dialog: 481.
   */
  DIALOG_ERROR,
  /** The other party was handed over to a third one: {@link Call#transfer(String)}. */
  TRANSFERRED,
  /** Another call has taken the place of this one (RFC 3891): {@link Call#replaces()}. */
  REPLACED,
  /** Our own media failed: library, device, or negotiation. */
  MEDIA_ERROR,
  /** ICE found no path for the media: the ports are closed, or STUN or TURN is missing. */
  ICE_FAILED,
  /**
   * A path was found, but the DTLS handshake, which the keys of the media come from, failed or did
   * not end; the {@link io.jasip.media.MediaException} beneath tells which.
   */
  DTLS_FAILED,
  /** The path of the media was lost, and no other was found. */
  RTP_TIMEOUT,
  /** The user agent was stopped. */
  STOPPED,
  /** A fault in this library. */
  INTERNAL_ERROR;

  /**
   * The cause that a refusal of a call stands for.
   *
   * @param status 300 to 699
   * @return the cause
   */
  public static Cause ofStatus(int status) {
    return switch (status) {
      case 401, 407 -> AUTHENTICATION_ERROR;
      case 403, 603, 607, 608 -> REJECTED;
      case 404, 604 -> NOT_FOUND;
      case 408, 410, 430, 480 -> UNAVAILABLE;
      case 481 -> DIALOG_ERROR;
      case 484, 485 -> ADDRESS_INCOMPLETE;
      case 486, 600 -> BUSY;
      case 487 -> CANCELED;
      case 488, 606 -> INCOMPATIBLE_SDP;
      default -> status >= 300 && status < 400 ? REDIRECTED : SIP_FAILURE_CODE;
    };
  }
}
