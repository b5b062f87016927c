package io.jasip.internal.asterisk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address and a port, as {@code tlsbindaddr} and {@code bind} have them. */
record Address(String host, int port) {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?|([0-9a-fA-F:]*::[0-9a-fA-F:]*)");

  /** Reads {@code host}, {@code host:port}, {@code [v6]:port} or {@code v6}. */
  static Optional<Address> parse(String text, int otherwise) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    if (matcher.group(3) != null) {
      return Optional.of(new Address(matcher.group(3), otherwise));
    }
    Optional<Integer> port =
        matcher.group(2) == null ? Optional.of(otherwise) : port(matcher.group(2));
    return port.map(number -> new Address(matcher.group(1), number));
  }

  static Optional<Integer> port(String text) {
    if (!text.matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text);
    return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
  }

  boolean isLoopback() {
    return isLoopback(host);
  }

  static boolean isLoopback(String host) {
    String bare = host.replaceAll("^\\[|]$", "");
    return bare.equalsIgnoreCase("localhost") || bare.startsWith("127.") || bare.equals("::1");
  }
}
