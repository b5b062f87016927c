package io.jasip.webrtc;

import io.jasip.ListenerHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives what it takes to any number of sinks, one after the other on the thread that writes. What
 * one of them throws is logged once and hurts no other. Sinks come and go at any time, on any
 * thread.
 */
public final class AudioFanOut implements AudioSink {

  private static final Logger LOG = LoggerFactory.getLogger(AudioFanOut.class);

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /** Makes one without sinks. */
  public AudioFanOut() {}

  /**
   * Adds a sink.
   *
   * @param sink gets all frames from now on, and must not change them
   * @return takes it away again; a frame on its way may still reach it
   */
  public ListenerHandle add(AudioSink sink) {
    Entry entry = new Entry(sink);
    entries.add(entry);
    return () -> entries.remove(entry);
  }

  @Override
  public void write(PcmFrame frame) {
    for (Entry each : entries) {
      each.write(frame);
    }
  }

  private static final class Entry {
    private final AudioSink sink;
    private boolean complained;

    Entry(AudioSink sink) {
      this.sink = sink;
    }

    void write(PcmFrame frame) {
      try {
        sink.write(frame);
      } catch (Throwable e) { // this may be a thread of native code, which an exception would abort
        if (!complained) {
          complained = true;
          LOG.error("The application's audio sink threw an exception; the call goes on", e);
        }
      }
    }
  }
}
