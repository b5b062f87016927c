package io.jasip.internal.call;

import static io.jasip.CallState.ACCEPTED;
import static io.jasip.CallState.ANSWERING;
import static io.jasip.CallState.CALLING;
import static io.jasip.CallState.CANCELLING;
import static io.jasip.CallState.ENDED;
import static io.jasip.CallState.ENDING;
import static io.jasip.CallState.ESTABLISHED;
import static io.jasip.CallState.INCOMING;
import static io.jasip.CallState.PREPARING;
import static io.jasip.CallState.PROCEEDING;
import static io.jasip.internal.call.CallMachine.Action.APPLY_ANSWER;
import static io.jasip.internal.call.CallMachine.Action.CREATE_ANSWER;
import static io.jasip.internal.call.CallMachine.Action.CREATE_OFFER;
import static io.jasip.internal.call.CallMachine.Action.END;
import static io.jasip.internal.call.CallMachine.Action.ESTABLISH;
import static io.jasip.internal.call.CallMachine.Action.REFUSE;
import static io.jasip.internal.call.CallMachine.Action.REFUSE_INPUT;
import static io.jasip.internal.call.CallMachine.Action.SEND_ACK;
import static io.jasip.internal.call.CallMachine.Action.SEND_ANSWER;
import static io.jasip.internal.call.CallMachine.Action.SEND_BYE;
import static io.jasip.internal.call.CallMachine.Action.SEND_CANCEL;
import static io.jasip.internal.call.CallMachine.Action.SEND_INVITE;
import static io.jasip.internal.call.CallMachine.Action.SEND_RINGING;
import static io.jasip.internal.call.CallMachine.Action.STOP_RINGING;

import io.jasip.CallState;
import java.util.List;

/** The machine of {@link CallState}. */
final class CallMachine {

  /** What can happen. */
  enum Input {
    /** The application calls. */
    DIAL,
    /** The media has made its offer. */
    OFFER_READY,
    /** A provisional response to our INVITE. */
    PROVISIONAL,
    /** A 2xx to our INVITE, the first or a repeated one. */
    SUCCESS,
    /** A refusal of our INVITE. */
    REFUSAL,
    /** Our INVITE, or its end after CANCEL, was not answered in time. */
    REQUEST_TIMEOUT,
    /** The connection to the server is gone. */
    CONNECTION_LOST,
    /** An INVITE has come in. */
    INVITE,
    /** The application answers. */
    ANSWER,
    /** The media has made its answer. */
    ANSWER_READY,
    /** The peer acknowledged our 2xx. */
    ACK,
    /** The peer did not acknowledge our 2xx. */
    ACK_TIMEOUT,
    /** Nobody answered here in the time allowed. */
    RING_TIMEOUT,
    /** The peer withdrew its INVITE. */
    CANCEL,
    /** The peer hung up. */
    BYE,
    /** The application hangs up or declines. */
    HANGUP,
    /** Our BYE was answered, or will not be. */
    BYE_DONE,
    /** The media cannot go on. */
    MEDIA_FAILED
  }

  /**
   * What is to be done about it, in order. CANCEL and BYE go out once, however often they are asked
   * for.
   */
  enum Action {
    CREATE_OFFER,
    SEND_INVITE,
    /**
     * Withdraws the INVITE as soon as that is allowed, that is after a provisional response
     * (section 9.1).
     */
    SEND_CANCEL,
    SEND_ACK,
    APPLY_ANSWER,
    SEND_RINGING,
    STOP_RINGING,
    CREATE_ANSWER,
    SEND_ANSWER,
    /** Answers the INVITE with a refusal. */
    REFUSE,
    SEND_BYE,
    /** The parties are connected. */
    ESTABLISH,
    /** The call is over: frees everything and tells. */
    END,
    /** The application asked for what the state does not allow. */
    REFUSE_INPUT
  }

  record Step(CallState next, List<Action> actions) {}

  private CallMachine() {}

  static Step step(CallState now, Input input) {
    return switch (now) {
      case NEW ->
          switch (input) {
            case DIAL -> to(PREPARING, CREATE_OFFER);
            case INVITE -> to(INCOMING, SEND_RINGING);
            case HANGUP, CONNECTION_LOST, MEDIA_FAILED -> to(ENDED, END);
            case ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case PREPARING ->
          switch (input) {
            case OFFER_READY -> to(CALLING, SEND_INVITE);
            case HANGUP, CONNECTION_LOST, MEDIA_FAILED -> to(ENDED, END);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case CALLING ->
          switch (input) {
            case PROVISIONAL -> to(PROCEEDING);
            case SUCCESS -> to(ESTABLISHED, SEND_ACK, APPLY_ANSWER, ESTABLISH);
            case REFUSAL, REQUEST_TIMEOUT, CONNECTION_LOST -> to(ENDED, END);
            case HANGUP, MEDIA_FAILED -> to(CANCELLING, SEND_CANCEL);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case PROCEEDING ->
          switch (input) {
            case SUCCESS -> to(ESTABLISHED, SEND_ACK, APPLY_ANSWER, ESTABLISH);
            case REFUSAL, REQUEST_TIMEOUT, CONNECTION_LOST -> to(ENDED, END);
            case HANGUP, MEDIA_FAILED -> to(CANCELLING, SEND_CANCEL);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case CANCELLING ->
          switch (input) {
            // The callee answered while our CANCEL was on its way: it must be acknowledged and hung
            // up.
            case SUCCESS -> to(ENDING, SEND_ACK, SEND_BYE);
            case REFUSAL, REQUEST_TIMEOUT, CONNECTION_LOST -> to(ENDED, END);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case INCOMING ->
          switch (input) {
            case ANSWER -> to(ANSWERING, STOP_RINGING, CREATE_ANSWER);
            case HANGUP, CANCEL, BYE, RING_TIMEOUT, MEDIA_FAILED ->
                to(ENDED, STOP_RINGING, REFUSE, END);
            case CONNECTION_LOST -> to(ENDED, STOP_RINGING, END);
            case DIAL -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case ANSWERING ->
          switch (input) {
            case ANSWER_READY -> to(ACCEPTED, SEND_ANSWER);
            case HANGUP, CANCEL, BYE, MEDIA_FAILED -> to(ENDED, REFUSE, END);
            case CONNECTION_LOST -> to(ENDED, END);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case ACCEPTED ->
          switch (input) {
            case ACK -> to(ESTABLISHED, ESTABLISH);
            case BYE -> to(ENDED, END);
            // A BYE must wait for the ACK, or for the end of waiting (RFC 3261 section 15).
            case HANGUP, MEDIA_FAILED -> to(ENDING);
            case ACK_TIMEOUT -> to(ENDING, SEND_BYE);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case ESTABLISHED ->
          switch (input) {
            case HANGUP, MEDIA_FAILED -> to(ENDING, SEND_BYE);
            case BYE -> to(ENDED, END);
            case SUCCESS -> to(now, SEND_ACK);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case ENDING ->
          switch (input) {
            case ACK, ACK_TIMEOUT -> to(now, SEND_BYE);
            case SUCCESS -> to(now, SEND_ACK);
            case BYE, BYE_DONE, CONNECTION_LOST -> to(ENDED, END);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
      case ENDED ->
          switch (input) {
            // The 2xx of the call is repeated until its ACK arrives, whatever came after it.
            case SUCCESS -> to(now, SEND_ACK);
            case DIAL, ANSWER -> to(now, REFUSE_INPUT);
            default -> to(now);
          };
    };
  }

  /** Whether the application may do this now. */
  static boolean allows(CallState now, Input input) {
    return !step(now, input).actions().contains(REFUSE_INPUT);
  }

  private static Step to(CallState next, Action... actions) {
    return new Step(next, List.of(actions));
  }
}
