package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.internal.call.OfferAnswerMachine.Action;
import io.jasip.internal.call.OfferAnswerMachine.Input;
import io.jasip.internal.call.OfferAnswerMachine.State;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.media.MediaDirection;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Owner of an {@link OfferAnswerMachine}: new offers of either side within a call, one at a time,
 * and hold, which is what they are for. On the loop.
 */
final class Negotiation implements OfferRequest.Outcome {

  /** After so many collisions in a row the peer does not play by the rules. */
  private static final int MAX_COLLISIONS = 5;

  private final UserAgentCore core;
  private final CallMedia media;
  private final PeerCapabilities peer;
  private final SessionTimer timer;
  private final boolean callIdIsOurs;
  private final Owner owner;
  private final Hold hold;
  private final SessionChanges changes = new SessionChanges();
  private final PeerOffers peerOffers;
  private State state = State.SETTING_UP;
  private @Nullable Dialog dialog;
  private boolean open;
  private boolean byUpdate;
  private @Nullable OfferRequest request;
  private String description = "";
  private MediaDirection offered = MediaDirection.SEND_RECV;
  private RequestFailedException failure = failure(Cause.BYE, "the call has ended", null, null);
  private @Nullable Ending ending;
  private int collisions;
  private Timer wait = Timer.NONE;

  /** The call. */
  interface Owner extends PeerOffers.Judge {
    /** No offer changes the media any more. */
    void onMediaIdle();

    /** The dialog is gone, or the peer breaks its rules: the call ends. */
    void onNegotiationBroken(Ending why);
  }

  /**
   * Makes a negotiation that waits for the first exchange.
   *
   * @param callIdIsOurs whether we made the call, which decides who waits longer after a collision
   */
  Negotiation(
      UserAgentCore core,
      CallMedia media,
      Hold hold,
      PeerCapabilities peer,
      SessionTimer timer,
      boolean callIdIsOurs,
      Owner owner) {
    this.core = core;
    this.media = media;
    this.hold = hold;
    this.peer = peer;
    this.timer = timer;
    this.callIdIsOurs = callIdIsOurs;
    this.owner = owner;
    this.peerOffers = new PeerOffers(owner);
  }

  /** The call's first exchange is done, and from now on the peer may make new offers. */
  void settled(Dialog made) {
    dialog = made;
    input(Input.SETTLED);
  }

  /**
   * The call is established, and from now on we may make new offers too.
   *
   * @param updates whether to send them by UPDATE where the peer allows it
   */
  void established(Dialog made, boolean updates) {
    open = true;
    byUpdate = updates;
    settled(made);
    if (state == State.STABLE) {
      next();
    }
  }

  /** Queues a change. */
  void want(SessionChanges.Change wish) {
    changes.add(wish);
    if (state == State.ENDED) {
      changes.failAll(failure);
    } else if (state == State.STABLE) {
      next();
    }
  }

  /** Takes an offer of the peer, or a request for ours. */
  void receive(PeerOffer offer) {
    long tooSmall = timer.refusal(offer.request());
    if (tooSmall > 0) {
      offer.refuseInterval(tooSmall);
    } else if (!offer.description().isEmpty()) {
      begin(offer, Input.PEER_OFFERS);
    } else if (!SessionDescription.isReadable(offer.request())) {
      offer.refuseBody();
    } else {
      begin(offer, Input.PEER_ASKS);
    }
  }

  private void begin(PeerOffer offer, Input input) {
    OfferAnswerMachine.Step step = OfferAnswerMachine.step(state, input);
    for (Action action : step.actions()) {
      switch (action) {
        case REFUSE_GLARE -> offer.refuse(StatusCode.REQUEST_PENDING);
        case REFUSE_BUSY -> offer.refuseForNow();
        case REFUSE_GONE -> offer.refuse(StatusCode.CALL_DOES_NOT_EXIST);
        case DEFER -> peerOffers.defer(offer);
        default -> {
          peerOffers.take(offer);
          input(input);
          return;
        }
      }
    }
  }

  /** The peer has acknowledged a 2xx of ours. */
  void acknowledged(SipRequest ack) {
    if (peerOffers.acknowledge(ack)) {
      boolean answers = SessionDescription.in(ack);
      if (answers) {
        description = SessionDescription.of(ack);
      }
      input(answers ? Input.ACK_WITH_ANSWER : Input.ACK);
    }
  }

  /** The call is over. */
  void end(Cause cause) {
    if (state != State.ENDED) {
      failure = failure(cause, "the call has ended", null, null);
    }
    input(Input.END);
    peerOffers.end();
  }

  private void input(Input input) {
    OfferAnswerMachine.Step step = OfferAnswerMachine.step(state, input);
    boolean busy = isBusy();
    state = step.next();
    step.actions().forEach(this::perform);
    if (busy && !isBusy()) {
      owner.onMediaIdle();
    }
  }

  /** Whether an offer is under way that changes the media. */
  boolean isBusy() {
    return switch (state) {
      case SETTING_UP, STABLE, WAITING, ANSWERED, ENDED -> false;
      default -> true;
    };
  }

  private void perform(Action action) {
    switch (action) {
      case MAKE_OFFER -> makeOffer();
      case SEND_OFFER -> sendOffer();
      case APPLY_ANSWER -> applyAnswer();
      case ROLL_BACK -> media.rollBack(hold.direction());
      case COMPLETE -> complete();
      case FAIL -> changes.fail(failure);
      case FAIL_ALL -> changes.failAll(failure);
      case START_TIMER -> startTimer();
      case STOP_TIMER -> wait.cancel();
      case MAKE_ANSWER -> peerOffers.judge(this::makeAnswer, this::veto);
      case MAKE_OFFER_FOR_PEER -> peerOffers.judge(this::makeOfferForPeer, this::veto);
      case SEND_ANSWER -> sendAnswer();
      case REFUSE_OFFER -> peerOffers.refuse();
      case NEXT -> next();
      case END_CALL -> {
        if (ending != null) {
          owner.onNegotiationBroken(ending);
        }
      }
      case REFUSE_GLARE, REFUSE_BUSY, REFUSE_GONE, DEFER ->
          throw new IllegalStateException(action + " concerns an offer that is not taken");
    }
  }

  private void next() {
    PeerOffer waiting = peerOffers.takeDeferred();
    if (waiting != null) {
      receive(waiting);
      return;
    }
    if (open && changes.begin(hold.state().isLocal())) {
      input(Input.WANTED);
    }
  }

  private void makeOffer() {
    SessionChanges.Change change = changes.take();
    Boolean wish = change.hold();
    offered = hold.offer(wish == null ? hold.state().isLocal() : wish);
    if (change.restart()) {
      media.offerRestart(offered, this::offerReady, this::mediaFailed);
    } else {
      media.offerAgain(offered, this::offerReady, this::mediaFailed);
    }
  }

  private void offerReady(String offer) {
    description = offer;
    input(Input.OFFER_READY);
  }

  private void mediaFailed(Throwable why) {
    failure = failure(Cause.MEDIA_ERROR, "media: " + why.getMessage(), null, why);
    input(Input.MEDIA_FAILED);
  }

  private void sendOffer() {
    if (dialog != null) {
      boolean update = byUpdate && peer.allows(SipMethod.UPDATE);
      OfferRequest made =
          new OfferRequest(core, dialog, update ? SipMethod.UPDATE : SipMethod.INVITE, this);
      request = made;
      made.send(description, timer.request());
    }
  }

  private void applyAnswer() {
    media.acceptAgain(description, () -> input(Input.APPLIED), this::mediaFailed);
  }

  private void complete() {
    collisions = 0;
    hold.answered(offered, description);
    SessionChanges.Change agreed = changes.finish();
    if (agreed != null) {
      if (agreed.hold() != null) {
        hold.local(agreed.hold());
      }
      agreed.done().complete(null);
    }
  }

  private void startTimer() {
    changes.putBack();
    // RFC 3261 section 14.1: 2.1 to 4 s for the owner of the Call-ID, else 0 to 2 s, in 10 ms.
    int from = callIdIsOurs ? 210 : 0;
    int to = callIdIsOurs ? 400 : 200;
    int units = ThreadLocalRandom.current().nextInt(from, to + 1);
    wait = core.loop().schedule(Duration.ofMillis(10L * units), () -> input(Input.TIMER));
  }

  private void veto() {
    input(Input.VETOED);
  }

  private void makeOfferForPeer() {
    offered = hold.direction();
    media.offerAgain(offered, this::offerReady, this::mediaFailed);
  }

  private void makeAnswer() {
    PeerOffer peerOffer = peerOffers.current();
    if (peerOffer != null) {
      media.answerAgain(
          peerOffer.description(), hold.direction(), this::answerReady, this::mediaFailed);
    }
  }

  private void answerReady(String answer) {
    description = answer;
    PeerOffer peerOffer = peerOffers.current();
    boolean invite = peerOffer != null && peerOffer.isInvite();
    input(invite ? Input.INVITE_ANSWER_READY : Input.UPDATE_ANSWER_READY);
  }

  private void sendAnswer() {
    PeerOffer answering = peerOffers.current();
    if (answering == null) {
      return;
    }
    boolean prack = answering.request().is(SipMethod.PRACK);
    SipHeaders session = prack ? SipHeaders.NONE : timer.accept(answering.request());
    answering.accept(description, session, this::unacknowledged);
    if (!answering.description().isEmpty()) {
      hold.accepted(answering.description());
    }
  }

  private void unacknowledged() {
    broken(Ending.system(Cause.NO_ACK, 0, "the peer did not acknowledge our answer", null));
    input(Input.ACK_TIMEOUT);
  }

  private void broken(Ending why) {
    ending = why;
    failure =
        failure(
            why.cause(),
            why.detail(),
            why.message() instanceof SipResponse response ? response : null,
            null);
  }

  // What becomes of our offer.

  @Override
  public void onSuccess(SipResponse response) {
    peer.learn(response);
    timer.answered(response);
    if (SessionDescription.in(response)) {
      description = SessionDescription.of(response);
      input(Input.ANSWER);
    } else {
      failure = failure(Cause.MISSING_SDP, "the peer sent no answer", response, null);
      input(Input.REFUSED);
    }
  }

  @Override
  public void onRefusal(SipResponse response) {
    String sentence = "the peer answered " + response.status() + " " + response.reason();
    failure = failure(Cause.ofStatus(response.status()), sentence, response, null);
    if (OfferRequest.endsDialog(response)) {
      broken(Ending.remote(Cause.DIALOG_ERROR, 0, response, sentence + " within the call"));
      input(Input.GONE);
    } else if (response.status() == StatusCode.REQUEST_PENDING && collisions < MAX_COLLISIONS) {
      collisions++;
      input(Input.GLARE);
    } else if (refusesUpdate(response)) {
      peer.refuses(SipMethod.UPDATE);
      input(Input.OTHER_FORM);
    } else if (response.status() == StatusCode.SESSION_INTERVAL_TOO_SMALL
        && timer.raise(response)) {
      input(Input.OTHER_FORM);
    } else {
      collisions = 0;
      input(Input.REFUSED);
    }
  }

  private boolean refusesUpdate(SipResponse response) {
    return request != null
        && request.method().equals(SipMethod.UPDATE)
        && (response.status() == StatusCode.METHOD_NOT_ALLOWED
            || response.status() == StatusCode.NOT_IMPLEMENTED);
  }

  @Override
  public void onTimeout() {
    broken(
        Ending.system(
            Cause.REQUEST_TIMEOUT, 0, "the peer did not answer a request within the call", null));
    input(Input.GONE);
  }

  @Override
  public void onTransportError() {
    failure = failure(Cause.CONNECTION_ERROR, "the connection was lost", null, null);
    input(Input.REFUSED);
  }

  private static RequestFailedException failure(
      Cause cause, String sentence, @Nullable SipResponse response, @Nullable Throwable reason) {
    return new RequestFailedException(cause, sentence, response, reason);
  }
}
