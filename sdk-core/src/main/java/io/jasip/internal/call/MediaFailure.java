package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.media.MediaException;
import io.jasip.sip.StatusCode;

/** What a failure of the media means for its call. */
final class MediaFailure {

  private MediaFailure() {}

  static Ending ending(Throwable failure) {
    String sentence = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    Cause cause = cause(failure);
    if (cause == Cause.BAD_MEDIA_DESCRIPTION) {
      return Ending.system(cause, StatusCode.NOT_ACCEPTABLE_HERE, sentence, failure);
    }
    return Ending.system(cause, refusal(failure), "media: " + sentence, failure);
  }

  /** A caller that is one too many can call again later, as when a person is busy. */
  private static int refusal(Throwable failure) {
    return failure instanceof MediaException media
            && media.reason() == MediaException.Reason.TOO_MANY_SESSIONS
        ? StatusCode.BUSY_HERE
        : StatusCode.SERVER_INTERNAL_ERROR;
  }

  /** Whether the way of the media is what failed, and not what travels on it. */
  static boolean isOfTransport(Throwable failure) {
    return switch (cause(failure)) {
      case ICE_FAILED, DTLS_FAILED, RTP_TIMEOUT -> true;
      default -> false;
    };
  }

  private static Cause cause(Throwable failure) {
    if (!(failure instanceof MediaException media)) {
      return Cause.MEDIA_ERROR;
    }
    return switch (media.reason()) {
      case BAD_DESCRIPTION -> Cause.BAD_MEDIA_DESCRIPTION;
      case ICE_FAILED -> Cause.ICE_FAILED;
      case DTLS_FAILED, DTLS_STUCK -> Cause.DTLS_FAILED;
      case RTP_TIMEOUT -> Cause.RTP_TIMEOUT;
      default -> Cause.MEDIA_ERROR;
    };
  }
}
