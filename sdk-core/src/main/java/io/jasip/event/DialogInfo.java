package io.jasip.event;

import io.jasip.sip.SipBody;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The dialogs of somebody, that is whether a phone rings or is in use: {@code
 * application/dialog-info+xml} (RFC 4235).
 *
 * @param entity whose dialogs, as an address
 * @param version counts up with each report
 * @param full whether these are all dialogs, or only those that have changed
 * @param dialogs possibly none
 */
public record DialogInfo(String entity, long version, boolean full, List<Dialog> dialogs) {

  /** Of the media type, in lower case. */
  public static final String TYPE = "application/dialog-info+xml";

  /** The state of a dialog (RFC 4235 section 3.7.1). */
  public enum State {
    /** INVITE sent, no answer. */
    TRYING,
    /** A provisional response without a tag. */
    PROCEEDING,
    /** It rings. */
    EARLY,
    /** In a call. */
    CONFIRMED,
    /** Over. */
    TERMINATED
  }

  /**
   * One dialog.
   *
   * @param id names it among the others
   * @param callId null if the report does not say
   * @param localTag null if the report does not say
   * @param remoteTag null if the report does not say
   * @param caller whether the entity has made the call; null if the report does not say
   * @param state of the dialog
   * @param local the entity's own end; null if the report does not say
   * @param remote the other end; null if the report does not say
   */
  public record Dialog(
      String id,
      @Nullable String callId,
      @Nullable String localTag,
      @Nullable String remoteTag,
      @Nullable Boolean caller,
      State state,
      @Nullable Party local,
      @Nullable Party remote) {}

  /**
   * One end of a dialog.
   *
   * @param displayName null if there is none
   * @param identity an address, as written; {@code ""} if there is none
   * @param target where it is reached; null if the report does not say
   */
  public record Party(@Nullable String displayName, String identity, @Nullable String target) {}

  /**
   * Copies the dialogs.
   *
   * @param entity whose dialogs
   * @param version counts up
   * @param full whether these are all
   * @param dialogs possibly none
   */
  public DialogInfo {
    dialogs = List.copyOf(dialogs);
  }

  /**
   * Understands a body.
   *
   * @param body of any type
   * @return empty if the body is of another type
   * @throws MalformedBodyException if it is of the type but not what that promises
   */
  public static Optional<DialogInfo> of(SipBody body) {
    return body.mediaType().equals(TYPE) ? Optional.of(parse(body)) : Optional.empty();
  }

  private static DialogInfo parse(SipBody body) {
    XmlElement root = XmlElement.parse(body, "dialog-info");
    return new DialogInfo(
        root.required("entity"),
        number(root.required("version")),
        !root.required("state").equals("partial"),
        root.all("dialog").stream().map(DialogInfo::dialog).toList());
  }

  private static long number(String text) {
    if (!text.strip().matches("\\d{1,18}")) {
      throw new MalformedBodyException("version of dialog-info is not a number");
    }
    return Long.parseLong(text.strip());
  }

  private static Dialog dialog(XmlElement element) {
    String direction = element.attribute("direction").orElse("");
    return new Dialog(
        element.required("id"),
        element.attribute("call-id").orElse(null),
        element.attribute("local-tag").orElse(null),
        element.attribute("remote-tag").orElse(null),
        direction.isEmpty() ? null : direction.equals("initiator"),
        state(element),
        element.first("local").map(DialogInfo::party).orElse(null),
        element.first("remote").map(DialogInfo::party).orElse(null));
  }

  private static State state(XmlElement dialog) {
    String text = dialog.first("state").map(XmlElement::text).orElse("").toUpperCase(Locale.ROOT);
    for (State state : State.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    throw new MalformedBodyException("dialog has no state that RFC 4235 knows");
  }

  private static Party party(XmlElement element) {
    Optional<XmlElement> identity = element.first("identity");
    return new Party(
        identity.flatMap(each -> each.attribute("display")).orElse(null),
        identity.map(XmlElement::text).orElse(""),
        element.first("target").flatMap(target -> target.attribute("uri")).orElse(null));
  }
}
