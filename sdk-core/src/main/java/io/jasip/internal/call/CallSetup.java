package io.jasip.internal.call;

import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HangupOptions;
import io.jasip.Originator;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How a call comes about: its INVITE, the offer and answer in it, early media and the dialog (RFC
 * 3261 section 13, RFC 3262 section 5). On the loop.
 */
final class CallSetup {

  private final UserAgentCore core;
  private final CallSession session;
  private final CallSignals signals;
  private final PeerCapabilities peer;
  private final FirstExchange exchange;
  private final Negotiation negotiation;
  private final SessionTimer timer;
  private @Nullable InviteClient client;
  private @Nullable InviteServer server;
  private @Nullable Dialog dialog;

  /** The dialog in which offer and answer were agreed before the call was answered. */
  private @Nullable Dialog agreedEarly;

  /** What the INVITE carries beside the application's header fields: Replaces, Referred-By. */
  private String localDescription = "";

  private @Nullable SipResponse success;

  /** We asked for the callee's offer, and our ACK is to bring the answer. */
  private boolean answerDue;

  CallSetup(
      UserAgentCore core,
      CallSession session,
      CallSignals signals,
      PeerCapabilities peer,
      FirstExchange exchange,
      Negotiation negotiation,
      SessionTimer timer) {
    this.core = core;
    this.session = session;
    this.signals = signals;
    this.peer = peer;
    this.exchange = exchange;
    this.negotiation = negotiation;
    this.timer = timer;
  }

  void willDial(SipUri target, String callId, CallOptions options, SipHeaders transferred) {
    client = new InviteClient(core, target, callId, options, transferred, timer, signals);
    answerDue = options.withoutOffer();
  }

  void willRing(ServerTransaction transaction, Dialog made) {
    server = new InviteServer(core, transaction, made, signals);
    peer.learn(transaction.request());
    adopt(made);
  }

  private void adopt(Dialog made) {
    dialog = made;
    core.dialogs().add(made.id(), ownerOf(made));
  }

  DialogTable.Owner ownerOf(Dialog of) {
    return new InDialogRequests(core, of, peer, negotiation, timer, signals);
  }

  /** The dialog of the call; null before there is one. */
  @Nullable Dialog dialog() {
    return dialog;
  }

  /** Whether a dialog, early ones included, belongs to the call. */
  boolean has(DialogId id) {
    return (dialog != null && dialog.id().equals(id)) || (client != null && client.hasLeg(id));
  }

  /** The dialog in which we may send requests: the first early one before there is another. */
  @Nullable Dialog dialogForRequests() {
    return dialog != null || client == null ? dialog : client.firstEarly();
  }

  /** The INVITE that came in; null for an outgoing call. */
  @Nullable SipRequest incomingInvite() {
    return server == null ? null : server.request();
  }

  /** Frees everything but the dialog's past. */
  void close() {
    withClient(InviteClient::close);
    withServer(InviteServer::stopRepeating);
    if (dialog != null) {
      dialog.terminate();
      core.dialogs().remove(dialog.id());
    }
  }

  private void made(String description, Input ready) {
    localDescription = description;
    session.input(ready, null, Originator.LOCAL);
  }

  private void withClient(Consumer<InviteClient> action) {
    if (client != null) {
      action.accept(client);
    }
  }

  private void withServer(Consumer<InviteServer> action) {
    if (server != null) {
      action.accept(server);
    }
  }

  // As caller.

  void createOffer(CallOptions options) {
    if (answerDue) {
      made("", Input.OFFER_READY);
    } else {
      exchange.offer(options.media(), offer -> made(offer, Input.OFFER_READY));
    }
  }

  void sendInvite() {
    withClient(invite -> invite.send(localDescription));
  }

  void cancel(SipHeaders more) {
    withClient(invite -> invite.cancel(more));
  }

  /** The callee has answered, and its answer is in force: how long the session lasts. */
  void startTimer() {
    if (success != null) {
      timer.answered(success);
    }
  }

  /** Acknowledges the answer to our INVITE, unless our answer to its offer has to come first. */
  void acknowledge() {
    if (!answerDue || session.state() != CallState.ESTABLISHED) {
      answerDue = false;
      withClient(invite -> invite.acknowledge(""));
    }
  }

  /** Whether both sides know what the other takes. */
  boolean isAgreed() {
    return !answerDue;
  }

  /** A callee has sent its media's description before it answers. */
  void earlyAnswer(String description) {
    exchange.early(description);
  }

  /**
   * The peer makes a new offer: in an early dialog, where it has answered ours, that settles it. So
   * does a re-INVITE that has overtaken the ACK, if ours was the answer (RFC 5407 section 3.1.4).
   */
  void peerOffers(Dialog in, SipRequest request) {
    if (server != null && session.state() == CallState.ACCEPTED && !server.offer().isEmpty()) {
      exchange.confirmed(request);
      negotiation.settled(in);
      return;
    }
    EarlyLeg leg = client == null || exchange.isSettled() ? null : client.leg(in);
    if (leg != null && leg.answeredReliably()) {
      agreedEarly = in;
      exchange.answered(leg.answer());
      negotiation.settled(in);
    }
  }

  /** The callee has answered, or repeats that. */
  void accepted(Dialog made, SipResponse response) {
    if (dialog == null) {
      adopt(made);
      peer.learn(response);
      success = response;
    }
  }

  void applyAnswer(CallOptions options) {
    if (answerDue) {
      answerOffer(options);
      return;
    }
    if (agreedEarly != null) {
      if (!agreedEarly.equals(dialog)) {
        session.end(
            Input.MEDIA_FAILED,
            Ending.system(
                Cause.MEDIA_ERROR, 0, "another callee answered than had agreed before", null));
      }
      return;
    }
    String answer = success == null ? "" : SessionDescription.of(success);
    EarlyLeg leg = client == null || dialog == null ? null : client.leg(dialog);
    if (leg != null && (answer.isEmpty() || leg.answeredReliably())) {
      answer = leg.answer();
    }
    if (answer.isEmpty()) {
      session.end(
          Input.MEDIA_FAILED,
          Ending.missingDescription("the callee answered without a session description"));
    } else {
      exchange.answered(answer);
    }
  }

  /** The 2xx holds the offer that we asked for (RFC 3261 section 13.2.1). */
  private void answerOffer(CallOptions options) {
    String offer = success == null ? "" : SessionDescription.of(success);
    if (offer.isEmpty()) {
      session.end(
          Input.MEDIA_FAILED,
          Ending.missingDescription("the callee was asked for an offer and answered without one"));
      return;
    }
    exchange.describe(
        offer,
        options.media(),
        answer -> {
          if (answerDue && session.state() == CallState.ESTABLISHED) {
            answerDue = false;
            withClient(invite -> invite.acknowledge(answer));
            exchange.answeredOffer(offer);
            session.agreed();
          }
        });
  }

  // As callee.

  void ring() {
    withServer(InviteServer::ring);
  }

  void trying() {
    withServer(InviteServer::trying);
  }

  void progress(int status, @Nullable String reason, SipHeaders extra) {
    withServer(invite -> invite.progress(status, reason, extra));
  }

  void refuse(int status, HangupOptions how) {
    withServer(invite -> invite.refuse(status, how));
  }

  void createAnswer(CallOptions options) {
    InviteServer invite = server;
    if (invite != null) {
      exchange.describe(
          invite.offer(),
          options.media(),
          description ->
              // RFC 3262 section 3: the 2xx must not overtake an answer that awaits its PRACK.
              invite.reliable().whenAcknowledged(() -> made(description, Input.ANSWER_READY)));
    }
  }

  void sendAnswer(CallOptions options) {
    String description = agreedEarly == null ? localDescription : "";
    withServer(
        invite ->
            invite.accept(
                description,
                timer.accept(invite.request()).toBuilder().addAll(options.headers()).build(),
                options.parts()));
  }

  void stopRepeating() {
    withServer(InviteServer::stopRepeating);
  }

  /**
   * The peer has acknowledged a 2xx of ours.
   *
   * @return whether that was the one to the call's own INVITE
   */
  boolean acknowledged(SipRequest ack) {
    if (server == null || !server.isAcknowledgedBy(ack)) {
      return false;
    }
    server.stopRepeating();
    return true;
  }

  /** Takes the answer that an ACK brings if our 2xx held an offer; false if it is missing. */
  boolean takeAnswer(SipRequest ack) {
    return exchange.confirmed(ack);
  }

  /**
   * Sends our media's description before the call is answered.
   *
   * @param sent completed when the caller has it
   */
  void earlyMedia(CallOptions options, CompletableFuture<Void> sent) {
    InviteServer invite = server;
    if (invite == null || (invite.offer().isEmpty() && !invite.isReliable())) {
      sent.completeExceptionally(
          new IllegalStateException(
              "sendEarlyMedia(): the caller made no offer, and takes none before the answer"));
      return;
    }
    exchange.describe(
        invite.offer(),
        options.media(),
        description ->
            invite.progress(
                description,
                options.headers(),
                options.parts(),
                this::agreeEarly,
                () -> sent.complete(null)));
  }

  private void agreeEarly(SipRequest prack) {
    if (exchange.confirmed(prack) && dialog != null) {
      agreedEarly = dialog;
      negotiation.settled(dialog);
    }
  }

  /** The PRACK of a reliable provisional response, perhaps with an offer (RFC 3262 section 5). */
  void prack(ServerTransaction transaction) {
    SipRequest prack = transaction.request();
    boolean mayOffer = exchange.isSettled() || (server != null && !server.offer().isEmpty());
    if (server == null || dialog == null || !server.reliable().acknowledge(prack)) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
      return;
    }
    if (SessionDescription.isOffered(prack) && mayOffer) {
      try {
        negotiation.receive(new PeerOffer(core, dialog, transaction));
      } catch (MalformedMessageException e) {
        core.refuse(transaction, StatusCode.BAD_REQUEST);
      }
    } else {
      core.refuse(transaction, StatusCode.OK);
    }
    server.reliable().proceed();
  }
}
