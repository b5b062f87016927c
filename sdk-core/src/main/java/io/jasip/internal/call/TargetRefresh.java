package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.util.concurrent.CompletableFuture;

/**
 * Tells the peer that we are to be reached by another connection now (RFC 3261 section 12.2.1.2):
 * UPDATE without an offer where the peer's Allow lists it, else a re-INVITE. A peer that knows the
 * call no more ends it. On the loop.
 */
final class TargetRefresh implements OfferRequest.Outcome {

  private final UserAgentCore core;
  private final Dialog dialog;
  private final PeerCapabilities peer;
  private final Negotiation negotiation;
  private final SessionTimer timer;
  private final Negotiation.Owner owner;

  /**
   * Prepares.
   *
   * @param owner told that the call is over
   */
  TargetRefresh(
      UserAgentCore core,
      Dialog dialog,
      PeerCapabilities peer,
      Negotiation negotiation,
      SessionTimer timer,
      Negotiation.Owner owner) {
    this.core = core;
    this.dialog = dialog;
    this.peer = peer;
    this.negotiation = negotiation;
    this.timer = timer;
    this.owner = owner;
  }

  void send() {
    if (peer.allows(SipMethod.UPDATE)) {
      new OfferRequest(core, dialog, SipMethod.UPDATE, this).send("", timer.request());
    } else if (!negotiation.isBusy()) {
      // An offer that is under way names our target too.
      negotiation.want(SessionChanges.Change.refresh(new CompletableFuture<>()));
    }
  }

  /**
   * With an offer that looks for a new path of the media, for our address is another. A media
   * engine that cannot do that keeps the path that it has.
   */
  void sendWithNewPath() {
    CompletableFuture<Void> agreed = new CompletableFuture<>();
    agreed.whenComplete(
        (done, failure) -> {
          if (failure instanceof RequestFailedException why && why.why() == Cause.MEDIA_ERROR) {
            core.loop().execute(this::send);
          }
        });
    negotiation.want(SessionChanges.Change.restart("ICE restart", agreed));
  }

  @Override
  public void onSuccess(SipResponse response) {
    peer.learn(response);
    timer.answered(response);
  }

  @Override
  public void onRefusal(SipResponse response) {
    String sentence = "the peer answered " + response.status() + " " + response.reason();
    if (OfferRequest.endsDialog(response)) {
      owner.onNegotiationBroken(
          Ending.remote(
              Cause.DIALOG_ERROR, 0, response, sentence + " after the connection was lost"));
    } else if (response.status() == StatusCode.METHOD_NOT_ALLOWED
        || response.status() == StatusCode.NOT_IMPLEMENTED) {
      peer.refuses(SipMethod.UPDATE);
      send();
    } else if (response.status() == StatusCode.SESSION_INTERVAL_TOO_SMALL
        && timer.raise(response)) {
      send();
    }
  }

  @Override
  public void onTimeout() {
    owner.onNegotiationBroken(
        Ending.system(
            Cause.REQUEST_TIMEOUT,
            0,
            "the peer did not answer after the connection was lost and made again",
            null));
  }

  /** The next connection brings the next attempt. */
  @Override
  public void onTransportError() {}
}
