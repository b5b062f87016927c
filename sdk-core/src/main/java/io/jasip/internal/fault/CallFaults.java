package io.jasip.internal.fault;

import io.jasip.Cause;
import io.jasip.fault.Fault;
import io.jasip.media.MediaException;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipReason;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong when a call fails or ends, judged by that alone; a diagnosis may know better, for
 * it can try something else and compare.
 */
public final class CallFaults {

  /** Q.850: what the far end's network says, whatever status it was translated to. */
  private static final int UNALLOCATED = 1;

  private static final int NO_ROUTE = 3;
  private static final int NORMAL_CLEARING = 16;
  private static final int BUSY = 17;
  private static final int NO_USER_RESPONDING = 18;
  private static final int NO_ANSWER = 19;
  private static final int SUBSCRIBER_ABSENT = 20;
  private static final int REJECTED = 21;
  private static final int NUMBER_CHANGED = 22;
  private static final int DESTINATION_OUT_OF_ORDER = 27;
  private static final int INVALID_NUMBER = 28;
  private static final int NO_CIRCUIT = 34;
  private static final int NETWORK_OUT_OF_ORDER = 38;
  private static final int TEMPORARY_FAILURE = 41;
  private static final int SWITCH_CONGESTED = 42;
  private static final int CHANNEL_UNAVAILABLE = 44;
  private static final int RESOURCE_UNAVAILABLE = 47;
  private static final int NOT_SUBSCRIBED = 50;
  private static final int BEARER_FORBIDDEN = 57;
  private static final int BEARER_UNAVAILABLE = 58;
  private static final int RECOVERY_ON_TIMER = 102;

  private CallFaults() {}

  /**
   * The fault behind the end of a call.
   *
   * @param cause why it ended
   * @param message that ended it, or null
   * @param failure the exception beneath, or null
   * @return null if nothing is wrong with the call itself: a party hung up, or the connection or
   *     the user agent ended, which tell their own reason
   */
  public static @Nullable Fault of(
      Cause cause, @Nullable SipMessage message, @Nullable Throwable failure) {
    if (message instanceof SipResponse response && response.status() >= 300) {
      return ofRefusal(response);
    }
    if (message instanceof SipRequest request) {
      if (q850(request) == CHANNEL_UNAVAILABLE) {
        return Fault.HANGUP_FOR_LACK_OF_RTP;
      }
      return cause == Cause.BYE_BEFORE_MEDIA ? Fault.HANGUP_AFTER_ANSWER : null;
    }
    if (failure instanceof MediaException media) {
      return ofMedia(media.reason());
    }
    return switch (cause) {
      case BYE_BEFORE_MEDIA -> Fault.HANGUP_AFTER_ANSWER;
      case BUSY -> Fault.CALLEE_BUSY;
      case REJECTED -> Fault.CALLEE_DECLINED;
      case UNAVAILABLE -> Fault.CALLEE_OFFLINE;
      case NOT_FOUND, ADDRESS_INCOMPLETE -> Fault.NUMBER_NOT_FOUND;
      case INCOMPATIBLE_SDP -> Fault.ENDPOINT_NOT_WEBRTC;
      case MISSING_SDP, BAD_MEDIA_DESCRIPTION -> Fault.ANSWER_INVALID;
      case AUTHENTICATION_ERROR -> Fault.CREDENTIALS_REFUSED;
      case REDIRECTED -> Fault.CALL_REDIRECTED;
      case SIP_FAILURE_CODE -> Fault.CALL_REFUSED;
      case REQUEST_TIMEOUT -> Fault.INVITE_UNANSWERED;
      case NO_ANSWER, EXPIRES -> Fault.NOBODY_ANSWERED;
      case ICE_FAILED -> Fault.ICE_FAILED;
      case DTLS_FAILED -> Fault.DTLS_FAILED;
      case RTP_TIMEOUT -> Fault.MEDIA_LOST;
      case NO_ACK, SESSION_EXPIRED, DIALOG_ERROR, MEDIA_ERROR, INTERNAL_ERROR -> Fault.UNEXPLAINED;
      case BYE, CANCELED, ANSWERED_ELSEWHERE, CONNECTION_ERROR, TRANSFERRED, REPLACED, STOPPED ->
          null;
    };
  }

  /**
   * The fault behind a failure of the media.
   *
   * @param reason of the exception
   * @return null for {@link MediaException.Reason#CLOSED} and for mistakes in the application's own
   *     options, which the exception's message explains
   */
  public static @Nullable Fault ofMedia(MediaException.Reason reason) {
    return switch (reason) {
      case LIBRARY_NOT_LOADED -> Fault.NATIVE_LIBRARY_MISSING;
      case AUDIO_DEVICE -> Fault.AUDIO_SYSTEM_MISSING;
      case BAD_DESCRIPTION -> Fault.ANSWER_INVALID;
      case NEGOTIATION -> Fault.UNEXPLAINED;
      case ICE_FAILED -> Fault.ICE_FAILED;
      case DTLS_FAILED -> Fault.DTLS_FAILED;
      case DTLS_STUCK -> Fault.DTLS_STUCK;
      case RTP_TIMEOUT -> Fault.MEDIA_LOST;
      case NO_AUDIO -> Fault.RTP_NOTHING_RECEIVED;
      case VIDEO_DEVICE, BAD_OPTION, DTMF_NOT_NEGOTIATED, TOO_MANY_SESSIONS, CLOSED -> null;
    };
  }

  /**
   * The fault behind a refused INVITE. The cause of Q.850 counts more than the status, which
   * servers translate: an Asterisk turns a callee's 603 into 403, and its own timeout into 603.
   *
   * @param response 300 to 699
   * @return the fault that is the likeliest for it
   */
  public static Fault ofRefusal(SipResponse response) {
    int status = response.status();
    return switch (q850(response)) {
      case UNALLOCATED, NUMBER_CHANGED, INVALID_NUMBER -> Fault.NUMBER_NOT_FOUND;
      // An Asterisk says 404 of a phone that is offline, and 503 of what it has no channel to.
      case NO_ROUTE, SUBSCRIBER_ABSENT ->
          status == 503 ? Fault.DESTINATION_UNAVAILABLE : Fault.CALLEE_OFFLINE;
      case NORMAL_CLEARING, NO_USER_RESPONDING, NO_ANSWER, RECOVERY_ON_TIMER ->
          Fault.NOBODY_ANSWERED;
      case BUSY -> Fault.CALLEE_BUSY;
      case REJECTED -> Fault.CALLEE_DECLINED;
      case SWITCH_CONGESTED -> Fault.SERVER_CONGESTED;
      case NO_CIRCUIT,
          DESTINATION_OUT_OF_ORDER,
          NETWORK_OUT_OF_ORDER,
          TEMPORARY_FAILURE,
          CHANNEL_UNAVAILABLE,
          RESOURCE_UNAVAILABLE ->
          Fault.DESTINATION_UNAVAILABLE;
      case NOT_SUBSCRIBED, BEARER_FORBIDDEN -> Fault.CALL_FORBIDDEN;
      case BEARER_UNAVAILABLE -> Fault.CALL_REFUSED; // by the callee, not by our endpoint
      case -1 -> ofStatus(status, response);
      // What an Asterisk says whose dialplan has come to its end, and at times of Congestion().
      case 0 ->
          switch (status) {
            case 603 -> Fault.DIALPLAN_ENDED;
            case 503 -> Fault.DESTINATION_UNAVAILABLE;
            default -> ofStatus(status, response);
          };
      default -> status == 603 ? Fault.CALL_REFUSED : ofStatus(status, response);
    };
  }

  private static Fault ofStatus(int status, SipResponse response) {
    return switch (status) {
      case 300, 301, 302, 305, 380 -> Fault.CALL_REDIRECTED;
      case 401, 407 -> Fault.CREDENTIALS_REFUSED;
      case 403 -> Fault.CALL_FORBIDDEN;
      case 404, 416, 484, 485, 604 -> Fault.NUMBER_NOT_FOUND;
      case 408 -> Fault.NOBODY_ANSWERED;
      case 410, 430, 480 -> Fault.CALLEE_OFFLINE;
      case 486, 600 -> Fault.CALLEE_BUSY;
      case 603 -> Fault.CALLEE_DECLINED;
      case 488, 606 -> Fault.ENDPOINT_NOT_WEBRTC;
      case 400, 415, 420 -> Fault.OFFER_REJECTED;
      case 422 -> Fault.SESSION_INTERVAL_TOO_SMALL;
      // Asterisk gives a reason for what its dialplan or a callee did, and none for these two.
      case 500 -> isUnexplained(response) ? Fault.TRANSPORT_NAME_MISSING : Fault.SIP_SERVER_ERROR;
      case 503 -> isUnexplained(response) ? Fault.SERVER_STOPPING : Fault.SERVER_CONGESTED;
      default -> status >= 500 && status < 600 ? Fault.SIP_SERVER_ERROR : Fault.CALL_REFUSED;
    };
  }

  /**
   * Whether it may be of an Asterisk, which many installations call otherwise, without a reason.
   */
  private static boolean isUnexplained(SipResponse response) {
    if (q850(response) >= 0) {
      return false;
    }
    String server = response.header("Server").orElse("").toLowerCase(Locale.ROOT);
    return server.isEmpty() || server.contains("asterisk") || server.contains("pbx");
  }

  /**
   * The cause of Q.850 that a message gives.
   *
   * @param message a refusal or a BYE
   * @return -1 if it gives none
   */
  public static int q850(SipMessage message) {
    return SipReason.of(message).stream()
        .filter(reason -> reason.protocol().equalsIgnoreCase("Q.850"))
        .mapToInt(SipReason::cause)
        .findFirst()
        .orElse(-1);
  }
}
