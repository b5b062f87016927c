package io.jasip.internal.transport;

import java.util.Locale;

/** What is behind a 503 (RFC 9110 section 15.6.4). */
public final class ServiceUnavailable {

  private ServiceUnavailable() {}

  /**
   * Whether it is the limit of a web server that is up, rather than a server behind it that is
   * down. Whoever says when to come again is up. nginx has 502 and 504 for what is behind it, and
   * 503 for its own limits; other reverse proxies say 503 when none of their servers is up.
   *
   * @param server the header field Server, or empty
   * @param retryAfter whether there is a header field Retry-After
   */
  public static boolean isLimit(String server, boolean retryAfter) {
    return retryAfter || server.toLowerCase(Locale.ROOT).matches("(nginx|openresty|asterisk).*");
  }
}
