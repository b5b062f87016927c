package io.jasip.internal.doctor;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Offers that no engine makes, for calls that only want to know whether the server would take them.
 * Nothing is ever sent to the address in them, the discard port of loopback.
 */
final class WrittenOffers {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** All that an Asterisk may be configured to allow, with the payload types of RFC 3551. */
  private static final List<String> CODECS =
      List.of(
          "0 PCMU/8000",
          "8 PCMA/8000",
          "9 G722/8000",
          "3 GSM/8000",
          "18 G729/8000",
          "4 G723/8000",
          "7 LPC/8000",
          "5 DVI4/8000",
          "10 L16/44100",
          "111 opus/48000/2",
          "97 iLBC/8000",
          "98 speex/8000",
          "99 speex/16000",
          "100 G726-32/8000",
          "102 AAL2-G726-32/8000",
          "103 SILK/8000",
          "104 SILK/16000",
          "105 L16/16000",
          "106 AMR/8000",
          "107 AMR-WB/16000",
          "108 G7221/16000",
          "101 telephone-event/8000");

  private WrittenOffers() {}

  /** What an Asterisk may be configured to allow of video. */
  private static final List<String> VIDEO_CODECS =
      List.of("96 VP8/90000", "97 VP9/90000", "98 H264/90000", "34 H263/90000", "99 H265/90000");

  /** RTP without any encryption. */
  static String plain(String profile) {
    return offer("audio", profile, CODECS, List.of());
  }

  /** SRTP whose key stands in the offer (RFC 4568). */
  static String withKey(String profile) {
    String key = Base64.getEncoder().encodeToString(random(30));
    return offer(
        "audio", profile, CODECS, List.of("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key));
  }

  /** All that WebRTC needs (RFC 8827). */
  static String webRtc(String profile) {
    return offer("audio", profile, CODECS, webRtc());
  }

  /** The same for video, without any audio. */
  static String video() {
    return offer("video", "UDP/TLS/RTP/SAVPF", VIDEO_CODECS, webRtc());
  }

  private static List<String> webRtc() {
    return List.of(
        "a=mid:0",
        "a=rtcp-mux",
        "a=setup:actpass",
        "a=ice-ufrag:" + hex(4),
        "a=ice-pwd:" + hex(16),
        "a=fingerprint:sha-256 " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(random(32)),
        "a=candidate:1 1 udp 2113937151 127.0.0.1 9 typ host");
  }

  private static String offer(
      String kind, String profile, List<String> codecs, List<String> attributes) {
    List<String> lines = new ArrayList<>();
    lines.add("v=0");
    lines.add("o=- " + (RANDOM.nextInt() & 0x7fff_ffff) + " 1 IN IP4 127.0.0.1");
    lines.add("s=-");
    lines.add("t=0 0");
    if (attributes.contains("a=mid:0")) {
      lines.add("a=group:BUNDLE 0");
    }
    String formats =
        String.join(" ", codecs.stream().map(codec -> codec.split(" ", 2)[0]).toList());
    lines.add("m=" + kind + " 9 " + profile + " " + formats);
    lines.add("c=IN IP4 127.0.0.1");
    codecs.forEach(codec -> lines.add("a=rtpmap:" + codec));
    lines.addAll(attributes);
    lines.add("a=sendrecv");
    return String.join("\r\n", lines) + "\r\n";
  }

  private static String hex(int bytes) {
    return HexFormat.of().formatHex(random(bytes));
  }

  private static byte[] random(int bytes) {
    byte[] made = new byte[bytes];
    RANDOM.nextBytes(made);
    return made;
  }

  /** An offer of an engine with no codec but PCMU, which every server can turn its sounds into. */
  static String onlyPcmu(String sdp) {
    StringBuilder reduced = new StringBuilder();
    sdp.lines()
        .forEach(
            line -> {
              if (line.startsWith("m=audio ")) {
                String[] fields = line.split(" ", 4);
                reduced.append(fields[0]).append(' ').append(fields[1]).append(' ');
                reduced.append(fields[2]).append(" 0\r\n");
              } else if (!line.matches("a=(rtpmap|fmtp|rtcp-fb):(?!0 ).*")) {
                reduced.append(line).append("\r\n");
              }
            });
    return reduced.toString();
  }
}
