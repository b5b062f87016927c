package io.jasip.event;

import io.jasip.sip.SipBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which messages wait for a user: {@code application/simple-message-summary} (RFC 3842).
 *
 * @param waiting whether there are new messages
 * @param account whose messages, as written; null if the body does not say
 * @param counts by context class in lower case, such as {@code voice-message}
 */
public record MessageSummary(boolean waiting, @Nullable String account, Map<String, Count> counts) {

  /** Of the media type, in lower case. */
  public static final String TYPE = "application/simple-message-summary";

  private static final int MAX_BYTES = 64 * 1024;
  private static final Pattern COUNT =
      Pattern.compile(
          "(\\d{1,9})\\s*/\\s*(\\d{1,9})(?:\\s*\\(\\s*(\\d{1,9})\\s*/\\s*(\\d{1,9})\\s*\\))?");

  /**
   * How many messages of one class there are.
   *
   * @param fresh new
   * @param old heard or read
   * @param urgentFresh new and urgent
   * @param urgentOld heard or read, and urgent
   */
  public record Count(int fresh, int old, int urgentFresh, int urgentOld) {

    /** No messages. */
    public static final Count NONE = new Count(0, 0, 0, 0);
  }

  /**
   * Copies the counts.
   *
   * @param waiting whether there are new messages
   * @param account whose messages, or null
   * @param counts by context class
   */
  public MessageSummary {
    counts = Map.copyOf(counts);
  }

  /**
   * Voice messages.
   *
   * @return {@link Count#NONE} if the body does not say
   */
  public Count voice() {
    return counts.getOrDefault("voice-message", Count.NONE);
  }

  /**
   * Understands a body.
   *
   * @param body of any type
   * @return empty if the body is of another type
   * @throws MalformedBodyException if it is of the type but not what that promises
   */
  public static Optional<MessageSummary> of(SipBody body) {
    return body.mediaType().equals(TYPE) ? Optional.of(parse(body)) : Optional.empty();
  }

  private static MessageSummary parse(SipBody body) {
    if (body.bytes().length > MAX_BYTES) {
      throw new MalformedBodyException("message summary is larger than " + MAX_BYTES + " bytes");
    }
    Boolean waiting = null;
    String account = null;
    Map<String, Count> counts = new LinkedHashMap<>();
    List<String> lines = body.text().strip().lines().toList();
    for (String line : lines) {
      if (line.isBlank()) {
        break; // what follows are header fields of the single messages
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new MalformedBodyException("message summary has a line without a colon");
      }
      String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      if (name.equals("messages-waiting")) {
        waiting = value.equalsIgnoreCase("yes");
      } else if (name.equals("message-account")) {
        account = value;
      } else {
        Matcher matcher = COUNT.matcher(value);
        if (matcher.matches()) {
          counts.put(name, count(matcher));
        }
      }
    }
    if (waiting == null) {
      throw new MalformedBodyException("message summary does not say Messages-Waiting");
    }
    return new MessageSummary(waiting, account, counts);
  }

  private static Count count(Matcher matcher) {
    boolean urgent = matcher.group(3) != null;
    return new Count(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        urgent ? Integer.parseInt(matcher.group(3)) : 0,
        urgent ? Integer.parseInt(matcher.group(4)) : 0);
  }
}
