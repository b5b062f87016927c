package io.jasip.webrtc.internal.rtc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs code from which nothing may escape: callbacks of native code, and the steps of a clean-up.
 */
final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private Guard() {}

  /** Runs an action; whatever it throws, native errors included, is logged. */
  static void run(String what, Runnable action) {
    try {
      action.run();
    } catch (
        Throwable
            e) { // an escaping exception aborts the process, or skips the rest of the clean-up
      LOG.error("{} failed: {}", what, e.toString());
    }
  }
}
