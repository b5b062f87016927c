package io.jasip.examples.dialer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration files of an Asterisk for one WebRTC extension. */
final class ServerConfig {

  private static final List<String> FILES =
      List.of("http.conf", "pjsip.conf", "rtp.conf", "extensions.conf", "modules.conf");

  /** A line that is for some versions only. */
  private static final Pattern ONLY = Pattern.compile("@(\\d+(?:,\\d+)*)@(.*)");

  private static final Pattern NAME = Pattern.compile("@([A-Z_]+)@");

  private ServerConfig() {}

  /**
   * Fills the templates in.
   *
   * @param version 16, 18 or 22
   * @param values what stands in the place of {@code @NAME@}
   * @return the texts by the names of their files
   */
  static Map<String, String> of(int version, Map<String, String> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : FILES) {
      StringBuilder text = new StringBuilder();
      for (String line : template(file).lines().toList()) {
        Matcher only = ONLY.matcher(line);
        if (!only.matches()) {
          text.append(filled(line, values)).append('\n');
        } else if (List.of(only.group(1).split(",")).contains(String.valueOf(version))) {
          text.append(filled(only.group(2), values)).append('\n');
        }
      }
      texts.put(file, text.toString());
    }
    return texts;
  }

  private static String filled(String line, Map<String, String> values) {
    return NAME.matcher(line)
        .replaceAll(
            name -> Matcher.quoteReplacement(values.getOrDefault(name.group(1), name.group())));
  }

  private static String template(String file) {
    String name = "asterisk/" + file;
    try (InputStream in =
        Objects.requireNonNull(ServerConfig.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
