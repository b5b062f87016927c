package io.jasip.internal.asterisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The options that Asterisk knows, and which of them a misspelt one was meant to be. */
final class OptionNames {

  private static final Properties KNOWN = load();

  private OptionNames() {}

  /** The types that a section of pjsip.conf may have. */
  static Set<String> types() {
    Set<String> types = new java.util.TreeSet<>(KNOWN.stringPropertyNames());
    types.removeIf(name -> name.endsWith(".conf"));
    types.removeAll(Set.of("contact", "subscription_persistence"));
    return types;
  }

  /** The options of a type of section in pjsip.conf, or of the section general of a file. */
  static List<String> of(String typeOrFile) {
    return List.of(KNOWN.getProperty(typeOrFile, "*").trim().split("\\s+"));
  }

  static boolean isKnown(String typeOrFile, String option) {
    List<String> known = of(typeOrFile);
    return known.contains("*")
        || option.startsWith("@") // sorcery lets extensions of its own begin so
        || known.contains(Setting.lower(option));
  }

  /** The one that was meant, if one is near enough. */
  static Optional<String> nearest(String word, Collection<String> candidates) {
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance = distance(Setting.lower(word), Setting.lower(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * The one that a name was meant to be, if only a letter or two are wrong. Names such as {@code
   * transport-ws} and {@code transport-udp} differ by little and mean another thing.
   */
  static Optional<String> typo(String word, Collection<String> candidates) {
    Set<String> protocols = Set.of("udp", "tcp", "tls", "ws", "wss");
    String tail = Setting.lower(word).replaceAll(".*[^a-z]", "");
    return nearest(
        word,
        candidates.stream()
            .filter(each -> distance(Setting.lower(word), Setting.lower(each)) <= 2)
            .filter(
                each -> {
                  String other = Setting.lower(each).replaceAll(".*[^a-z]", "");
                  return other.equals(tail) || !protocols.contains(tail);
                })
            .toList());
  }

  /** Levenshtein's: how many letters differ. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static Properties load() {
    Properties properties = new Properties();
    String name = "/io/jasip/doctor/options.properties";
    try (InputStream in =
        Objects.requireNonNull(OptionNames.class.getResourceAsStream(name), name)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
