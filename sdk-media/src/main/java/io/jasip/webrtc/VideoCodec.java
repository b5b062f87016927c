package io.jasip.webrtc;

import java.util.Locale;

/** The video codecs, in the order of preference unless said otherwise. */
public enum VideoCodec {
  /** VP8 (RFC 7741), which every WebRTC endpoint has (RFC 7742). */
  VP8("VP8"),
  /** H.264 (RFC 6184), which most video phones have. */
  H264("H264"),
  /** VP9 (RFC 9628). */
  VP9("VP9");

  private final String encodingName;

  VideoCodec(String encodingName) {
    this.encodingName = encodingName;
  }

  /**
   * The name in SDP.
   *
   * @return such as {@code VP8}
   */
  public String encodingName() {
    return encodingName;
  }

  /**
   * Finds a codec by its name.
   *
   * @param name {@code vp8}, {@code h264} or {@code vp9}, in any case
   * @return the codec
   * @throws IllegalArgumentException if there is no such codec; the message names it and the
   *     choices
   */
  public static VideoCodec parse(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "vp8" -> VP8;
      case "h264", "h.264" -> H264;
      case "vp9" -> VP9;
      default ->
          throw new IllegalArgumentException(
              "codec \"" + name + "\" is not known; choose from vp8, h264 and vp9");
    };
  }
}
