package io.jasip.internal.call;

import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfEvent;
import io.jasip.Originator;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.core.Decision.Answer;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.media.MediaException;
import io.jasip.media.MediaState;
import io.jasip.sip.SipReason;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes inputs of a call's machine out of what SIP and the media say. On the loop. */
final class CallSignals
    implements InviteClient.Events,
        InviteServer.Events,
        InDialogRequests.Events,
        Negotiation.Owner,
        SessionTimer.Owner,
        CallMedia.Events {

  private final CallSession session;
  private final CallEvents events;
  private final Duration requestTimeout;

  CallSignals(CallSession session, CallEvents events, Duration requestTimeout) {
    this.session = session;
    this.events = events;
    this.requestTimeout = requestTimeout;
  }

  // What the INVITE says, as caller.

  @Override
  public void onProvisional(SipResponse response) {
    session.input(Input.PROVISIONAL, response, Originator.REMOTE);
    if (response.status() > StatusCode.TRYING) {
      session.identity().learn(response);
      events.progress(response);
    }
  }

  @Override
  public void onEarlyMedia(String description) {
    if (session.state() == CallState.PROCEEDING) {
      session.setup().earlyAnswer(description);
    }
  }

  @Override
  public DialogTable.Owner ownerOf(Dialog dialog) {
    return session.setup().ownerOf(dialog);
  }

  @Override
  public void onSuccess(Dialog made, SipResponse response) {
    session.setup().accepted(made, response);
    session.input(Input.SUCCESS, response, Originator.REMOTE);
  }

  @Override
  public void onBadSuccess(SipResponse response, String why) {
    session.end(
        Input.REFUSAL,
        Ending.remote(Cause.DIALOG_ERROR, 0, response, "the callee's answer is malformed: " + why));
  }

  @Override
  public void onRefusal(SipResponse response) {
    String answer = response.status() + " " + response.reason();
    session.end(
        Input.REFUSAL,
        Ending.remote(
            Cause.ofStatus(response.status()), 0, response, "the server answered " + answer));
  }

  @Override
  public void onTimeout() {
    session.end(
        Input.REQUEST_TIMEOUT,
        Ending.system(
            Cause.REQUEST_TIMEOUT,
            0,
            "the server did not answer within " + requestTimeout.toSeconds() + " s",
            null));
  }

  @Override
  public void onTransportError() {
    session.connectionLost();
  }

  // What the INVITE says, as callee.

  @Override
  public void onCancel(SipRequest cancel) {
    boolean elsewhere = SipReason.of(cancel).stream().anyMatch(CallSignals::isElsewhere);
    Ending why =
        elsewhere
            ? Ending.remote(
                Cause.ANSWERED_ELSEWHERE,
                StatusCode.REQUEST_TERMINATED,
                cancel,
                "another phone has answered")
            : Ending.remote(
                Cause.CANCELED, StatusCode.REQUEST_TERMINATED, cancel, "the caller gave up");
    session.end(Input.CANCEL, why);
  }

  /** RFC 3326 section 2; and the cause of the telephone network that stands for it. */
  private static boolean isElsewhere(SipReason reason) {
    return reason.protocol().equalsIgnoreCase("SIP")
        ? reason.cause() == StatusCode.OK
        : reason.protocol().equalsIgnoreCase("Q.850") && reason.cause() == 26;
  }

  @Override
  public void onAckTimeout() {
    session.end(
        Input.ACK_TIMEOUT,
        Ending.system(Cause.NO_ACK, 0, "the caller did not acknowledge our answer", null));
  }

  @Override
  public void onPrackTimeout() {
    session.end(
        Input.MEDIA_FAILED,
        Ending.system(
            Cause.NO_ACK,
            StatusCode.SERVER_TIMEOUT,
            "the caller did not acknowledge our provisional response",
            null));
  }

  @Override
  public void onInviteTransportError() {
    session.connectionLost();
  }

  // What the dialog says.

  @Override
  public void onAck(SipRequest ack) {
    session.acknowledged(ack);
  }

  @Override
  public void onBye(SipRequest bye) {
    boolean early = session.media().state() == MediaState.CONNECTING;
    session.end(
        Input.BYE,
        Ending.remote(
            early ? Cause.BYE_BEFORE_MEDIA : Cause.BYE,
            StatusCode.REQUEST_TERMINATED,
            bye,
            early
                ? "the other party hung up before the media was connected: ICE or DTLS was still"
                    + " under way, so the peer's log may say why it gave up"
                : "the other party hung up"));
  }

  @Override
  public void onPeerOffer(Dialog dialog, SipRequest request) {
    session.setup().peerOffers(dialog, request);
  }

  @Override
  public void onPrack(ServerTransaction transaction) {
    session.setup().prack(transaction);
  }

  @Override
  public void onInfoDtmf(char digit) {
    events.digit(digit, DtmfEvent.Source.INFO);
  }

  @Override
  public void onRefer(Dialog dialog, ServerTransaction transaction) {
    session.transfers().receive(dialog, transaction);
  }

  @Override
  public void onPlainRequest(SipRequest request, Consumer<Answer> then) {
    events.request(request, then);
  }

  @Override
  public void onOffer(SipRequest request, Consumer<Answer> then) {
    events.offer(request, then);
  }

  @Override
  public void onMediaIdle() {
    session.digits().renegotiated();
  }

  @Override
  public void onRefreshDue() {
    session.refresh();
  }

  @Override
  public void onSessionExpired() {
    session.end(
        Input.HANGUP,
        Ending.system(
                Cause.SESSION_EXPIRED,
                0,
                "the other party gave no sign of life within the session interval",
                null)
            .withReason(StatusCode.REQUEST_TIMEOUT, "Session expired"));
  }

  @Override
  public void onNegotiationBroken(Ending why) {
    session.end(Input.HANGUP, why);
  }

  // What the media says.

  @Override
  public void onMediaState(MediaState state) {
    events.mediaState(state);
    if (state == MediaState.FAILED) {
      session.end(
          Input.MEDIA_FAILED,
          Ending.system(
              Cause.RTP_TIMEOUT,
              StatusCode.SERVER_INTERNAL_ERROR,
              "no path for the media was found, or it was lost (ICE or DTLS failed)",
              null));
    }
  }

  @Override
  public void onFirstMedia() {
    events.firstAudio();
  }

  @Override
  public void onMediaDtmf(char digit) {
    events.digit(digit, DtmfEvent.Source.MEDIA);
  }

  @Override
  public void onMediaWarning(MediaException warning) {
    events.mediaWarning(warning);
  }

  @Override
  public void onMediaFailed(Throwable failure) {
    if (MediaFailure.isOfTransport(failure)) {
      events.mediaState(MediaState.FAILED);
    }
    session.end(Input.MEDIA_FAILED, MediaFailure.ending(failure));
  }

  @Override
  public void onNegotiationNeeded(CompletableFuture<Void> done) {
    session.change(SessionChanges.Change.media(done));
  }
}
