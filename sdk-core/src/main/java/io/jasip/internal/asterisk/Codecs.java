package io.jasip.internal.asterisk;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the lines {@code allow} and {@code disallow} of an endpoint leave, in their order. */
final class Codecs {

  /** What a WebRTC client speaks, of what Asterisk speaks too. */
  static final Set<String> OF_WEBRTC = Set.of("opus", "ulaw", "alaw", "g722");

  /** All that Asterisk has a name for; modules may add others. */
  private static final Set<String> KNOWN =
      Set.of(
          ("all none opus ulaw alaw g722 g729 g723 g726 g726aal2 g719 gsm ilbc adpcm lpc10 speex"
                  + " speex16 speex32 siren7 siren14 silk8 silk12 silk16 silk24 codec2 testlaw amr"
                  + " amrwb slin slin12 slin16 slin24 slin32 slin44 slin48 slin96 slin192 vp8 vp9"
                  + " h261 h263 h263p h264 h265 mpeg4 jpeg png red t140 t140red")
              .split(" "));

  /** What others call them. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "pcmu", "ulaw",
          "mulaw", "ulaw",
          "g711", "ulaw",
          "g711u", "ulaw",
          "pcma", "alaw",
          "g711a", "alaw",
          "g729a", "g729",
          "speex8", "speex");

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
        list(setting).forEach(codec -> codecs.take(allow, Setting.lower(codec)));
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

  /** Whether Asterisk drops the endpoint because of a name in {@code allow} or {@code disallow}. */
  static boolean isWrong(Setting setting) {
    if (setting.value().isEmpty()) {
      return setting.name().equalsIgnoreCase("allow");
    }
    return Set.of("allow", "disallow").contains(Setting.lower(setting.name()))
        && list(setting).stream()
            .anyMatch(
                each -> each.isEmpty() || each.matches(".*[\\s&].*") || !meant(each).equals(each));
  }

  /** The list with the names that were probably meant; unknown ones may be of a module. */
  static String corrected(Setting setting) {
    return Arrays.stream(setting.value().split("[,|\\s&()]+", -1))
        .filter(each -> !each.isEmpty())
        .map(Codecs::meant)
        .collect(Collectors.joining(","));
  }

  /** Commas or bars are between the names, and there may be parentheses around all of them. */
  private static List<String> list(Setting setting) {
    String bare = setting.value().replaceFirst("^\\((.*)\\)$", "$1");
    return Arrays.stream(bare.split("[,|]", -1)).map(String::trim).toList();
  }

  private static String meant(String written) {
    String bare = Setting.lower(written).replaceAll("^!|:\\d+$", "");
    if (KNOWN.contains(bare)) {
      return written;
    }
    return Optional.ofNullable(OTHER_NAMES.get(bare))
        .or(() -> OptionNames.nearest(bare, KNOWN))
        .map(right -> (written.startsWith("!") ? "!" : "") + right)
        .orElse(written);
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
