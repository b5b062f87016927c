package io.jasip.internal.doctor;

import io.jasip.media.MediaEngine;
import io.jasip.media.MediaExaminer;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import java.util.concurrent.CompletableFuture;

/**
 * The media engine of the user agent that makes the test calls: that of the application, with tones
 * in place of what the application sends and hears. Any thread.
 */
final class TestCallMedia implements MediaEngine {

  private final MediaEngine engine;

  private TestCallMedia(MediaEngine engine) {
    this.engine = engine;
  }

  /**
   * Makes one.
   *
   * @param ofApplication which is not touched, but for its settings
   */
  static TestCallMedia of(MediaEngine ofApplication) {
    MediaExaminer examiner = ofApplication.extension(MediaExaminer.class);
    return new TestCallMedia(examiner == null ? ofApplication : examiner.toneEngine());
  }

  @Override
  public CompletableFuture<Void> retain() {
    return engine.retain();
  }

  @Override
  public CompletableFuture<Void> release() {
    return engine.release();
  }

  @Override
  public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
    MediaSessionConfig plain = new MediaSessionConfig(config.id(), config.iceServers(), null);
    return config.options() instanceof TestCall call
        ? call.over(() -> engine.createSession(plain, listener))
        : engine.createSession(plain, listener);
  }
}
