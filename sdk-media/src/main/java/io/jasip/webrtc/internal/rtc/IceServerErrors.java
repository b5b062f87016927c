package io.jasip.webrtc.internal.rtc;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the STUN and TURN servers of a session refused (W3C WebRTC section 4.8.2). A call goes on
 * without them when it can, so each refusal is a warning in the log; when it cannot, they are the
 * reason. On the media thread.
 */
final class IceServerErrors {

  private static final Logger LOG = LoggerFactory.getLogger(IceServerErrors.class);

  /** Not a STUN code: the server could not be reached at all (W3C WebRTC section 4.8.2). */
  private static final int UNREACHABLE = 701;

  private final Set<String> told = new LinkedHashSet<>();

  /** The engine tells it once for each network interface. */
  void add(@Nullable String url, int code, @Nullable String text) {
    String sentence = sentence(url, code, text);
    if (told.add(sentence)) {
      LOG.warn("For the media of a call {}", sentence);
    }
  }

  private static String sentence(@Nullable String url, int code, @Nullable String text) {
    if (code == UNREACHABLE) {
      return "the ICE server %s cannot be reached (%s); check its address and the firewall"
          .formatted(url, text);
    }
    String advice =
        switch (code) {
          case 401, 403, 441 -> "check its user name and credential";
          case 486, 508 -> "it has no relayed address left";
          default -> "see the server's log";
        };
    return "the ICE server %s answered %d %s; %s".formatted(url, code, text, advice);
  }

  boolean isEmpty() {
    return told.isEmpty();
  }

  @Override
  public String toString() {
    return String.join("; ", told);
  }
}
