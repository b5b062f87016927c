package io.jasip.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP response (RFC 3261 section 7.2). Immutable. */
public final class SipResponse extends SipMessage {

  private static final Pattern DELTA_SECONDS = Pattern.compile("\\s*([0-9]{1,9})\\b.*");

  private final int status;
  private final String reason;

  /**
   * Makes a response of understood parts.
   *
   * @param status 100 to 699
   * @param reason the reason phrase
   * @param core the header fields that every message has
   * @param headers all header fields as they stand on the wire, those of {@code core} included,
   *     Content-Length aside
   * @param body possibly empty
   * @throws IllegalArgumentException if the status is out of range
   */
  public SipResponse(int status, String reason, CoreHeaders core, SipHeaders headers, byte[] body) {
    super(core, headers, body);
    if (status < 100 || status > 699) {
      throw new IllegalArgumentException("SIP status " + status + " is not between 100 and 699");
    }
    this.status = status;
    this.reason = Tokens.requireOneLine("reason phrase", reason);
  }

  /**
   * The status code.
   *
   * @return 100 to 699
   */
  public int status() {
    return status;
  }

  /**
   * The reason phrase.
   *
   * @return as the server wrote it, possibly empty
   */
  public String reason() {
    return reason;
  }

  /**
   * Whether this is provisional.
   *
   * @return true for 1xx
   */
  public boolean isProvisional() {
    return status < 200;
  }

  /**
   * Whether this is a success.
   *
   * @return true for 2xx
   */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * How long the server asks not to be asked again (Retry-After, RFC 3261 section 20.33).
   *
   * @return empty if it does not say
   */
  public Optional<Duration> retryAfter() {
    return header("Retry-After")
        .map(DELTA_SECONDS::matcher)
        .filter(Matcher::matches)
        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds.group(1))));
  }

  @Override
  public String startLine() {
    return "SIP/2.0 " + status + " " + reason;
  }
}
