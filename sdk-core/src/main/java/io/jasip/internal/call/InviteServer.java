package io.jasip.internal.call;

import io.jasip.HangupOptions;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The called side of an INVITE (RFC 3261 section 13.3, RFC 3262 section 3). On the loop. */
final class InviteServer implements ServerTransaction.Listener {

  private final UserAgentCore core;
  private final ServerTransaction transaction;
  private final Dialog dialog;
  private final Events events;
  private final ReliableResponses reliable;
  private @Nullable SuccessRepeater success;

  /** Told how the INVITE goes. */
  interface Events {
    void onCancel(SipRequest cancel);

    void onAckTimeout();

    /** A reliable provisional response of ours was not acknowledged. */
    void onPrackTimeout();

    void onInviteTransportError();
  }

  InviteServer(UserAgentCore core, ServerTransaction transaction, Dialog dialog, Events events) {
    this.core = core;
    this.transaction = transaction;
    this.dialog = dialog;
    this.events = events;
    this.reliable = new ReliableResponses(core, transaction, events::onPrackTimeout);
    transaction.listen(this);
  }

  SipRequest request() {
    return transaction.request();
  }

  /** The peer's session description; {@code ""} if the INVITE has none. */
  String offer() {
    return SessionDescription.of(request());
  }

  /** Whether the caller takes reliable provisional responses. */
  boolean isReliable() {
    return request().headers().lists("Supported", "100rel") || requiresReliable();
  }

  private boolean requiresReliable() {
    return request().headers().lists("Require", "100rel");
  }

  void ring() {
    if (requiresReliable()) {
      reliable.send(response(StatusCode.RINGING), prack -> {});
    } else {
      transaction.respond(response(StatusCode.RINGING).build());
    }
  }

  /** Tells the caller that it takes a while. */
  void trying() {
    transaction.respond(core.response(transaction, StatusCode.TRYING).build());
  }

  /** Sends a provisional response of the application's, reliably where the caller insists. */
  void progress(int status, @Nullable String reason, SipHeaders extra) {
    ResponseBuilder progress = response(status).headers(extra);
    if (reason != null) {
      progress.reason(reason);
    }
    if (requiresReliable()) {
      reliable.send(progress, prack -> {});
    } else {
      transaction.respond(progress.build());
    }
  }

  /**
   * Sends a session description before the answer: 183, reliably where the caller can.
   *
   * @param acknowledged told of the PRACK; not at all if the response is not reliable
   * @param sent run when the caller has it, as far as we can know
   */
  void progress(
      String description,
      SipHeaders extra,
      List<SipBody> parts,
      Consumer<SipRequest> acknowledged,
      Runnable sent) {
    ResponseBuilder progress =
        response(StatusCode.SESSION_PROGRESS)
            .header("Allow", core.allow())
            .headers(extra)
            .body(SessionDescription.body(description, parts));
    if (isReliable()) {
      reliable.send(
          progress,
          prack -> {
            acknowledged.accept(prack);
            sent.run();
          });
    } else {
      transaction.respond(progress.build());
      sent.run();
    }
  }

  /** The provisional responses to the INVITE that await their PRACK. */
  ReliableResponses reliable() {
    return reliable;
  }

  /**
   * Answers.
   *
   * @param description {@code ""} if the caller has acknowledged it before
   */
  void accept(String description, SipHeaders extra, List<SipBody> parts) {
    dialog.confirm();
    ResponseBuilder answer =
        response(StatusCode.OK)
            .header("Allow", core.allow())
            .header("Supported", core.supported())
            .headers(extra)
            .body(SessionDescription.body(description, parts));
    SuccessRepeater repeater =
        new SuccessRepeater(core, transaction, answer.build(), events::onAckTimeout);
    success = repeater;
    repeater.start();
  }

  void refuse(int status, HangupOptions how) {
    if (transaction.isAnswered()) {
      return;
    }
    ResponseBuilder refusal =
        core.response(transaction, status).headers(how.headers()).body(how.body());
    if (how.reason() != null) {
      refusal.reason(how.reason());
    }
    transaction.respond(refusal.build());
  }

  /** Whether an ACK is the one for our 2xx. */
  boolean isAcknowledgedBy(SipRequest ack) {
    return ack.cSeq().number() == request().cSeq().number();
  }

  /** The ACK has come, or the call has ended. */
  void stopRepeating() {
    reliable.stop();
    if (success != null) {
      success.stop();
    }
  }

  private ResponseBuilder response(int status) {
    return core.response(transaction, status)
        .recordRoutes(request())
        .header("Contact", core.contact().toString());
  }

  @Override
  public void onCancel(SipRequest cancel) {
    events.onCancel(cancel);
  }

  @Override
  public void onTransportError() {
    events.onInviteTransportError();
  }
}
