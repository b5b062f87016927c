package io.jasip.trace;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shown every SIP message that a user agent sends and receives. Called on the user agent's own
 * thread, so it must be quick and must not block; an exception that it throws is logged and changes
 * nothing.
 */
@FunctionalInterface
public interface SipTrace {

  /**
   * A message has crossed the connection.
   *
   * @param message with secrets masked
   */
  void onMessage(TracedMessage message);

  /**
   * Shows nothing. The default.
   *
   * @return the trace
   */
  static SipTrace none() {
    return message -> {};
  }

  /**
   * Writes every message to the SLF4J logger {@code io.jasip.trace} at level DEBUG.
   *
   * @return the trace
   */
  static SipTrace slf4j() {
    Logger log = LoggerFactory.getLogger("io.jasip.trace");
    return message ->
        log.debug("{} {}\n{}", message.sent() ? ">>>" : "<<<", message.peer(), message.text());
  }
}
