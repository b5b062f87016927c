package io.jasip;

import io.jasip.event.DialogInfo;
import io.jasip.event.MalformedBodyException;
import io.jasip.event.MessageSummary;
import io.jasip.event.Presence;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A NOTIFY has come in (RFC 6665 section 4.1.3).
 *
 * @param subscription that it belongs to; null if it came without one, as Asterisk reports waiting
 *     messages
 * @param event the event package, without parameters
 * @param last whether the notifier ends the subscription with it
 * @param body possibly empty
 * @param request the NOTIFY
 */
public record NotifyEvent(
    @Nullable Subscription subscription,
    String event,
    boolean last,
    SipBody body,
    SipRequest request) {

  /**
   * The body as waiting messages (RFC 3842).
   *
   * @return empty if it is of another type, or malformed, which {@link MessageSummary#of} tells
   *     apart
   */
  public Optional<MessageSummary> messageSummary() {
    return readable(() -> MessageSummary.of(body));
  }

  /**
   * The body as dialogs (RFC 4235).
   *
   * @return empty if it is of another type, or malformed, which {@link DialogInfo#of} tells apart
   */
  public Optional<DialogInfo> dialogInfo() {
    return readable(() -> DialogInfo.of(body));
  }

  /**
   * The body as presence (RFC 3863).
   *
   * @return empty if it is of another type, or malformed, which {@link Presence#of} tells apart
   */
  public Optional<Presence> presence() {
    return readable(() -> Presence.of(body));
  }

  private static <T> Optional<T> readable(Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (MalformedBodyException e) {
      return Optional.empty();
    }
  }
}
