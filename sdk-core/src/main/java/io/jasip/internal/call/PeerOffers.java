package io.jasip.internal.call;

import io.jasip.internal.core.Decision.Answer;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The offers of the peer within a call: one that is being answered, and one that waits until the
 * present exchange is done. On the loop.
 */
final class PeerOffers {

  private static final Answer NOT_ACCEPTABLE =
      new Answer(StatusCode.NOT_ACCEPTABLE_HERE, SipHeaders.NONE);

  private static final Answer WITHDRAWN =
      new Answer(StatusCode.REQUEST_TERMINATED, SipHeaders.NONE);

  private final Judge judge;
  private @Nullable PeerOffer current;

  /** The one that the application is asked about. */
  private @Nullable PeerOffer asked;

  private @Nullable PeerOffer deferred;
  private Answer refusal = NOT_ACCEPTABLE;

  /** Who may refuse an offer. */
  interface Judge {
    /** Asks the application, which answers at once or later, on the loop. */
    void onOffer(SipRequest request, Consumer<Answer> then);
  }

  PeerOffers(Judge judge) {
    this.judge = judge;
  }

  /** The offer that is being answered, or was the last. */
  @Nullable PeerOffer current() {
    return current;
  }

  /** Begins to answer an offer. */
  void take(PeerOffer offer) {
    if (current != null) {
      current.stopRepeating();
    }
    current = offer;
    refusal = NOT_ACCEPTABLE;
    offer.trying();
  }

  /** Keeps an offer, or refuses it if one waits already. */
  void defer(PeerOffer offer) {
    if (deferred == null) {
      deferred = offer;
      offer.whenWithdrawn(() -> offer.refuse(WITHDRAWN));
      offer.trying();
    } else {
      offer.refuseForNow();
    }
  }

  /** The offer that waits, which from now on does not; null if there is none, or no more. */
  @Nullable PeerOffer takeDeferred() {
    PeerOffer waiting = deferred;
    deferred = null;
    return waiting == null || waiting.isAnswered() ? null : waiting;
  }

  /** Asks whether the present offer is wanted; a PRACK always is, since it acknowledges too. */
  void judge(Runnable wanted, Runnable unwanted) {
    PeerOffer offer = current;
    if (offer == null || offer.request().is(SipMethod.PRACK)) {
      wanted.run();
      return;
    }
    asked = offer;
    offer.whenWithdrawn(() -> decide(offer, WITHDRAWN, wanted, unwanted));
    judge.onOffer(offer.request(), answer -> decide(offer, answer, wanted, unwanted));
  }

  private void decide(PeerOffer offer, Answer answer, Runnable wanted, Runnable unwanted) {
    if (offer != asked) {
      return; // it was withdrawn, or the call has ended meanwhile
    }
    asked = null;
    if (answer.accepts()) {
      wanted.run();
    } else {
      refusal = answer;
      unwanted.run();
    }
  }

  /** Refuses the present offer as the application wants, or else since the media cannot take it. */
  void refuse() {
    if (current != null) {
      current.refuse(refusal);
    }
  }

  /** Whether an ACK is the one for our 2xx to the present offer, which then is not repeated. */
  boolean acknowledge(SipRequest ack) {
    if (current == null || !current.isAcknowledgedBy(ack)) {
      return false;
    }
    current.stopRepeating();
    return true;
  }

  /** The call is over; what still awaits an answer gets one (RFC 3261 section 15.1.2). */
  void end() {
    asked = null;
    for (PeerOffer pending : new PeerOffer[] {current, deferred}) {
      if (pending != null) {
        pending.stopRepeating();
        pending.refuse(StatusCode.REQUEST_TERMINATED);
      }
    }
  }
}
