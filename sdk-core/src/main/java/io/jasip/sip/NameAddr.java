package io.jasip.sip;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An address with a display name and header parameters, as in From, To, Contact and Route (RFC 3261
 * section 20.10).
 *
 * @param displayName plain text without quotes, or null
 * @param uri the address
 * @param parameters those of the header field, such as {@code tag}
 */
public record NameAddr(@Nullable String displayName, SipUri uri, SipParameters parameters) {

  /**
   * Checks that the display name stays on its line.
   *
   * @param displayName plain text without quotes, or null
   * @param uri the address
   * @param parameters those of the header field, such as {@code tag}
   */
  public NameAddr {
    if (displayName != null) {
      Tokens.requireOneLine("display name", displayName);
    }
  }

  /**
   * An address alone.
   *
   * @param uri the address
   * @return without display name and parameters
   */
  public static NameAddr of(SipUri uri) {
    return new NameAddr(null, uri, SipParameters.NONE);
  }

  /**
   * The dialog tag (RFC 3261 section 19.3).
   *
   * @return empty if there is none
   */
  public Optional<String> tag() {
    return parameters.get("tag").filter(tag -> !tag.isEmpty());
  }

  /**
   * A copy with a tag.
   *
   * @param tag a token
   * @return the copy
   */
  public NameAddr withTag(String tag) {
    return withParameter("tag", tag);
  }

  /**
   * A copy with one more, or one changed, header parameter.
   *
   * @param name of the parameter
   * @param value {@code ""} for none
   * @return the copy
   */
  public NameAddr withParameter(String name, String value) {
    return new NameAddr(displayName, uri, parameters.with(name, value));
  }

  /**
   * A copy without header parameters.
   *
   * @return the copy
   */
  public NameAddr withoutParameters() {
    return new NameAddr(displayName, uri, SipParameters.of(Map.of()));
  }

  /** The address as written in a message, always with angle brackets. */
  @Override
  public String toString() {
    String name =
        displayName == null || displayName.isEmpty() ? "" : Tokens.quote(displayName) + " ";
    return name + "<" + uri + ">" + parameters;
  }
}
