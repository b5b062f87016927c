package io.jasip.internal.doctor;

import io.jasip.trace.SipTrace;
import io.jasip.trace.TracedMessage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the messages of a diagnosis, with their secrets masked already. Any thread. */
final class Ladder implements SipTrace {

  private final List<TracedMessage> messages = new CopyOnWriteArrayList<>();

  @Override
  public void onMessage(TracedMessage message) {
    messages.add(message);
  }

  /** All that was seen, for people to read. */
  String drawn() {
    StringBuilder text = new StringBuilder();
    try (io.jasip.trace.LadderTrace drawing = SipTrace.ladder(text)) {
      messages.forEach(drawing::onMessage);
    }
    return Shown.text(text.toString());
  }
}
