package io.jasip;

import io.jasip.fault.Fault;
import io.jasip.internal.fault.CallFaults;
import io.jasip.media.MediaException;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong with the media of a call, and the call goes on.
 *
 * @param call that it is about
 * @param warning what was observed, and the way out; its reason is {@link
 *     MediaException.Reason#NO_AUDIO} when the peer, which should send, sends nothing
 */
public record MediaWarningEvent(Call call, MediaException warning) {

  /**
   * What is wrong, as far as this alone tells: with its text in several languages, the lines to
   * change, and the faults that look the same. {@link UA#diagnose()} finds out more.
   *
   * @return null if the warning is about an option of the application
   */
  public @Nullable Fault fault() {
    return CallFaults.ofMedia(warning.reason());
  }
}
