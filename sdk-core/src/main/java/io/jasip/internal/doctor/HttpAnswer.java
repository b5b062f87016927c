package io.jasip.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer of a web server, as far as it came.
 *
 * @param status 0 if what came is no HTTP
 * @param headers names in lower case; of several of a name the first
 */
record HttpAnswer(int status, String reason, Map<String, String> headers, String body) {

  private static final Pattern START = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9]) ?(.*)");
  private static final String HEAD_END = "\r\n\r\n";

  static HttpAnswer of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(HEAD_END);
    String[] lines = (end < 0 ? text : text.substring(0, end)).split("\r?\n", -1);
    Matcher start = START.matcher(lines[0]);
    if (!start.matches()) {
      return new HttpAnswer(0, "", Map.of(), text);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        headers.putIfAbsent(
            lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    return new HttpAnswer(
        Integer.parseInt(start.group(1)),
        start.group(2),
        headers,
        end < 0 ? "" : text.substring(end + HEAD_END.length()));
  }

  /** Whether nothing more is to come, as far as the bytes tell. */
  static boolean isWhole(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int end = text.indexOf(HEAD_END);
    if (end < 0) {
      return bytes.length >= 5 && !text.startsWith("HTTP/");
    }
    HttpAnswer answer = of(bytes);
    if (answer.status == 101 || answer.status == 204 || answer.status == 304) {
      return true;
    }
    if (answer
        .header("transfer-encoding")
        .orElse("")
        .toLowerCase(Locale.ROOT)
        .contains("chunked")) {
      return text.endsWith("0" + HEAD_END);
    }
    String length = answer.header("content-length").orElse("");
    return length.matches("[0-9]{1,9}") && answer.body.length() >= Integer.parseInt(length);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether Asterisk wrote it, perhaps with a reverse proxy in between. */
  boolean isOfAsterisk() {
    return header("server").orElse("").startsWith("Asterisk")
        || body.contains("<address>Asterisk")
        || (status == 400 && header("sec-websocket-version").isPresent() && body.isEmpty());
  }

  /** Whether it names a server that is known to stand before others. */
  boolean isOfReverseProxy() {
    return header("server")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .matches(
                ".*(nginx|openresty|apache|caddy|traefik|envoy|haproxy|cloudflare|varnish|iis"
                    + "|lighttpd|squid|awselb|cloudfront|litespeed).*")
        || header("via").isPresent();
  }

  @Override
  public String toString() {
    return status == 0 ? "no HTTP" : (status + " " + reason).strip();
  }
}
