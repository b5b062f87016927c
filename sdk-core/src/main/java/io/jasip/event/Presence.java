package io.jasip.event;

import io.jasip.sip.SipBody;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody can be reached, and how: {@code application/pidf+xml} (RFC 3863), with the
 * activities of RFC 4480.
 *
 * @param entity whose presence, as an address
 * @param tuples ways to be reached; possibly none
 * @param notes for people; possibly none
 * @param activities such as {@code on-the-phone} or {@code away}; possibly none
 */
public record Presence(
    String entity, List<Tuple> tuples, List<String> notes, List<String> activities) {

  /** Of the media type, in lower case. */
  public static final String TYPE = "application/pidf+xml";

  /**
   * One way to be reached.
   *
   * @param id names it among the others
   * @param open whether it takes messages or calls now; null if the report does not say
   * @param contact an address, as written; null if the report does not say
   * @param notes for people; possibly none
   * @param timestamp when that changed; null if the report does not say or says it badly
   */
  public record Tuple(
      String id,
      @Nullable Boolean open,
      @Nullable String contact,
      List<String> notes,
      @Nullable OffsetDateTime timestamp) {

    /**
     * Copies the notes.
     *
     * @param id names it
     * @param open whether it takes messages or calls, or null
     * @param contact an address, or null
     * @param notes for people
     * @param timestamp when that changed, or null
     */
    public Tuple {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Copies the lists.
   *
   * @param entity whose presence
   * @param tuples ways to be reached
   * @param notes for people
   * @param activities such as {@code away}
   */
  public Presence {
    tuples = List.copyOf(tuples);
    notes = List.copyOf(notes);
    activities = List.copyOf(activities);
  }

  /**
   * Whether any way to be reached is open.
   *
   * @return true if so
   */
  public boolean isOpen() {
    return tuples.stream().anyMatch(tuple -> Boolean.TRUE.equals(tuple.open()));
  }

  /**
   * Understands a body.
   *
   * @param body of any type
   * @return empty if the body is of another type
   * @throws MalformedBodyException if it is of the type but not what that promises
   */
  public static Optional<Presence> of(SipBody body) {
    return body.mediaType().equals(TYPE) ? Optional.of(parse(body)) : Optional.empty();
  }

  private static Presence parse(SipBody body) {
    XmlElement root = XmlElement.parse(body, "presence");
    List<String> activities =
        root.all("person").stream()
            .flatMap(person -> person.all("activities").stream())
            .flatMap(all -> all.children().stream())
            .map(XmlElement::name)
            .filter(name -> !name.equals("note"))
            .toList();
    return new Presence(
        root.required("entity"),
        root.all("tuple").stream().map(Presence::tuple).toList(),
        notes(root),
        activities);
  }

  private static List<String> notes(XmlElement element) {
    return element.all("note").stream().map(XmlElement::text).toList();
  }

  private static Tuple tuple(XmlElement element) {
    Optional<String> basic =
        element.first("status").flatMap(status -> status.first("basic")).map(XmlElement::text);
    return new Tuple(
        element.required("id"),
        basic.map(text -> text.equalsIgnoreCase("open")).orElse(null),
        element.first("contact").map(XmlElement::text).orElse(null),
        notes(element),
        element.first("timestamp").map(XmlElement::text).map(Presence::time).orElse(null));
  }

  private static @Nullable OffsetDateTime time(String text) {
    try {
      return OffsetDateTime.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
