package io.jasip.fault;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/**
 * What a person needs to know about a {@link Fault}.
 *
 * @param sentence what is wrong, in one sentence
 * @param proof which observations prove it
 * @param mistake the mistake in a configuration that is most often behind it
 * @param fixes for each generation of Asterisk, the lines to change; a line that begins with a
 *     semicolon names the file; empty where the server's configuration is not the cause
 * @param confirm the command on the server that confirms it; empty if there is none
 * @param question the question that tells it from the {@linkplain #alternatives() faults that look
 *     the same}; empty if no other does
 * @param alternatives the faults that look the same from the client's side
 * @param link its section on the project's page, such as {@code
 *     TROUBLESHOOTING.md#ws_path_not_found}, relative to the project's root
 */
public record FaultText(
    String sentence,
    String proof,
    String mistake,
    Map<AsteriskVersion, List<String>> fixes,
    String confirm,
    String question,
    List<Fault> alternatives,
    String link) {

  /**
   * Copies what it is given.
   *
   * @param sentence what is wrong, in one sentence
   * @param proof which observations prove it
   * @param mistake the mistake in a configuration that is most often behind it
   * @param fixes for each generation of Asterisk, the lines to change; a line that begins with a
   *     semicolon names the file; empty where the server's configuration is not the cause
   * @param confirm the command on the server that confirms it; empty if there is none
   * @param question the question that tells it from the {@linkplain #alternatives() faults that
   *     look the same}; empty if no other does
   * @param alternatives the faults that look the same from the client's side
   * @param link its section on the project's page
   */
  public FaultText {
    fixes = Map.copyOf(fixes);
    alternatives = List.copyOf(alternatives);
  }

  // The texts are translated (faults_es.properties ...), the lines of configurations are not
  // (remedies.properties).
  static FaultText of(Fault fault, Locale locale) {
    ResourceBundle texts =
        ResourceBundle.getBundle(
            "io.jasip.fault.faults",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    ResourceBundle remedies = ResourceBundle.getBundle("io.jasip.fault.remedies", Locale.ROOT);
    Map<AsteriskVersion, List<String>> fixes = new EnumMap<>(AsteriskVersion.class);
    for (AsteriskVersion version : AsteriskVersion.values()) {
      String lines =
          string(remedies, fault + ".fix." + version, string(remedies, fault + ".fix", ""));
      if (!lines.isBlank()) {
        fixes.put(version, lines.lines().toList());
      }
    }
    String alternatives = string(remedies, fault + ".alternatives", "");
    return new FaultText(
        texts.getString(fault + ".sentence"),
        texts.getString(fault + ".proof"),
        texts.getString(fault + ".mistake"),
        fixes,
        string(remedies, fault + ".confirm", ""),
        string(texts, fault + ".question", ""),
        alternatives.isBlank()
            ? List.of()
            : List.of(alternatives.trim().split("\\s+")).stream().map(Fault::valueOf).toList(),
        "TROUBLESHOOTING.md#" + fault.name().toLowerCase(Locale.ROOT));
  }

  private static String string(ResourceBundle bundle, String key, String otherwise) {
    try {
      return bundle.getString(key);
    } catch (MissingResourceException e) {
      return otherwise;
    }
  }
}
