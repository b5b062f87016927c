package io.jasip.webrtc.internal.negotiation;

import io.jasip.webrtc.VideoCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The m-lines of video of a session description. */
final class VideoSections {

  private VideoSections() {}

  /**
   * Those that are not refused and that this side could take: they share the ports and keys of the
   * audio (BUNDLE, RFC 9143), which is all that WebRTC needs of them.
   */
  static List<List<String>> open(List<List<String>> sections, List<String> audio) {
    List<List<String>> open = new ArrayList<>();
    for (List<String> section : sections.subList(1, sections.size())) {
      String[] media = RemoteDescription.mediaFields(section);
      boolean refused = media[1].equals("0") && !section.contains("a=bundle-only");
      boolean secure = media[2].toUpperCase(Locale.ROOT).contains("RTP/SAVP");
      if (media[0].equals("video")
          && !refused
          && secure
          && isBundled(sections.get(0), audio, section)) {
        open.add(section);
      }
    }
    return open;
  }

  private static boolean isBundled(List<String> session, List<String> audio, List<String> video) {
    return groups(session).anyMatch(group -> holds(group, audio) && holds(group, video));
  }

  /** Whether the audio is in a group at all. */
  static boolean isGrouped(List<String> session, List<String> audio) {
    return groups(session).anyMatch(group -> holds(group, audio));
  }

  private static Stream<List<String>> groups(List<String> session) {
    return session.stream()
        .filter(line -> line.startsWith("a=group:BUNDLE"))
        .map(line -> List.of(line.split(" +", -1)));
  }

  private static boolean holds(List<String> group, List<String> section) {
    return section.stream()
        .filter(line -> line.startsWith("a=mid:"))
        .anyMatch(line -> group.contains(line.substring("a=mid:".length()).strip()));
  }

  /** The first with a codec that this side takes, or null. */
  static @Nullable List<String> choose(List<List<String>> open, List<VideoCodec> codecs) {
    List<String> names =
        codecs.stream().map(codec -> codec.encodingName().toUpperCase(Locale.ROOT)).toList();
    return open.stream()
        .filter(section -> !Collections.disjoint(RemoteDescription.codecs(section), names))
        .findFirst()
        .orElse(null);
  }
}
