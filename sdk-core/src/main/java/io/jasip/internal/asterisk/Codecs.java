package io.jasip.internal.asterisk;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the lines {@code allow} and {@code disallow} of an endpoint leave, in their order. */
final class Codecs {

  /** What a WebRTC client speaks, of what Asterisk speaks too. */
  static final Set<String> OF_WEBRTC = Set.of("opus", "ulaw", "alaw", "g722");

  private final Set<String> names = new LinkedHashSet<>();
  private boolean all;
  private @Nullable Setting last;

  private Codecs() {}

  static Codecs of(Section endpoint) {
    Codecs codecs = new Codecs();
    for (Setting setting : endpoint.settings()) {
      boolean allow = setting.name().equalsIgnoreCase("allow");
      if (allow || setting.name().equalsIgnoreCase("disallow")) {
        codecs.last = setting;
        Section.split(setting.value()).forEach(codec -> codecs.take(allow, Setting.lower(codec)));
      }
    }
    return codecs;
  }

  private void take(boolean allow, String written) {
    boolean add = allow != written.startsWith("!");
    // ulaw:20 has the length of its packets behind it.
    String codec = written.replaceAll("^!|:\\d+$", "");
    if (codec.equals("all")) {
      names.clear();
      all = add;
    } else if (add) {
      names.add(codec);
    } else {
      names.remove(codec);
    }
  }

  boolean has(String codec) {
    return all || names.contains(codec);
  }

  boolean suitWebRtc() {
    return all || names.stream().anyMatch(OF_WEBRTC::contains);
  }

  /** The line that counts last; empty if there is none. */
  Optional<Setting> line() {
    return Optional.ofNullable(last);
  }
}
