package io.jasip.internal.subscription;

import io.jasip.SubscribeOptions;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber and a notifier share from the SUBSCRIBE to the end (RFC 5057 calls it a usage):
 * Call-ID, tags, and from the first NOTIFY on a dialog. A subscription that is made anew has a new
 * one. Writes the SUBSCRIBE requests. On the loop.
 */
final class SubscriptionUsage {

  /** The usual type of an event package, for notifiers that insist on Accept. */
  private static final Map<String, String> TYPES =
      Map.of(
          "presence", "application/pidf+xml",
          "dialog", "application/dialog-info+xml",
          "message-summary", "application/simple-message-summary");

  private final UserAgentCore core;
  private final SipUri target;
  private final EventHeader event;
  private final SubscribeOptions options;
  private final String callId;
  private final NameAddr local;
  private final long begun;
  private long sequence;
  private @Nullable Dialog dialog;

  SubscriptionUsage(
      UserAgentCore core, SipUri target, EventHeader event, SubscribeOptions options) {
    this(
        core,
        target,
        event,
        options,
        Identifiers.callId(),
        core.identity().addressOfRecord().withTag(Identifiers.tag()),
        0,
        core.loop().nanoTime());
  }

  private SubscriptionUsage(
      UserAgentCore core,
      SipUri target,
      EventHeader event,
      SubscribeOptions options,
      String callId,
      NameAddr local,
      long sequence,
      long begun) {
    this.core = core;
    this.target = target;
    this.event = event;
    this.options = options;
    this.callId = callId;
    this.local = local;
    this.sequence = sequence;
    this.begun = begun;
  }

  /** Another dialog of the same SUBSCRIBE, which a proxy has forked. */
  SubscriptionUsage fork() {
    return new SubscriptionUsage(core, target, event, options, callId, local, sequence, begun);
  }

  /** Whether a NOTIFY answers the SUBSCRIBE. */
  boolean isAnsweredBy(SipRequest notify) {
    return notify.callId().equals(callId) && notify.to().tag().equals(local.tag());
  }

  /** Whether 64*T1 have passed since the SUBSCRIBE, so that no fork answers any more. */
  boolean isOld() {
    return core.loop().nanoTime() - begun >= core.timers().timeout().toNanos();
  }

  /** The dialog; null until the first NOTIFY. */
  @Nullable Dialog dialog() {
    return dialog;
  }

  /** The first NOTIFY makes the dialog. */
  Dialog adopt(SipRequest notify) throws MalformedMessageException {
    Dialog made = Dialog.ofSubscriber(notify, sequence, core.identity()::via);
    dialog = made;
    return made;
  }

  long nextSequence() {
    return dialog == null ? ++sequence : dialog.nextSequence();
  }

  /** A SUBSCRIBE: the first, a refresh in the dialog, or with no time the end of it. */
  SipRequest subscribe(Duration expires) {
    RequestBuilder request =
        dialog == null
            ? core.request(
                SipMethod.SUBSCRIBE, target, local, NameAddr.of(target), callId, nextSequence())
            : dialog.request(SipMethod.SUBSCRIBE);
    List<String> accept =
        options.accept().isEmpty() && TYPES.containsKey(event.token())
            ? List.of(TYPES.getOrDefault(event.token(), ""))
            : options.accept();
    request
        .header("Contact", core.contact().toString())
        .header("Event", event.toString())
        .header("Expires", Long.toString(expires.toSeconds()))
        .header("Supported", core.supported())
        .header("Allow", core.allow());
    if (!accept.isEmpty()) {
      request.header("Accept", String.join(", ", accept));
    }
    return request.headers(options.headers()).body(options.body()).build();
  }
}
