package io.jasip.sip;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Parameters of a URI or a header field ({@code ;name=value}, RFC 3261 sections 19.1.1 and 7.3.1),
 * in order. Names are kept and compared in lower case. A parameter without a value, such as {@code
 * ;lr}, has the value {@code ""}.
 */
public final class SipParameters {

  /** No parameters. */
  public static final SipParameters NONE = new SipParameters(Map.of());

  private final Map<String, String> values;

  private SipParameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Takes parameters from a map.
   *
   * @param values name to value, in the order to write; {@code ""} for a parameter without a value;
   *     quoted values with their quotes
   * @return the parameters
   */
  public static SipParameters of(Map<String, String> values) {
    if (values.isEmpty()) {
      return NONE;
    }
    Map<String, String> copy = new LinkedHashMap<>();
    values.forEach(
        (name, value) ->
            copy.put(
                Tokens.requireOneLine("parameter name", name).toLowerCase(Locale.ROOT),
                Tokens.requireOneLine("parameter " + name, value)));
    return new SipParameters(Collections.unmodifiableMap(copy));
  }

  /**
   * The value of a parameter as written.
   *
   * @param name in any case
   * @return the value, {@code ""} if it has none; empty if the parameter is absent
   */
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * The value of a parameter with its quotes removed.
   *
   * @param name in any case
   * @return the plain text; empty if the parameter is absent
   */
  public Optional<String> text(String name) {
    return get(name).map(Tokens::unquote);
  }

  /**
   * Whether the parameter is there.
   *
   * @param name in any case
   * @return true if so
   */
  public boolean has(String name) {
    return values.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /**
   * The names, in order.
   *
   * @return names in lower case
   */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * A copy with one more, or one changed, parameter.
   *
   * @param name of the parameter
   * @param value {@code ""} for none
   * @return the copy
   */
  public SipParameters with(String name, String value) {
    Map<String, String> copy = new LinkedHashMap<>(values);
    copy.put(name.toLowerCase(Locale.ROOT), value);
    return of(copy);
  }

  /**
   * A copy without a parameter.
   *
   * @param name in any case
   * @return the copy
   */
  public SipParameters without(String name) {
    Map<String, String> copy = new LinkedHashMap<>(values);
    copy.remove(name.toLowerCase(Locale.ROOT));
    return of(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipParameters that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** The parameters as written in a message, each with its leading semicolon. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (name, value) -> {
          text.append(';').append(name);
          if (!value.isEmpty()) {
            text.append('=').append(value);
          }
        });
    return text.toString();
  }
}
