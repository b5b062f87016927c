package io.jasip.media;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Media could not do what was asked. The message names the value and the way out. */
public final class MediaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** The decision that the caller can take. */
  public enum Reason {
    /**
     * The native library, or one that it needs, cannot be loaded: install what the message names.
     */
    LIBRARY_NOT_LOADED,
    /** No audio system, no such device, or no permission: choose another device or go headless. */
    AUDIO_DEVICE,
    /** No camera, no such camera, or no permission: choose another source of video. */
    VIDEO_DEVICE,
    /** An option, an ICE server or a codec name is not valid: correct the configuration. */
    BAD_OPTION,
    /** The peer's SDP is malformed or lacks what WebRTC needs: correct the peer's configuration. */
    BAD_DESCRIPTION,
    /** The engine could not negotiate in its present state. */
    NEGOTIATION,
    /** The peer does not take DTMF as RTP events. */
    DTMF_NOT_NEGOTIATED,
    /** ICE found no path between the peer and this machine: open the ports, or add STUN or TURN. */
    ICE_FAILED,
    /**
     * ICE found a path, and the DTLS handshake over it ended in failure: the peer's certificate is
     * not that of its description, or the peer refused. Find what changes descriptions on the way.
     */
    DTLS_FAILED,
    /**
     * ICE found a path, and the DTLS handshake over it got no answer in the time allowed: see to it
     * that the peer takes packets from this machine's addresses.
     */
    DTLS_STUCK,
    /** A path that worked was lost, and no other was found. */
    RTP_TIMEOUT,
    /** The media is connected, and the peer, which should send, sends nothing. A warning only. */
    NO_AUDIO,
    /** The engine is at its limit of sessions: end a call, or raise the limit. */
    TOO_MANY_SESSIONS,
    /** The session has been closed. */
    CLOSED
  }

  /** The reason. */
  private final Reason reason;

  /**
   * Makes an exception.
   *
   * @param reason the decision that the caller can take
   * @param message one sentence with the value and the way out
   */
  public MediaException(Reason reason, String message) {
    this(reason, message, null);
  }

  /**
   * Makes an exception.
   *
   * @param reason the decision that the caller can take
   * @param message one sentence with the value and the way out
   * @param cause what the engine said, or null
   */
  public MediaException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * The decision that the caller can take.
   *
   * @return never null
   */
  public Reason reason() {
    return reason;
  }
}
