package io.jasip.internal.call;

import io.jasip.internal.core.Decision.Answer;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The requests of the peer within the dialog of a call (RFC 3261 sections 12.2.2, 14.2 and 15.1.2,
 * RFC 6086). On the loop.
 */
final class InDialogRequests implements DialogTable.Owner {

  /** Well before the peer gives up after 32 s (RFC 3261 section 17.1.2.2). */
  private static final Duration TIME_TO_DECIDE = Duration.ofSeconds(10);

  private final UserAgentCore core;
  private final Dialog dialog;
  private final PeerCapabilities peer;
  private final Negotiation negotiation;
  private final SessionTimer timer;
  private final Events events;

  /** Told what the peer asks. */
  interface Events {
    void onAck(SipRequest ack);

    void onBye(SipRequest bye);

    /** A new offer has come, before it is looked at. */
    void onPeerOffer(Dialog dialog, SipRequest request);

    /** An acknowledgement of a reliable provisional response; must be answered. */
    void onPrack(ServerTransaction transaction);

    void onInfoDtmf(char digit);

    /** A REFER, NOTIFY or SUBSCRIBE; must be answered. */
    void onRefer(Dialog dialog, ServerTransaction transaction);

    /** A request that only the application may understand; it says on the loop what to answer. */
    void onPlainRequest(SipRequest request, Consumer<Answer> then);
  }

  InDialogRequests(
      UserAgentCore core,
      Dialog dialog,
      PeerCapabilities peer,
      Negotiation negotiation,
      SessionTimer timer,
      Events events) {
    this.core = core;
    this.dialog = dialog;
    this.peer = peer;
    this.negotiation = negotiation;
    this.timer = timer;
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
      receiveInvite(transaction);
    } else if (request.is(SipMethod.UPDATE)) {
      receiveUpdate(transaction);
    } else if (request.is(SipMethod.PRACK)) {
      events.onPrack(transaction);
    } else if (request.is(SipMethod.INFO)) {
      receiveInfo(transaction);
    } else if (request.is(SipMethod.MESSAGE)) {
      receivePlain(transaction);
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
      int status =
          request.method().isKnown() ? StatusCode.METHOD_NOT_ALLOWED : StatusCode.NOT_IMPLEMENTED;
      transaction.respond(core.response(transaction, status).header("Allow", core.allow()).build());
    }
  }

  /**
   * Replaces makes a new call of an INVITE, which one within a call is not (RFC 3891 section 3).
   */
  private void receiveInvite(ServerTransaction transaction) {
    if (transaction.request().header("Replaces").isPresent()) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    } else {
      receiveOffer(transaction);
    }
  }

  private void receiveInfo(ServerTransaction transaction) {
    Optional<Character> digit = InfoDigit.of(transaction.request());
    if (digit.isPresent()) {
      core.refuse(transaction, StatusCode.OK);
      events.onInfoDtmf(digit.get());
    } else {
      receivePlain(transaction);
    }
  }

  private void receivePlain(ServerTransaction transaction) {
    Timer late = core.loop().schedule(TIME_TO_DECIDE, () -> answerPlain(transaction, Answer.OK));
    events.onPlainRequest(
        transaction.request(),
        answer -> {
          late.cancel();
          answerPlain(transaction, answer);
        });
  }

  private void answerPlain(ServerTransaction transaction, Answer answer) {
    if (!transaction.isAnswered()) {
      transaction.respond(
          core.response(transaction, answer.status()).headers(answer.headers()).build());
    }
  }

  /** A re-INVITE (RFC 3261 section 14.2), or an UPDATE with an offer (RFC 3311 section 5.2). */
  private void receiveOffer(ServerTransaction transaction) {
    events.onPeerOffer(dialog, transaction.request());
    try {
      negotiation.receive(new PeerOffer(core, dialog, transaction));
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    }
  }

  /** An UPDATE without an offer: a sign of life, which may name a new target. */
  private void receiveUpdate(ServerTransaction transaction) {
    SipRequest update = transaction.request();
    if (SessionDescription.isOffered(update)) {
      receiveOffer(transaction);
      return;
    }
    long tooSmall = timer.refusal(update);
    if (tooSmall > 0) {
      CallGate.refuseInterval(core, transaction, tooSmall);
      return;
    }
    try {
      dialog.moveTo(dialog.targetAfter(update));
      transaction.respond(
          core.response(transaction, StatusCode.OK)
              .header("Contact", core.contact().toString())
              .header("Allow", core.allow())
              .headers(dialog.isConfirmed() ? timer.accept(update) : SipHeaders.NONE)
              .build());
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
    }
  }
}
