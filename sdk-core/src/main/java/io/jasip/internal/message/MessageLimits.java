package io.jasip.internal.message;

import io.jasip.Limits;

/**
 * What a peer may send at most; checked before anything is parsed.
 *
 * @param message bytes of a whole message
 * @param head bytes of start line and header fields
 * @param line bytes of one header field, folded lines joined
 * @param fields header fields of one message
 */
public record MessageLimits(int message, int head, int line, int fields) {

  /** 64 KiB, of which 32 KiB head, 8 KiB per field, 200 fields. */
  public static final MessageLimits DEFAULT = new MessageLimits(65_536, 32_768, 8_192, 200);

  /** The limits of a user agent. */
  public static MessageLimits of(Limits limits) {
    return new MessageLimits(
        limits.messageSize(), DEFAULT.head(), DEFAULT.line(), limits.headerFields());
  }
}
