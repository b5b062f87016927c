package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.util.concurrent.CompletableFuture;

/**
 * Our sign of life (RFC 4028 section 7.4): UPDATE without an offer where the peer's Allow lists it,
 * else a re-INVITE. On the loop.
 */
final class SessionRefresh implements OfferRequest.Outcome {

  private final UserAgentCore core;
  private final Dialog dialog;
  private final PeerCapabilities peer;
  private final Negotiation negotiation;
  private final SessionTimer timer;

  SessionRefresh(
      UserAgentCore core,
      Dialog dialog,
      PeerCapabilities peer,
      Negotiation negotiation,
      SessionTimer timer) {
    this.core = core;
    this.dialog = dialog;
    this.peer = peer;
    this.negotiation = negotiation;
    this.timer = timer;
  }

  void send() {
    if (peer.allows(SipMethod.UPDATE)) {
      new OfferRequest(core, dialog, SipMethod.UPDATE, this).send("", timer.request());
    } else {
      CompletableFuture<Void> done = new CompletableFuture<>();
      done.exceptionally(
          failure -> {
            timer.refused();
            return null;
          });
      negotiation.want(SessionChanges.Change.refresh(done));
    }
  }

  @Override
  public void onSuccess(SipResponse response) {
    peer.learn(response);
    timer.answered(response);
  }

  @Override
  public void onRefusal(SipResponse response) {
    boolean unknown =
        response.status() == StatusCode.METHOD_NOT_ALLOWED
            || response.status() == StatusCode.NOT_IMPLEMENTED;
    if (OfferRequest.endsDialog(response)) {
      timer.gone();
    } else if (unknown) {
      peer.refuses(SipMethod.UPDATE);
      send();
    } else if (response.status() == StatusCode.SESSION_INTERVAL_TOO_SMALL
        && timer.raise(response)) {
      send();
    } else {
      timer.refused();
    }
  }

  @Override
  public void onTimeout() {
    timer.gone();
  }

  @Override
  public void onTransportError() {
    timer.refused();
  }
}
