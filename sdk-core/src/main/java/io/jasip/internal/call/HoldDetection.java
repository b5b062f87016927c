package io.jasip.internal.call;

import io.jasip.media.MediaDirection;
import java.util.List;

/**
 * Reads from a session description of the peer whether it holds us (RFC 3264 sections 5.1, 8.4).
 */
final class HoldDetection {

  private HoldDetection() {}

  /** Whether an offer of the peer puts us on hold: no stream would be sent to and heard by it. */
  static boolean holds(String offer) {
    return switch (direction(offer)) {
      case SEND_ONLY, INACTIVE -> true;
      case SEND_RECV, RECV_ONLY -> false;
    };
  }

  /**
   * Whether the peer holds us after its answer. An answer can only narrow what was offered: one to
   * a hold of ours says nothing about the peer's own wish unless it still receives.
   *
   * @param before whether it did before
   */
  static boolean holds(String answer, MediaDirection offered, boolean before) {
    return switch (offered) {
      case SEND_RECV -> holds(answer);
      case SEND_ONLY -> before && direction(answer) == MediaDirection.INACTIVE;
      case RECV_ONLY, INACTIVE -> before;
    };
  }

  /** The widest direction of the streams that are not refused, as the peer sees it. */
  static MediaDirection direction(String description) {
    boolean sends = false;
    boolean receives = false;
    List<String> sections = List.of(description.split("(?m)^(?=m=)", -1));
    String session = sections.get(0);
    for (String section : sections.subList(1, sections.size())) {
      if (isRefused(section)) {
        continue;
      }
      String attribute = attribute(section, attribute(session, "sendrecv"));
      boolean silent = hasNoAddress(session, section);
      sends |= attribute.equals("sendrecv") || attribute.equals("sendonly");
      receives |= !silent && (attribute.equals("sendrecv") || attribute.equals("recvonly"));
    }
    if (sends) {
      return receives ? MediaDirection.SEND_RECV : MediaDirection.SEND_ONLY;
    }
    return receives ? MediaDirection.RECV_ONLY : MediaDirection.INACTIVE;
  }

  private static boolean isRefused(String section) {
    String[] words = section.lines().findFirst().orElse("").split(" ", -1);
    return words.length > 1 && words[1].equals("0");
  }

  private static String attribute(String section, String otherwise) {
    return section
        .lines()
        .filter(line -> line.matches("a=(sendrecv|sendonly|recvonly|inactive)\\s*"))
        .map(line -> line.strip().substring(2))
        .findFirst()
        .orElse(otherwise);
  }

  /**
   * Hold in the manner of RFC 2543: the address is 0.0.0.0. With ICE that address means only that
   * the candidates tell (RFC 8839 section 4.2.1).
   */
  private static boolean hasNoAddress(String session, String section) {
    boolean ice =
        session.contains("\na=ice-ufrag:")
            || section.contains("\na=ice-ufrag:")
            || section.contains("\na=candidate:");
    String own = line(section, "c=");
    String address = own.isEmpty() ? line(session, "c=") : own;
    return !ice && address.startsWith("c=IN IP4 0.0.0.0");
  }

  private static String line(String part, String type) {
    return part.lines().filter(line -> line.startsWith(type)).findFirst().orElse("");
  }
}
