package io.jasip.media;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A STUN or TURN server (RFC 7064, RFC 7065).
 *
 * @param urls one or more of {@code stun:host[:port]}, {@code stuns:...}, {@code
 *     turn:host[:port][?transport=udp|tcp]}, {@code turns:...}
 * @param username for TURN, else null
 * @param credential the TURN password, else null; never shown by {@link #toString()}
 */
public record IceServer(List<String> urls, @Nullable String username, @Nullable String credential) {

  private static final Pattern URL =
      Pattern.compile(
          "(?i)(stuns?|turns?):(\\[[0-9a-f:.]+]|[a-z0-9._-]+)(:[0-9]{1,5})?(\\?transport=(udp|tcp))?");

  /**
   * Checks the URLs and that TURN comes with credentials.
   *
   * @param urls one or more of {@code stun:host[:port]}, {@code stuns:...}, {@code
   *     turn:host[:port][?transport=udp|tcp]}, {@code turns:...}
   * @param username for TURN, else null
   * @param credential the TURN password, else null; never shown by {@link #toString()}
   */
  public IceServer {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("ICE server: no URL given; give one like stun:host:3478");
    }
    for (String url : urls) {
      checkUrl(url);
      if (isTurn(url) && (isEmpty(username) || isEmpty(credential))) {
        throw new IllegalArgumentException(
            "ICE server \"" + url + "\": a TURN server needs a user name and a credential");
      }
    }
  }

  /**
   * A STUN server.
   *
   * @param url such as {@code stun:stun.example.org:3478}
   * @return the server
   */
  public static IceServer stun(String url) {
    return new IceServer(List.of(url), null, null);
  }

  /**
   * A TURN server.
   *
   * @param url such as {@code turn:turn.example.org:3478?transport=tcp}
   * @param username the user
   * @param credential the password
   * @return the server
   */
  public static IceServer turn(String url, String username, String credential) {
    return new IceServer(List.of(url), username, credential);
  }

  private static boolean isEmpty(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private static void checkUrl(String url) {
    if (!URL.matcher(Objects.requireNonNull(url, "url")).matches()) {
      throw new IllegalArgumentException(
          "ICE server \""
              + url
              + "\" is not a STUN or TURN URL; write stun:host:3478 or turn:host:3478?transport=udp");
    }
    String rest = url.substring(url.indexOf(':') + 1);
    int query = rest.indexOf('?');
    String hostport = query < 0 ? rest : rest.substring(0, query);
    int colon = hostport.lastIndexOf(':');
    if (colon > hostport.lastIndexOf(']')) {
      int port = Integer.parseInt(hostport.substring(colon + 1));
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException(
            "ICE server \"" + url + "\": port " + port + " is not between 1 and 65535");
      }
    }
    if (query >= 0 && !isTurn(url)) {
      throw new IllegalArgumentException(
          "ICE server \""
              + url
              + "\": ?transport= belongs to TURN URLs only (RFC 7064); leave it out");
    }
  }

  private static boolean isTurn(String url) {
    return url.toLowerCase(Locale.ROOT).startsWith("turn");
  }

  @Override
  public String toString() {
    return "IceServer" + urls + (username == null ? "" : " as " + username);
  }
}
