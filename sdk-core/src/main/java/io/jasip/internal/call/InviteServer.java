package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import org.jspecify.annotations.Nullable;

/** The called side of an INVITE (RFC 3261 section 13.3). On the loop. */
final class InviteServer implements ServerTransaction.Listener {

  private final UserAgentCore core;
  private final ServerTransaction transaction;
  private final Dialog dialog;
  private final Events events;
  private @Nullable SuccessRepeater success;

  /** Told how the INVITE goes. */
  interface Events {
    void onCancel(SipRequest cancel);

    void onAckTimeout();

    void onInviteTransportError();
  }

  InviteServer(UserAgentCore core, ServerTransaction transaction, Dialog dialog, Events events) {
    this.core = core;
    this.transaction = transaction;
    this.dialog = dialog;
    this.events = events;
    transaction.listen(this);
  }

  SipRequest request() {
    return transaction.request();
  }

  /** The peer's session description; {@code ""} if the INVITE has none. */
  String offer() {
    SipRequest invite = transaction.request();
    return invite.contentType().equals("application/sdp") ? invite.bodyText() : "";
  }

  void ring() {
    transaction.respond(response(StatusCode.RINGING).build());
  }

  void accept(String answer, SipHeaders extra) {
    dialog.confirm();
    SuccessRepeater repeater =
        new SuccessRepeater(
            core,
            transaction,
            response(StatusCode.OK)
                .header("Allow", core.allow())
                .header("Supported", "outbound")
                .headers(extra)
                .body("application/sdp", answer)
                .build(),
            events::onAckTimeout);
    success = repeater;
    repeater.start();
  }

  void refuse(int status) {
    if (!transaction.isAnswered()) {
      core.refuse(transaction, status);
    }
  }

  /** The ACK has come, or the call has ended. */
  void stopRepeating() {
    if (success != null) {
      success.stop();
    }
  }

  private ResponseBuilder response(int status) {
    return core.response(transaction, status)
        .recordRoutes(transaction.request())
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
