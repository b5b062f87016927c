package io.jasip.examples.interop;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What the SDK logs while this is open. */
final class LogRecorder extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Logger SDK = (Logger) LoggerFactory.getLogger("io.jasip");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogRecorder() {
    start();
    SDK.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getLevel() + " " + event.getFormattedMessage());
  }

  /** Level and text of each entry so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    SDK.detachAppender(this);
  }
}
