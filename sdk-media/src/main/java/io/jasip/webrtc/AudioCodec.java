package io.jasip.webrtc;

import java.util.Locale;

/** The audio codecs, best first. */
public enum AudioCodec {
  /** Opus at 48 kHz (RFC 6716). */
  OPUS("opus"),
  /** G.722 at 16 kHz. */
  G722("G722"),
  /** G.711 mu-law at 8 kHz, which Asterisk calls ulaw. */
  PCMU("PCMU"),
  /** G.711 A-law at 8 kHz, which Asterisk calls alaw. */
  PCMA("PCMA");

  private final String encodingName;

  AudioCodec(String encodingName) {
    this.encodingName = encodingName;
  }

  /**
   * The name in SDP (RFC 3551, RFC 7587).
   *
   * @return such as {@code PCMU}
   */
  public String encodingName() {
    return encodingName;
  }

  /**
   * Finds a codec by the name that people and servers use.
   *
   * @param name {@code opus}, {@code g722}, {@code pcmu} or {@code ulaw}, {@code pcma} or {@code
   *     alaw}, in any case
   * @return the codec
   * @throws IllegalArgumentException if there is no such codec; the message names it and the
   *     choices
   */
  public static AudioCodec parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "opus" -> OPUS;
      case "g722" -> G722;
      case "pcmu", "ulaw" -> PCMU;
      case "pcma", "alaw" -> PCMA;
      default ->
          throw new IllegalArgumentException(
              "codec \"" + name + "\" is not known; choose from opus, g722, ulaw and alaw");
    };
  }
}
