package io.jasip.webrtc.internal.rtc;

import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.internal.audio.SoundPath;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends and where its sound goes: what its options name, else what the engine makes for
 * each call, which then is the call's own and ends with it. On the media thread, because devices
 * take their time to open.
 *
 * @param source of the call's options
 * @param sink of the call's options
 * @param made asked for what is missing
 * @param own what was made
 */
record CallSound(
    @Nullable AudioSource source, @Nullable AudioSink sink, EngineSettings made, List<Object> own) {

  CallSound(@Nullable AudioSource source, @Nullable AudioSink sink, EngineSettings made) {
    this(source, sink, made, new CopyOnWriteArrayList<>());
  }

  /** Connects them to the call. */
  void plugInto(SoundPath path) {
    path.source(source == null ? keep(made.source().get()) : source);
    path.received().add(sink == null ? keep(made.sink().get()) : sink);
  }

  private <T> T keep(T opened) {
    own.add(opened);
    return opened;
  }

  /** What was made for this call, if it is of that type. Any thread. */
  <T> @Nullable T find(Class<T> type) {
    return own.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
  }

  /** The call is over. */
  void close() {
    for (Object each : own) {
      if (each instanceof AutoCloseable closeable) {
        Guard.run("Closing the sound of a call", () -> close(closeable));
      }
    }
  }

  private static void close(AutoCloseable which) {
    try {
      which.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
