package io.jasip.internal.call;

import io.jasip.CallOptions;
import io.jasip.internal.core.ClientRequest;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.ClientTransactionUser;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calling side of an INVITE (RFC 3261 sections 13.2 and 9.1). Several callees may answer when a
 * proxy forks: the first has the call, every other is acknowledged and hung up in its own dialog.
 * On the loop.
 */
final class InviteClient implements ResponseListener {

  private static final Logger LOG = LoggerFactory.getLogger(InviteClient.class);

  private final UserAgentCore core;
  private final NameAddr target;
  private final String callId;
  private final Caller caller;
  private final NameAddr from;
  private final CallOptions options;
  private final SipHeaders transferred;
  private final SessionTimer timer;
  private final Redirection redirection;
  private final Events events;
  private final EarlyLegs legs;
  private final Map<DialogId, SipRequest> acks = new HashMap<>();
  private SipUri uri;
  private String offer = "";
  private long sequence;
  private @Nullable ClientRequest request;
  private @Nullable Dialog dialog;
  private boolean answeredBadly;
  private @Nullable SipHeaders cancelWith;
  private boolean cancelSent;
  private boolean closed;
  private Timer cancelTimer = Timer.NONE;

  /** Told how the INVITE goes. */
  interface Events {
    void onProvisional(SipResponse response);

    /** A callee has sent a session description before its answer. */
    void onEarlyMedia(String description);

    /** Who handles the requests that come in a dialog of the INVITE. */
    DialogTable.Owner ownerOf(Dialog dialog);

    /** The callee has answered, or repeats that; the dialog is the same each time. */
    void onSuccess(Dialog dialog, SipResponse response);

    /** The callee has answered, but so that no dialog comes of it. */
    void onBadSuccess(SipResponse response, String why);

    void onRefusal(SipResponse response);

    void onTimeout();

    void onTransportError();
  }

  InviteClient(
      UserAgentCore core,
      SipUri target,
      String callId,
      CallOptions options,
      SipHeaders transferred,
      SessionTimer timer,
      Events events) {
    this.core = core;
    this.target = NameAddr.of(target);
    this.uri = target;
    this.callId = callId;
    this.options = options;
    this.transferred = transferred;
    this.timer = timer;
    this.redirection = new Redirection(target, options.redirects());
    this.caller = Caller.of(core.identity().addressOfRecord(), options);
    this.from = caller.from().withTag(Identifiers.tag());
    this.events = events;
    this.legs = new EarlyLegs(core, events::ownerOf);
  }

  void send(String description) {
    offer = description;
    attempt();
  }

  private void attempt() {
    Duration expires = options.expires();
    SipHeaders limit =
        expires == null
            ? SipHeaders.NONE
            : SipHeaders.builder().add("Expires", Long.toString(expires.toSeconds())).build();
    SipRequest invite =
        core.request(SipMethod.INVITE, uri, from, target, callId, ++sequence)
            .header("Contact", core.contact().toString())
            .header("Allow", core.allow())
            .header("Supported", supported())
            .headers(timer.request())
            .headers(caller.headers())
            .headers(limit)
            .headers(transferred)
            .headers(options.headers())
            .body(SessionDescription.body(offer, options.parts()))
            .build();
    request = core.send(invite, () -> ++sequence, this);
  }

  /** Without an offer of ours, a reliable response would hold one, to be answered by PRACK. */
  private String supported() {
    return options.withoutOffer() ? core.supported().replace("100rel, ", "") : core.supported();
  }

  /**
   * Withdraws the INVITE, as soon as a provisional response allows it (RFC 3261 section 9.1).
   *
   * @param more header fields of the CANCEL
   */
  void cancel(SipHeaders more) {
    cancelWith = more;
    if (request != null) {
      request.stopRepeating();
      if (request.hasResponse()) {
        sendCancel(request, more);
      }
    }
  }

  private void sendCancel(ClientRequest invite, SipHeaders more) {
    if (cancelSent) {
      return;
    }
    cancelSent = true;
    core.transactions()
        .request(RequestBuilder.cancel(invite.request(), more), ClientTransactionUser.NOBODY);
    // A server that answers the CANCEL and never the INVITE would leave the call hanging for ever.
    cancelTimer =
        core.loop()
            .schedule(
                core.timers().timeout(),
                () -> {
                  invite.abandon();
                  events.onTimeout();
                });
  }

  /**
   * Acknowledges the 2xx of the call, again if it was repeated.
   *
   * @param answer to the offer in the 2xx; {@code ""} if that held none
   */
  void acknowledge(String answer) {
    if (dialog != null) {
      acknowledge(dialog, SessionDescription.body(answer, List.of()));
    }
  }

  private void acknowledge(Dialog leg, SipBody body) {
    if (request != null) {
      SipRequest invite = request.request();
      SipRequest ack = acks.computeIfAbsent(leg.id(), id -> leg.ack(invite, body));
      core.transactions().send(ack);
    }
  }

  @Override
  public void onResponse(SipRequest invite, SipResponse response) {
    if (response.isProvisional()) {
      if (cancelWith != null && request != null) {
        sendCancel(request, cancelWith);
      }
      provisional(invite, response);
    } else if (response.isSuccess()) {
      cancelTimer.cancel();
      success(invite, response);
    } else {
      cancelTimer.cancel();
      if (cancelWith == null && !closed && isWorthAnother(response)) {
        legs.forget();
        attempt();
      } else {
        events.onRefusal(response);
      }
    }
  }

  /** Whether to ask again: with a longer interval, or at another address. */
  private boolean isWorthAnother(SipResponse refusal) {
    if (refusal.status() == StatusCode.SESSION_INTERVAL_TOO_SMALL) {
      return timer.raise(refusal);
    }
    SipUri next = redirection.next(refusal);
    if (next != null) {
      uri = next;
    }
    return next != null;
  }

  private void provisional(SipRequest invite, SipResponse response) {
    if (!legs.receive(invite, response)) {
      return;
    }
    events.onProvisional(response);
    String description = SessionDescription.of(response);
    if (!description.isEmpty() && !options.withoutOffer()) {
      events.onEarlyMedia(description);
    }
  }

  /**
   * The early dialog of a callee that has answered, which keeps its sequence numbers, or a new one.
   */
  private Dialog confirmed(SipRequest invite, SipResponse success)
      throws MalformedMessageException {
    EarlyLeg early = legs.find(success);
    if (early == null) {
      return Dialog.ofClient(invite, success, core.identity()::via);
    }
    early.dialog().confirm(success);
    return early.dialog();
  }

  /** The early dialog of a callee; null if it made none. */
  @Nullable EarlyLeg leg(Dialog of) {
    return legs.find(of);
  }

  /** Whether an early dialog is one of this INVITE. */
  boolean hasLeg(DialogId id) {
    return legs.has(id);
  }

  /** The early dialog that was made first; null if there is none. */
  @Nullable Dialog firstEarly() {
    return legs.first();
  }

  /** The call is over: no early dialog is left, and nobody waits for credentials any more. */
  void close() {
    closed = true;
    legs.close();
    if (request != null) {
      request.stopRepeating();
    }
  }

  private void success(SipRequest invite, SipResponse response) {
    DialogId id = DialogId.ofResponse(response);
    legs.close();
    if (dialog != null && dialog.id().equals(id)) {
      events.onSuccess(dialog, response);
      return;
    }
    Dialog leg;
    try {
      leg = confirmed(invite, response);
    } catch (MalformedMessageException e) {
      LOG.warn("Dropped a 2xx of call {}: {}", callId, e.getMessage());
      if (dialog == null && !answeredBadly) {
        answeredBadly = true;
        events.onBadSuccess(response, String.valueOf(e.getMessage()));
      }
      return;
    }
    if (dialog == null && !answeredBadly) {
      dialog = leg;
      events.onSuccess(leg, response);
      return;
    }
    // Another callee has the call, or it is over: this one would talk to nobody.
    boolean repeated = acks.containsKey(id);
    if (!repeated && acks.size() > core.limits().earlyDialogs()) {
      LOG.debug("Dropped a 2xx of call {}: too many callees have answered", callId);
      return;
    }
    acknowledge(leg, SipBody.NONE);
    if (!repeated) {
      core.send(leg.request(SipMethod.BYE).build(), leg::nextSequence, ResponseListener.NOBODY);
    }
  }

  @Override
  public void onTimeout() {
    events.onTimeout();
  }

  @Override
  public void onTransportError() {
    cancelTimer.cancel();
    events.onTransportError();
  }
}
