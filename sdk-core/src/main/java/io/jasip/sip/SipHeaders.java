package io.jasip.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of a message, in wire order (RFC 3261 section 7.3). Names are compared without
 * regard to case and compact forms stand for the long ones (section 7.3.3).
 */
public final class SipHeaders {

  /** No header fields. */
  public static final SipHeaders NONE = new SipHeaders(List.of());

  private static final Map<String, String> COMPACT =
      Map.ofEntries(
          Map.entry("a", "Accept-Contact"),
          Map.entry("b", "Referred-By"),
          Map.entry("c", "Content-Type"),
          Map.entry("d", "Request-Disposition"),
          Map.entry("e", "Content-Encoding"),
          Map.entry("f", "From"),
          Map.entry("i", "Call-ID"),
          Map.entry("j", "Reject-Contact"),
          Map.entry("k", "Supported"),
          Map.entry("l", "Content-Length"),
          Map.entry("m", "Contact"),
          Map.entry("n", "Identity-Info"),
          Map.entry("o", "Event"),
          Map.entry("r", "Refer-To"),
          Map.entry("s", "Subject"),
          Map.entry("t", "To"),
          Map.entry("u", "Allow-Events"),
          Map.entry("v", "Via"),
          Map.entry("x", "Session-Expires"),
          Map.entry("y", "Identity"));

  private final List<Field> fields;

  private SipHeaders(List<Field> fields) {
    this.fields = fields;
  }

  /**
   * One header field.
   *
   * @param name as written, or the long form of a compact name
   * @param value on one line
   */
  public record Field(String name, String value) {

    /**
     * Checks that the name is a token and that the value cannot begin another field.
     *
     * @param name as written, or the long form of a compact name
     * @param value on one line
     */
    public Field {
      if (!Tokens.isToken(name)) {
        throw new IllegalArgumentException(
            "header name \"" + name + "\" is not a token (RFC 3261 25.1)");
      }
      name = longForm(name);
      Tokens.requireOneLine("header " + name, value);
    }

    /** The field as written, with credentials masked (RFC 3261 section 22). */
    @Override
    public String toString() {
      boolean secret =
          name.equalsIgnoreCase("Authorization") || name.equalsIgnoreCase("Proxy-Authorization");
      return name + ": " + (secret ? "***" : value);
    }
  }

  /**
   * Begins a set of header fields.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder(List.of());
  }

  /**
   * Begins a changed copy.
   *
   * @return a builder with these fields
   */
  public Builder toBuilder() {
    return new Builder(fields);
  }

  /**
   * The first value of a field.
   *
   * @param name in any case, long or compact
   * @return empty if the field is absent
   */
  public Optional<String> first(String name) {
    String wanted = longForm(name);
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(wanted)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  /**
   * All values of a field, one per line of the message. A line may hold several values joined by
   * commas.
   *
   * @param name in any case, long or compact
   * @return empty if the field is absent
   */
  public List<String> all(String name) {
    String wanted = longForm(name);
    List<String> values = new ArrayList<>(2);
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(wanted)) {
        values.add(field.value());
      }
    }
    return values;
  }

  /**
   * The tokens of a list-valued field such as Supported or Allow.
   *
   * @param name in any case, long or compact
   * @return the tokens of all its lines
   */
  public List<String> tokens(String name) {
    List<String> tokens = new ArrayList<>();
    for (String line : all(name)) {
      for (String token : line.split(",", -1)) {
        if (!token.isBlank()) {
          tokens.add(token.strip());
        }
      }
    }
    return tokens;
  }

  /**
   * Whether a list-valued field names a token.
   *
   * @param name in any case, long or compact
   * @param token in any case
   * @return true if so
   */
  public boolean lists(String name, String token) {
    return tokens(name).stream().anyMatch(token::equalsIgnoreCase);
  }

  /**
   * All fields in order.
   *
   * @return not to be modified
   */
  public List<Field> fields() {
    return fields;
  }

  private static String longForm(String name) {
    return name.length() == 1 ? COMPACT.getOrDefault(name.toLowerCase(Locale.ROOT), name) : name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SipHeaders that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Collects header fields. Not for use by several threads at once. */
  public static final class Builder {

    private final List<Field> fields;

    private Builder(List<Field> fields) {
      this.fields = new ArrayList<>(fields);
    }

    /**
     * Adds a field at the end.
     *
     * @param name a token
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder add(String name, String value) {
      fields.add(new Field(name, value));
      return this;
    }

    /**
     * Adds all fields of another set at the end.
     *
     * @param headers to add
     * @return this
     */
    public Builder addAll(SipHeaders headers) {
      fields.addAll(headers.fields);
      return this;
    }

    /**
     * Puts a field in the place of all fields of that name, or at the end if there is none.
     *
     * @param name a token
     * @param value one line
     * @return this
     * @throws IllegalArgumentException if the name is not a token or the value holds a line break
     */
    public Builder set(String name, String value) {
      Field field = new Field(name, value);
      int place = -1;
      for (int i = fields.size() - 1; i >= 0; i--) {
        if (fields.get(i).name().equalsIgnoreCase(field.name())) {
          fields.remove(i);
          place = i;
        }
      }
      fields.add(place < 0 ? fields.size() : place, field);
      return this;
    }

    /**
     * Removes all fields of a name.
     *
     * @param name in any case, long or compact
     * @return this
     */
    public Builder remove(String name) {
      String unwanted = longForm(name);
      fields.removeIf(field -> field.name().equalsIgnoreCase(unwanted));
      return this;
    }

    /**
     * Finishes.
     *
     * @return the fields added so far
     */
    public SipHeaders build() {
      return fields.isEmpty()
          ? NONE
          : new SipHeaders(Collections.unmodifiableList(new ArrayList<>(fields)));
    }
  }
}
