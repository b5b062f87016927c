package io.jasip.internal.call;

import io.jasip.internal.core.Decision.Answer;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * An offer of the peer within a call, in a re-INVITE or UPDATE, or a re-INVITE that asks for ours
 * (RFC 3261 section 14.2, RFC 3311 section 5.2); and how it is answered. On the loop.
 */
final class PeerOffer implements ServerTransaction.Listener {

  private final UserAgentCore core;
  private final Dialog dialog;
  private final ServerTransaction transaction;
  private final SipUri target;
  private boolean tried;
  private Runnable withdrawn = () -> {};
  private @Nullable SuccessRepeater repeater;

  /**
   * Takes a request.
   *
   * @throws MalformedMessageException if its Contact is not readable
   */
  PeerOffer(UserAgentCore core, Dialog dialog, ServerTransaction transaction)
      throws MalformedMessageException {
    this.core = core;
    this.dialog = dialog;
    this.transaction = transaction;
    this.target = dialog.targetAfter(transaction.request());
    transaction.listen(this);
  }

  /** Sets what is run when the peer cancels the request, or the connection is lost before 2xx. */
  void whenWithdrawn(Runnable task) {
    withdrawn = task;
  }

  @Override
  public void onCancel(SipRequest cancel) {
    withdrawn.run();
  }

  @Override
  public void onTransportError() {
    withdrawn.run();
  }

  SipRequest request() {
    return transaction.request();
  }

  /** The offer; {@code ""} if ours is asked for. */
  String description() {
    return SessionDescription.of(request());
  }

  boolean isInvite() {
    return request().is(SipMethod.INVITE);
  }

  /** Tells a re-INVITE that the answer takes a while. */
  void trying() {
    if (isInvite() && !tried) {
      tried = true;
      transaction.respond(core.response(transaction, StatusCode.TRYING).build());
    }
  }

  /**
   * Sends the 2xx; to an INVITE again until its ACK comes.
   *
   * @param description our answer, or the offer that was asked for
   * @param more header fields
   * @param unacknowledged run when no ACK comes
   */
  void accept(String description, SipHeaders more, Runnable unacknowledged) {
    dialog.moveTo(target);
    ResponseBuilder success =
        core.response(transaction, StatusCode.OK)
            .recordRoutes(request())
            .header("Contact", core.contact().toString())
            .header("Allow", core.allow())
            .headers(more)
            .body("application/sdp", description);
    if (isInvite()) {
      SuccessRepeater made =
          new SuccessRepeater(core, transaction, success.build(), unacknowledged);
      repeater = made;
      made.start();
    } else {
      transaction.respond(success.build());
    }
  }

  boolean isAnswered() {
    return transaction.isAnswered();
  }

  void refuse(int status) {
    refuse(new Answer(status, SipHeaders.NONE));
  }

  void refuse(Answer answer) {
    if (!transaction.isAnswered()) {
      transaction.respond(
          core.response(transaction, answer.status()).headers(answer.headers()).build());
    }
  }

  /** Refuses because the session interval is shorter than we put up with. */
  void refuseInterval(long minimum) {
    CallGate.refuseInterval(core, transaction, minimum);
  }

  /** Refuses because we do not know what to do with the body. */
  void refuseBody() {
    CallGate.refuseBody(core, transaction);
  }

  /** Refuses because another request of the peer is not answered yet (RFC 3261 section 14.2). */
  void refuseForNow() {
    transaction.respond(
        core.response(transaction, StatusCode.SERVER_INTERNAL_ERROR)
            .header("Retry-After", Integer.toString(ThreadLocalRandom.current().nextInt(1, 11)))
            .build());
  }

  /** Whether an ACK is the one for our 2xx. */
  boolean isAcknowledgedBy(SipRequest ack) {
    return isInvite() && ack.cSeq().number() == request().cSeq().number();
  }

  /** The ACK has come, or nobody waits for it any more. */
  void stopRepeating() {
    if (repeater != null) {
      repeater.stop();
      repeater = null;
    }
  }
}
