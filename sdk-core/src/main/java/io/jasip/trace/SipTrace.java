package io.jasip.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shown every SIP message that a user agent sends and receives. Called on the user agent's own
 * thread, so it must be quick and must not block; an exception that it throws is logged and changes
 * nothing.
 *
 * <p>Several can be given to one user agent, and one to several: {@link
 * io.jasip.UABuilder#trace(SipTrace)}.
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

  /**
   * Writes every message into a file that Wireshark, sngrep and the like open.
   *
   * @param file is made, or overwritten
   * @return the trace; to be closed after the last user agent that has it was stopped
   * @throws IOException if the file cannot be made; the message names it
   */
  static PcapngTrace pcapng(Path file) throws IOException {
    return PcapngTrace.open(file);
  }

  /**
   * Draws every message as a rung of a ladder: a line with the time since the first message, and an
   * arrow.
   *
   * @param out such as {@code System.err}; written to by a thread of the trace's own, a line at a
   *     time
   * @return the trace; to be closed, for the last lines, after the last user agent that has it was
   *     stopped
   */
  static LadderTrace ladder(Appendable out) {
    return new LadderTrace(out);
  }

  /**
   * Shows every message to all of these, in their order. One that throws an exception does not keep
   * it from the others.
   *
   * @param traces any number
   * @return a trace
   */
  static SipTrace all(List<SipTrace> traces) {
    return new SeveralTraces(List.copyOf(traces));
  }
}
