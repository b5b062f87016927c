package io.jasip.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.fault.Fault.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * TROUBLESHOOTING.md is an introduction and the English texts of all faults. Run this test with
 * {@code -Djasip.write-pages=true} to write it anew.
 */
class TroubleshootingPageTest {

  private static final Path PAGE = Path.of("../TROUBLESHOOTING.md");

  private static final Map<Layer, String> TITLES = new EnumMap<>(Layer.class);

  static {
    TITLES.put(Layer.URL, "The URL");
    TITLES.put(Layer.DNS, "The name of the server");
    TITLES.put(Layer.TCP, "The way to the server");
    TITLES.put(Layer.PROXY, "The proxy");
    TITLES.put(Layer.TLS, "TLS and certificates");
    TITLES.put(Layer.HTTP, "Opening the WebSocket");
    TITLES.put(Layer.WEBSOCKET, "The WebSocket");
    TITLES.put(Layer.SIP, "SIP");
    TITLES.put(Layer.REGISTER, "Login and registration");
    TITLES.put(Layer.ICE_SERVER, "STUN and TURN servers");
    TITLES.put(Layer.LOCAL, "This machine");
    TITLES.put(Layer.CALL, "The call");
    TITLES.put(Layer.SDP, "The answer to a call");
    TITLES.put(Layer.ICE, "The way of the sound");
    TITLES.put(Layer.DTLS, "The keys of the sound");
    TITLES.put(Layer.MEDIA, "The sound");
    TITLES.put(Layer.DIAGNOSIS, "The diagnosis itself");
  }

  @Test
  void thePageSaysWhatTheTextsSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("jasip.write-pages")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void eachLinkOfThePageLeadsToAFault() throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (Fault fault : Fault.values()) {
      anchors.add(fault.name().toLowerCase(Locale.ROOT));
    }
    Matcher link = Pattern.compile("]\\(#([^)]+)\\)").matcher(introduction());
    List<String> linked = new ArrayList<>();
    while (link.find()) {
      linked.add(link.group(1));
    }

    assertThat(linked).isNotEmpty();
    assertThat(anchors).containsAll(linked);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void eachFaultLinksToItsSection(Fault fault) throws IOException {
    String anchor = fault.text(Locale.ROOT).link().replace("TROUBLESHOOTING.md#", "");

    assertThat(page().lines().map(line -> line.toLowerCase(Locale.ROOT))).contains("### " + anchor);
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(introduction());
    Layer layer = null;
    for (Fault fault : inOrderOfLayers()) {
      if (fault.layer() != layer) {
        layer = fault.layer();
        page.append("\n## ").append(TITLES.get(layer)).append('\n');
      }
      section(page, fault);
    }
    return page.toString();
  }

  private static List<Fault> inOrderOfLayers() {
    List<Fault> faults = new ArrayList<>(List.of(Fault.values()));
    faults.sort((a, b) -> a.layer().compareTo(b.layer()));
    return faults;
  }

  private static void section(StringBuilder page, Fault fault) {
    FaultText text = fault.text(Locale.ENGLISH);
    page.append("\n### ").append(fault).append("\n\n").append(text.sentence()).append("\n\n");
    page.append("- Proof: ").append(text.proof()).append('\n');
    page.append("- Likely: ").append(text.mistake()).append('\n');
    if (!text.confirm().isEmpty()) {
      page.append("- Confirm on the server: `").append(text.confirm()).append("`\n");
    }
    if (!text.alternatives().isEmpty()) {
      List<String> others = new ArrayList<>();
      for (Fault other : text.alternatives()) {
        others.add("[" + other + "](#" + other.name().toLowerCase(Locale.ROOT) + ")");
      }
      page.append("- Looks the same: ").append(String.join(", ", others)).append('\n');
      page.append("- What tells them apart: ").append(text.question()).append('\n');
    }
    fixes(page, text.fixes());
  }

  private static void fixes(StringBuilder page, Map<AsteriskVersion, List<String>> fixes) {
    boolean same =
        fixes.size() == AsteriskVersion.values().length && Set.copyOf(fixes.values()).size() == 1;
    List<String> done = new ArrayList<>();
    for (AsteriskVersion version : AsteriskVersion.values()) {
      List<String> lines = fixes.get(version);
      if (lines == null || done.contains(String.join("\n", lines))) {
        continue;
      }
      done.add(String.join("\n", lines));
      if (!same) {
        page.append("\nAsterisk ").append(versions(fixes, lines)).append(":\n");
      }
      page.append("\n```ini\n").append(String.join("\n", lines)).append("\n```\n");
    }
  }

  private static String versions(Map<AsteriskVersion, List<String>> fixes, List<String> lines) {
    List<String> versions = new ArrayList<>();
    for (AsteriskVersion version : AsteriskVersion.values()) {
      if (lines.equals(fixes.get(version))) {
        versions.add(
            switch (version) {
              case V16 -> "16 and older";
              case V18 -> "18 and 20";
              case V22 -> "21 and newer";
            });
      }
    }
    return String.join(", ", versions);
  }

  private static String introduction() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            TroubleshootingPageTest.class.getResourceAsStream("troubleshooting.md"))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
