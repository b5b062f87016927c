package io.jasip.internal.call;

import static io.jasip.internal.call.OfferAnswerMachine.Action.APPLY_ANSWER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.COMPLETE;
import static io.jasip.internal.call.OfferAnswerMachine.Action.DEFER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.END_CALL;
import static io.jasip.internal.call.OfferAnswerMachine.Action.FAIL;
import static io.jasip.internal.call.OfferAnswerMachine.Action.FAIL_ALL;
import static io.jasip.internal.call.OfferAnswerMachine.Action.MAKE_ANSWER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.MAKE_OFFER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.MAKE_OFFER_FOR_PEER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.NEXT;
import static io.jasip.internal.call.OfferAnswerMachine.Action.REFUSE_BUSY;
import static io.jasip.internal.call.OfferAnswerMachine.Action.REFUSE_GLARE;
import static io.jasip.internal.call.OfferAnswerMachine.Action.REFUSE_GONE;
import static io.jasip.internal.call.OfferAnswerMachine.Action.REFUSE_OFFER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.ROLL_BACK;
import static io.jasip.internal.call.OfferAnswerMachine.Action.SEND_ANSWER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.SEND_OFFER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.START_TIMER;
import static io.jasip.internal.call.OfferAnswerMachine.Action.STOP_TIMER;

import java.util.List;

/**
 * Offer and answer after the first exchange of a call (RFC 3264, RFC 6337; RFC 3261 section 14, RFC
 * 3311): one exchange at a time, whoever begins it.
 */
final class OfferAnswerMachine {

  /**
   * The states.
   *
   * <pre>
   *  SETTING_UP --settled--&gt; STABLE
   *
   *  STABLE --wanted--&gt; PREPARING_OFFER --ready--&gt; OFFERED --2xx--&gt; ACCEPTING --&gt; STABLE
   *                        ^                        |  +--refused, rolled back----^
   *                        +--timer-- WAITING &lt;-491-+
   *
   *  STABLE --offer--&gt; PREPARING_ANSWER --UPDATE--&gt; STABLE
   *                           +--INVITE--&gt; ANSWERED --ACK--&gt; STABLE
   *
   *  STABLE --INVITE without offer--&gt; PREPARING_LATE_OFFER --ready--&gt; LATE_OFFERED
   *                                       STABLE &lt;-- ACCEPTING &lt;--ACK with answer--+
   * </pre>
   */
  enum State {
    /** The offer and answer of the call's own INVITE are not done. */
    SETTING_UP,
    /** Nothing is under way. */
    STABLE,
    /** The media makes our offer. */
    PREPARING_OFFER,
    /** Our offer was sent. */
    OFFERED,
    /** The media takes the peer's answer. */
    ACCEPTING,
    /** Our offer met one of the peer's; it is sent again after a while (section 14.1). */
    WAITING,
    /** The application is asked about the peer's offer; then the media makes the answer. */
    PREPARING_ANSWER,
    /** Our answer was sent in a 2xx to INVITE; its ACK is awaited. */
    ANSWERED,
    /** The application is asked; then the media makes the offer that the peer's INVITE asks for. */
    PREPARING_LATE_OFFER,
    /** That offer was sent in a 2xx; the ACK brings the answer. */
    LATE_OFFERED,
    /** The call is over. */
    ENDED
  }

  /** What can happen. */
  enum Input {
    /** The first exchange of the call is done. */
    SETTLED,
    /** The application, or a timer, wants a new offer. */
    WANTED,
    /** The media has made our offer. */
    OFFER_READY,
    /** The media could not do what was asked. */
    MEDIA_FAILED,
    /** A 2xx with the peer's answer. */
    ANSWER,
    /** A refusal, a 2xx without an answer, or a lost connection. */
    REFUSED,
    /** 491: the peer had an offer under way. */
    GLARE,
    /** The peer wants the same in another form: not by UPDATE, or with a longer interval. */
    OTHER_FORM,
    /** 408, 481, or no response: the dialog is gone (RFC 3261 section 12.2.1.2). */
    GONE,
    /** The media has taken the peer's answer. */
    APPLIED,
    /** The wait after 491 is over. */
    TIMER,
    /** The peer offers. */
    PEER_OFFERS,
    /** The peer asks for our offer, by an INVITE without one. */
    PEER_ASKS,
    /** The application does not want the peer's offer, of which the media knows nothing yet. */
    VETOED,
    /** The media has made the answer to an INVITE. */
    INVITE_ANSWER_READY,
    /** The media has made the answer to an UPDATE or PRACK. */
    UPDATE_ANSWER_READY,
    /** ACK without a session description. */
    ACK,
    /** ACK with a session description. */
    ACK_WITH_ANSWER,
    /** Our 2xx was not acknowledged. */
    ACK_TIMEOUT,
    /** The call is over. */
    END
  }

  /** What is to be done about it, in order. */
  enum Action {
    MAKE_OFFER,
    SEND_OFFER,
    APPLY_ANSWER,
    /** Restores what was agreed before. */
    ROLL_BACK,
    /** Tells the one who wanted the offer that it was agreed. */
    COMPLETE,
    /** Tells the one who wanted the offer that it was not. */
    FAIL,
    FAIL_ALL,
    /** Puts the offer back in the queue, and waits. */
    START_TIMER,
    STOP_TIMER,
    MAKE_ANSWER,
    MAKE_OFFER_FOR_PEER,
    /** Sends the 2xx to the peer's request. */
    SEND_ANSWER,
    /** Answers the peer's offer that the media could not take, 488, or that is not wanted. */
    REFUSE_OFFER,
    /** Answers another offer of the peer: ours is under way, 491. */
    REFUSE_GLARE,
    /** Answers another offer of the peer: one of its own is under way, 500 with Retry-After. */
    REFUSE_BUSY,
    /**
     * Answers an offer of the peer that crosses the end of the call: 481 (RFC 5407 section 3.2).
     */
    REFUSE_GONE,
    /** Keeps the peer's offer until the present exchange is done. */
    DEFER,
    /** Begins what waits, if anything does. */
    NEXT,
    END_CALL
  }

  record Step(State next, List<Action> actions) {}

  private OfferAnswerMachine() {}

  static Step step(State now, Input input) {
    if (input == Input.END) {
      return now == State.ENDED ? to(now) : to(State.ENDED, STOP_TIMER, FAIL_ALL);
    }
    return switch (now) {
      case SETTING_UP ->
          switch (input) {
            case SETTLED -> to(State.STABLE, NEXT);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_GLARE);
            default -> to(now);
          };
      case STABLE ->
          switch (input) {
            case WANTED -> to(State.PREPARING_OFFER, MAKE_OFFER);
            case PEER_OFFERS -> to(State.PREPARING_ANSWER, MAKE_ANSWER);
            case PEER_ASKS -> to(State.PREPARING_LATE_OFFER, MAKE_OFFER_FOR_PEER);
            default -> to(now);
          };
      case PREPARING_OFFER ->
          switch (input) {
            case OFFER_READY -> to(State.OFFERED, SEND_OFFER);
            case MEDIA_FAILED -> to(State.STABLE, ROLL_BACK, FAIL, NEXT);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_GLARE);
            default -> to(now);
          };
      case OFFERED ->
          switch (input) {
            case ANSWER -> to(State.ACCEPTING, APPLY_ANSWER);
            case REFUSED -> to(State.STABLE, ROLL_BACK, FAIL, NEXT);
            case GLARE -> to(State.WAITING, ROLL_BACK, START_TIMER);
            case OTHER_FORM -> to(now, SEND_OFFER);
            case GONE -> to(State.ENDED, FAIL, FAIL_ALL, END_CALL);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_GLARE);
            default -> to(now);
          };
      case ACCEPTING ->
          switch (input) {
            case APPLIED -> to(State.STABLE, COMPLETE, NEXT);
            case MEDIA_FAILED -> to(State.STABLE, ROLL_BACK, FAIL, NEXT);
            // For the peer the exchange is over already.
            case PEER_OFFERS, PEER_ASKS -> to(now, DEFER);
            default -> to(now);
          };
      case WAITING ->
          switch (input) {
            case TIMER -> to(State.STABLE, NEXT);
            case PEER_OFFERS -> to(State.PREPARING_ANSWER, STOP_TIMER, MAKE_ANSWER);
            case PEER_ASKS -> to(State.PREPARING_LATE_OFFER, STOP_TIMER, MAKE_OFFER_FOR_PEER);
            default -> to(now);
          };
      case PREPARING_ANSWER ->
          switch (input) {
            case INVITE_ANSWER_READY -> to(State.ANSWERED, SEND_ANSWER);
            case UPDATE_ANSWER_READY -> to(State.STABLE, SEND_ANSWER, NEXT);
            case MEDIA_FAILED -> to(State.STABLE, ROLL_BACK, REFUSE_OFFER, NEXT);
            case VETOED -> to(State.STABLE, REFUSE_OFFER, NEXT);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_BUSY);
            default -> to(now);
          };
      case ANSWERED ->
          switch (input) {
            case ACK, ACK_WITH_ANSWER -> to(State.STABLE, NEXT);
            case ACK_TIMEOUT -> to(State.ENDED, FAIL_ALL, END_CALL);
            // The peer begins the next exchange only with our 2xx in hand.
            case PEER_OFFERS -> to(State.PREPARING_ANSWER, MAKE_ANSWER);
            case PEER_ASKS -> to(State.PREPARING_LATE_OFFER, MAKE_OFFER_FOR_PEER);
            default -> to(now);
          };
      case PREPARING_LATE_OFFER ->
          switch (input) {
            case OFFER_READY -> to(State.LATE_OFFERED, SEND_ANSWER);
            case MEDIA_FAILED -> to(State.STABLE, ROLL_BACK, REFUSE_OFFER, NEXT);
            case VETOED -> to(State.STABLE, REFUSE_OFFER, NEXT);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_BUSY);
            default -> to(now);
          };
      case LATE_OFFERED ->
          switch (input) {
            case ACK_WITH_ANSWER -> to(State.ACCEPTING, APPLY_ANSWER);
            case ACK -> to(State.STABLE, ROLL_BACK, NEXT);
            case ACK_TIMEOUT -> to(State.ENDED, FAIL_ALL, END_CALL);
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_GLARE);
            default -> to(now);
          };
      case ENDED ->
          switch (input) {
            case PEER_OFFERS, PEER_ASKS -> to(now, REFUSE_GONE);
            default -> to(now);
          };
    };
  }

  private static Step to(State next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
