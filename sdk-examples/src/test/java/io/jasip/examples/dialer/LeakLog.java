package io.jasip.examples.dialer;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What Netty's leak detector says while this is open. */
public final class LeakLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final Logger DETECTOR =
      (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);

  private final List<String> leaks = new CopyOnWriteArrayList<>();

  /** Begins to listen. */
  public LeakLog() {
    start();
    DETECTOR.addAppender(this);
  }

  @Override
  protected void append(ILoggingEvent event) {
    leaks.add(event.getFormattedMessage());
  }

  /** The detector speaks when it hands out a buffer after the garbage collector has run. */
  public List<String> afterCollection() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      ByteBufAllocator.DEFAULT.heapBuffer().release();
      ByteBufAllocator.DEFAULT.directBuffer().release();
    }
    return List.copyOf(leaks);
  }

  @Override
  public void close() {
    DETECTOR.detachAppender(this);
  }
}
