package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The requests of the peer within the dialog of a call (RFC 3261 sections 12.2.2, 14.2 and 15.1.2,
 * RFC 6086). On the loop.
 */
final class InDialogRequests implements DialogTable.Owner {

  private final UserAgentCore core;
  private final Dialog dialog;
  private final CallMedia media;
  private final Events events;
  private @Nullable ServerTransaction pending;
  private @Nullable SuccessRepeater reinvite;

  /** Told what the peer asks. */
  interface Events {
    /** Whether the call is established, so that its session can be changed. */
    boolean isEstablished();

    void onAck(SipRequest ack);

    void onBye(SipRequest bye);

    void onInfoDtmf(char digit);

    /** Our answer to a re-INVITE was not acknowledged. */
    void onReinviteUnacknowledged();
  }

  InDialogRequests(UserAgentCore core, Dialog dialog, CallMedia media, Events events) {
    this.core = core;
    this.dialog = dialog;
    this.media = media;
    this.events = events;
  }

  @Override
  public void onAck(SipRequest ack) {
    events.onAck(ack);
  }

  @Override
  public void onRequest(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!dialog.acceptSequence(request)) {
      core.refuse(transaction, StatusCode.SERVER_INTERNAL_ERROR);
    } else if (request.is(SipMethod.BYE)) {
      core.refuse(transaction, StatusCode.OK);
      events.onBye(request);
    } else if (request.is(SipMethod.INVITE)) {
      receiveInvite(transaction);
    } else if (request.is(SipMethod.INFO)) {
      core.refuse(transaction, StatusCode.OK);
      dtmf(request).ifPresent(events::onInfoDtmf);
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

  /** A re-INVITE: a new offer, or none, which asks for ours (RFC 3261 section 14.2). */
  private void receiveInvite(ServerTransaction transaction) {
    SipRequest request = transaction.request();
    if (!events.isEstablished()) {
      core.refuse(transaction, StatusCode.REQUEST_PENDING);
      return;
    }
    if (pending != null && !pending.isAnswered()) {
      transaction.respond(
          core.response(transaction, StatusCode.SERVER_INTERNAL_ERROR)
              .header("Retry-After", "5")
              .build());
      return;
    }
    if (!request.contentType().equals("application/sdp")) {
      core.refuse(
          transaction,
          request.hasBody() ? StatusCode.UNSUPPORTED_MEDIA_TYPE : StatusCode.NOT_ACCEPTABLE_HERE);
      return;
    }
    try {
      dialog.refreshTarget(request);
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    pending = transaction;
    transaction.respond(core.response(transaction, StatusCode.TRYING).build());
    media.answerAgain(
        request.bodyText(),
        answer -> accept(transaction, answer),
        failure -> core.refuse(transaction, StatusCode.NOT_ACCEPTABLE_HERE));
  }

  private void accept(ServerTransaction transaction, String answer) {
    SipResponse success =
        core.response(transaction, StatusCode.OK)
            .recordRoutes(transaction.request())
            .header("Contact", core.contact().toString())
            .header("Allow", core.allow())
            .body("application/sdp", answer)
            .build();
    SuccessRepeater repeater =
        new SuccessRepeater(core, transaction, success, events::onReinviteUnacknowledged);
    reinvite = repeater;
    repeater.start();
  }

  /** The call is over: what still awaits an answer gets one (RFC 3261 section 15.1.2). */
  void end() {
    stopRepeating();
    if (pending != null && !pending.isAnswered()) {
      core.refuse(pending, StatusCode.REQUEST_TERMINATED);
    }
  }

  /** An ACK, or the end of the call. */
  void stopRepeating() {
    if (reinvite != null) {
      reinvite.stop();
      reinvite = null;
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
