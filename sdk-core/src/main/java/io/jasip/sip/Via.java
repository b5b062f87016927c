package io.jasip.sip;

import java.util.Locale;
import java.util.Optional;

/**
 * One Via value: a hop that the request took (RFC 3261 section 20.42).
 *
 * @param transport in upper case, such as {@code WSS} (RFC 7118 section 5.2)
 * @param sentBy host and port as written
 * @param parameters {@code branch}, {@code received}, {@code rport} and others
 */
public record Via(String transport, String sentBy, SipParameters parameters) {

  /** The prefix of every branch made as RFC 3261 demands (section 8.1.1.7). */
  public static final String MAGIC_COOKIE = "z9hG4bK";

  /**
   * Checks the components.
   *
   * @param transport in upper case, such as {@code WSS} (RFC 7118 section 5.2)
   * @param sentBy host and port as written
   * @param parameters {@code branch}, {@code received}, {@code rport} and others
   */
  public Via {
    transport = Tokens.requireOneLine("Via transport", transport).toUpperCase(Locale.ROOT);
    Tokens.requireOneLine("Via sent-by", sentBy);
  }

  /**
   * The transaction's branch.
   *
   * @return empty if a peer left it out
   */
  public Optional<String> branch() {
    return parameters.get("branch").filter(branch -> !branch.isEmpty());
  }

  @Override
  public String toString() {
    return "SIP/2.0/" + transport + " " + sentBy + parameters;
  }
}
