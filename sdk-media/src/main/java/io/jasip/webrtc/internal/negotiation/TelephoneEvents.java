package io.jasip.webrtc.internal.negotiation;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The digits (RFC 4733) in an m-line of audio. */
final class TelephoneEvents {

  private TelephoneEvents() {}

  /**
   * Takes out those of 8 kHz where Opus comes first and those of 48 kHz are there too. The engine
   * sends the slowest, and counts their time by the clock of Opus: a digit of 100 ms would be over
   * after 17.
   */
  static void besideOpus(List<String> audio) {
    String[] media = audio.get(0).split(" ", -1);
    Set<String> kept = payloads(audio, "telephone-event/48000");
    Set<String> opus = payloads(audio, "opus/48000");
    if (kept.isEmpty() || media.length < 4 || !opus.contains(media[3])) {
      return;
    }
    kept.addAll(opus);
    Set<String> slow = payloads(audio, "telephone-event/8000");
    slow.removeAll(kept);
    audio.removeIf(line -> slow.contains(payload(line)));
    audio.set(
        0,
        Arrays.stream(media).filter(each -> !slow.contains(each)).collect(Collectors.joining(" ")));
  }

  private static Set<String> payloads(List<String> audio, String encoding) {
    Set<String> payloads = new HashSet<>();
    for (String line : audio) {
      String small = line.toLowerCase(Locale.ROOT);
      if (small.startsWith("a=rtpmap:")
          && (small.endsWith(" " + encoding) || small.contains(" " + encoding + "/"))) {
        payloads.add(payload(line));
      }
    }
    return payloads;
  }

  /** What an attribute is about; nothing if it is not about one format. */
  private static String payload(String line) {
    int end = line.indexOf(' ');
    boolean ofOne =
        line.startsWith("a=rtpmap:") || line.startsWith("a=fmtp:") || line.startsWith("a=rtcp-fb:");
    return ofOne && end > 0 ? line.substring(line.indexOf(':') + 1, end) : "";
  }
}
