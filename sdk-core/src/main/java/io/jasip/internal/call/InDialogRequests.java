package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.Locale;
import java.util.Optional;

/**
 * The requests of the peer within the dialog of a call (RFC 3261 sections 12.2.2, 14.2 and 15.1.2,
 * RFC 6086). On the loop.
 */
final class InDialogRequests implements DialogTable.Owner {

  private final UserAgentCore core;
  private final Dialog dialog;
  private final PeerCapabilities peer;
  private final Negotiation negotiation;
  private final Events events;

  /** Told what the peer asks. */
  interface Events {
    void onAck(SipRequest ack);

    void onBye(SipRequest bye);

    /** A new offer has come, before it is looked at. */
    void onPeerOffer(Dialog dialog);

    /** An acknowledgement of a reliable provisional response; must be answered. */
    void onPrack(ServerTransaction transaction);

    void onInfoDtmf(char digit);

    /** A REFER, NOTIFY or SUBSCRIBE; must be answered. */
    void onRefer(Dialog dialog, ServerTransaction transaction);
  }

  InDialogRequests(
      UserAgentCore core,
      Dialog dialog,
      PeerCapabilities peer,
      Negotiation negotiation,
      Events events) {
    this.core = core;
    this.dialog = dialog;
    this.peer = peer;
    this.negotiation = negotiation;
    this.events = events;
  }

  @Override
  public void onAck(SipRequest ack) {
    events.onAck(ack);
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    peer.learn(request);
    if (!dialog.acceptSequence(request)) {
      core.refuse(transaction, StatusCode.SERVER_INTERNAL_ERROR);
    } else if (request.is(SipMethod.BYE)) {
      core.refuse(transaction, StatusCode.OK);
      events.onBye(request);
    } else if (request.is(SipMethod.INVITE)) {
      receiveOffer(transaction);
    } else if (request.is(SipMethod.UPDATE)) {
      receiveUpdate(transaction);
    } else if (request.is(SipMethod.PRACK)) {
      events.onPrack(transaction);
    } else if (request.is(SipMethod.INFO)) {
      core.refuse(transaction, StatusCode.OK);
      dtmf(request).ifPresent(events::onInfoDtmf);
    } else if (request.is(SipMethod.REFER)
        || request.is(SipMethod.NOTIFY)
        || request.is(SipMethod.SUBSCRIBE)) {
      events.onRefer(dialog, transaction);
    } else if (request.is(SipMethod.OPTIONS)) {
      transaction.respond(
          core.response(transaction, StatusCode.OK)
              .header("Allow", core.allow())
              .header("Accept", "application/sdp")
              .build());
    } else {
      transaction.respond(
          core.response(transaction, StatusCode.METHOD_NOT_ALLOWED)
              .header("Allow", core.allow())
              .build());
    }
  }

  /** A re-INVITE (RFC 3261 section 14.2), or an UPDATE with an offer (RFC 3311 section 5.2). */
  private void receiveOffer(ServerTransaction transaction) {
    events.onPeerOffer(dialog);
    try {
      negotiation.receive(new PeerOffer(core, dialog, transaction));
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    }
  }

  /** An UPDATE without an offer: a sign of life, which may name a new target. */
  private void receiveUpdate(ServerTransaction transaction) {
    SipRequest update = transaction.request();
    if (update.hasBody()) {
      receiveOffer(transaction);
      return;
    }
    try {
      dialog.moveTo(dialog.targetAfter(update));
      transaction.respond(
          core.response(transaction, StatusCode.OK)
              .header("Contact", core.contact().toString())
              .header("Allow", core.allow())
              .build());
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    }
  }

  /**
   * The digit in {@code application/dtmf-relay} ({@code Signal=5}) or {@code application/dtmf}
   * ({@code 5}).
   */
  static Optional<Character> dtmf(SipRequest info) {
    String text = info.bodyText().strip();
    String digit =
        switch (info.contentType()) {
          case "application/dtmf-relay" ->
              text.lines()
                  .map(String::strip)
                  .filter(line -> line.regionMatches(true, 0, "Signal", 0, 6))
                  .map(line -> line.substring(line.indexOf('=') + 1).strip())
                  .findFirst()
                  .orElse("");
          case "application/dtmf" -> text;
          default -> "";
        };
    String upper =
        switch (digit) {
          case "10" -> "*";
          case "11" -> "#";
          default -> digit.toUpperCase(Locale.ROOT);
        };
    return upper.length() == 1 && "0123456789ABCD*#".contains(upper)
        ? Optional.of(upper.charAt(0))
        : Optional.empty();
  }
}
