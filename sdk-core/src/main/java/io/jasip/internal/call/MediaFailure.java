package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.media.MediaException;
import io.jasip.sip.StatusCode;

/** What a failure of the media means for its call. */
final class MediaFailure {

  private MediaFailure() {}

  static Ending ending(Throwable failure) {
    String sentence = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (failure instanceof MediaException media
        && media.reason() == MediaException.Reason.BAD_DESCRIPTION) {
      return Ending.system(
          Cause.BAD_MEDIA_DESCRIPTION, StatusCode.NOT_ACCEPTABLE_HERE, sentence, failure);
    }
    return Ending.system(
        Cause.MEDIA_ERROR, StatusCode.SERVER_INTERNAL_ERROR, "media: " + sentence, failure);
  }
}
