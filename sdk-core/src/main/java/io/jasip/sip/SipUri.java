package io.jasip.sip;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A SIP or SIPS URI (RFC 3261 section 19.1), or a URI of another scheme kept as opaque text, such
 * as {@code tel:} or {@code urn:}.
 *
 * <p>The user part keeps its percent-escapes; the host is in lower case.
 */
public final class SipUri {

  private static final int MAX_LENGTH = 2048;

  private final String scheme;
  private final @Nullable String user;
  private final String host;
  private final int port;
  private final SipParameters parameters;
  private final String headers;
  private final @Nullable String opaque;

  private SipUri(
      String scheme,
      @Nullable String user,
      String host,
      int port,
      SipParameters parameters,
      String headers,
      @Nullable String opaque) {
    this.scheme = scheme;
    this.user = user;
    this.host = host;
    this.port = port;
    this.parameters = parameters;
    this.headers = headers;
    this.opaque = opaque;
  }

  /**
   * A {@code sip:} URI of a user at a host.
   *
   * @param user the user part, percent-escaped where it needs to be, or null for none
   * @param host name, IPv4 address, or IPv6 reference in brackets
   * @return the URI
   * @throws IllegalArgumentException if a part holds a character that its place does not allow
   */
  public static SipUri of(@Nullable String user, String host) {
    return parse(user == null ? "sip:" + host : "sip:" + user + "@" + host);
  }

  /**
   * Reads a URI.
   *
   * @param text such as {@code sip:9999@pbx.example.com;transport=ws}
   * @return the URI
   * @throws IllegalArgumentException if the text is not a URI; the message names the text and what
   *     is wrong with it
   */
  public static SipUri parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "SIP URI of " + text.length() + " characters is longer than " + MAX_LENGTH);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '<' || c == '>' || c == '"' || c == 127) {
        throw bad(text, "character " + i + " is not allowed in a URI");
      }
    }
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw bad(text, "it has no scheme; write sip:user@host");
    }
    String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
    if (!isScheme(scheme)) {
      throw bad(text, "\"" + scheme + "\" is not a URI scheme");
    }
    String rest = text.substring(colon + 1);
    if (!scheme.equals("sip") && !scheme.equals("sips")) {
      return new SipUri(scheme, null, "", -1, SipParameters.NONE, "", rest);
    }
    return parseSip(text, scheme, rest);
  }

  private static boolean isScheme(String scheme) {
    if (scheme.charAt(0) < 'a' || scheme.charAt(0) > 'z') {
      return false;
    }
    for (int i = 1; i < scheme.length(); i++) {
      char c = scheme.charAt(i);
      if (!Tokens.isAlphanumeric(c) && c != '+' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static SipUri parseSip(String text, String scheme, String rest) {
    // The user part may hold ';' and '?', so the '@' is looked for first. It cannot hold '@'
    // itself.
    int at = rest.indexOf('@');
    String user = at < 0 ? null : rest.substring(0, at);
    if (user != null && (user.isEmpty() || !isUser(user))) {
      throw bad(text, "the part before \"@\" is empty or holds a character to be escaped");
    }
    String tail = rest.substring(at + 1);
    int question = tail.indexOf('?');
    String headers = question < 0 ? "" : tail.substring(question + 1);
    String hostAndParameters = question < 0 ? tail : tail.substring(0, question);
    int semicolon = hostAndParameters.indexOf(';');
    String hostport = semicolon < 0 ? hostAndParameters : hostAndParameters.substring(0, semicolon);
    SipParameters parameters =
        semicolon < 0
            ? SipParameters.NONE
            : parseParameters(text, hostAndParameters.substring(semicolon + 1));

    int hostEnd = hostport.startsWith("[") ? hostport.indexOf(']') + 1 : hostport.indexOf(':');
    if (hostport.startsWith("[") && hostEnd == 0) {
      throw bad(text, "the IPv6 address lacks its closing bracket");
    }
    String host = hostEnd < 0 ? hostport : hostport.substring(0, hostEnd);
    if (!isHost(host)) {
      throw bad(text, "\"" + host + "\" is not a host name or address");
    }
    int port = -1;
    if (hostEnd >= 0 && hostEnd < hostport.length()) {
      port = parsePort(text, hostport.substring(hostEnd));
    }
    return new SipUri(scheme, user, host.toLowerCase(Locale.ROOT), port, parameters, headers, null);
  }

  private static int parsePort(String text, String colonAndPort) {
    String digits = colonAndPort.substring(1);
    if (colonAndPort.charAt(0) != ':' || !digits.matches("[0-9]{1,5}")) {
      throw bad(text, "\"" + digits + "\" is not a port");
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw bad(text, "port " + port + " is not between 1 and 65535");
    }
    return port;
  }

  private static SipParameters parseParameters(String text, String list) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String parameter : list.split(";", -1)) {
      if (parameter.isEmpty()) {
        continue;
      }
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      if (name.isEmpty()) {
        throw bad(text, "a parameter has no name");
      }
      values.put(name, equals < 0 ? "" : parameter.substring(equals + 1));
    }
    return SipParameters.of(values);
  }

  private static boolean isUser(String user) {
    for (int i = 0; i < user.length(); i++) {
      char c = user.charAt(i);
      if (c == '%') {
        if (i + 2 >= user.length() || !isHex(user.charAt(i + 1)) || !isHex(user.charAt(i + 2))) {
          return false;
        }
      } else if (!Tokens.isAlphanumeric(c) && "-_.!~*'()&=+$,;?/:#".indexOf(c) < 0 && c < 128) {
        // '#' is not in the RFC's list, but phones dial it and servers send it unescaped.
        return false;
      }
    }
    return true;
  }

  private static boolean isHex(char c) {
    return Character.digit(c, 16) >= 0 && c < 128;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > 255) {
      return false;
    }
    String allowed = host.startsWith("[") ? ":.[]%" : "-._";
    for (int i = 0; i < host.length(); i++) {
      if (!Tokens.isAlphanumeric(host.charAt(i)) && allowed.indexOf(host.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException bad(String text, String why) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), 120); i++) {
      char c = text.charAt(i);
      shown.append(c < ' ' || c == 127 ? '?' : c);
    }
    return new IllegalArgumentException("SIP URI \"" + shown + "\": " + why);
  }

  /**
   * The scheme.
   *
   * @return in lower case: {@code sip}, {@code sips}, or another
   */
  public String scheme() {
    return scheme;
  }

  /**
   * Whether this is a SIP or SIPS URI.
   *
   * @return false for another scheme, of which only {@link #scheme()} and {@link #toString()} say
   *     anything
   */
  public boolean isSip() {
    return opaque == null;
  }

  /**
   * The user part.
   *
   * @return with its percent-escapes; null if there is none
   */
  public @Nullable String user() {
    return user;
  }

  /**
   * The host.
   *
   * @return name or address in lower case, an IPv6 address in brackets; {@code ""} for another
   *     scheme
   */
  public String host() {
    return host;
  }

  /**
   * The port.
   *
   * @return 1 to 65535, or -1 if none is given
   */
  public int port() {
    return port;
  }

  /**
   * The URI parameters.
   *
   * @return never null
   */
  public SipParameters parameters() {
    return parameters;
  }

  /**
   * The headers component, the part after {@code ?}.
   *
   * @return as written, {@code ""} if there is none
   */
  public String headers() {
    return headers;
  }

  /**
   * A copy with one more, or one changed, URI parameter.
   *
   * @param name of the parameter
   * @param value {@code ""} for none
   * @return the copy
   */
  public SipUri withParameter(String name, String value) {
    return parse(
        new SipUri(scheme, user, host, port, parameters.with(name, value), headers, opaque)
            .toString());
  }

  /**
   * A copy without parameters and headers: an address of record.
   *
   * @return the copy
   */
  public SipUri bare() {
    return new SipUri(scheme, user, host, port, SipParameters.NONE, "", opaque);
  }

  /**
   * A copy without the header fields after {@code ?}.
   *
   * @return the copy
   */
  public SipUri withoutHeaders() {
    return headers.isEmpty() ? this : new SipUri(scheme, user, host, port, parameters, "", opaque);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipUri that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return Objects.hash(scheme, user, host, port);
  }

  @Override
  public String toString() {
    if (opaque != null) {
      return scheme + ":" + opaque;
    }
    StringBuilder text = new StringBuilder(scheme).append(':');
    if (user != null) {
      text.append(user).append('@');
    }
    text.append(host);
    if (port > 0) {
      text.append(':').append(port);
    }
    text.append(parameters);
    if (!headers.isEmpty()) {
      text.append('?').append(headers);
    }
    return text.toString();
  }
}
