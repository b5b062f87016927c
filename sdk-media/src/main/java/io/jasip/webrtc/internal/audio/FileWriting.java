package io.jasip.webrtc.internal.audio;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings recorded sound to its file several times a second, on a thread of its own, {@code
 * jasip-recording}, so that a slow disk holds up neither an audio thread nor another recording.
 */
public final class FileWriting {

  private static final Logger LOG = LoggerFactory.getLogger(FileWriting.class);
  private static final long PERIOD_MILLIS = 200;

  /** Where the samples come from. */
  @FunctionalInterface
  public interface Sound {
    /**
     * What has been recorded since the last time.
     *
     * @param last whether this is the last time
     */
    short[] take(boolean last);
  }

  private final String name;
  private final WavWriter file;
  private final Sound sound;
  private final ScheduledThreadPoolExecutor thread;
  private final CompletableFuture<Void> finished = new CompletableFuture<>();

  /**
   * Begins.
   *
   * @param name of the file, for messages
   */
  public FileWriting(String name, WavWriter file, Sound sound) {
    this.name = name;
    this.file = file;
    this.sound = sound;
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "jasip-recording");
              made.setDaemon(true);
              return made;
            });
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    thread.scheduleWithFixedDelay(
        () -> write(false), PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private synchronized void write(boolean last) {
    if (finished.isDone()) {
      return;
    }
    try {
      file.write(sound.take(last));
      if (last) {
        file.close();
        finished.complete(null);
      }
    } catch (IOException e) {
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(new IOException(e.toString(), e));
    }
    if (finished.isDone()) {
      thread.shutdown();
    }
  }

  private void fail(IOException e) {
    String message = "audio file \"" + name + "\" cannot be written any more: " + e.getMessage();
    LOG.error("{}", message);
    try {
      file.close();
    } catch (IOException closing) {
      e.addSuppressed(closing);
    }
    finished.completeExceptionally(new IOException(message, e));
  }

  /** Writes what there is soon, because it is much. Any thread. */
  public void soon() {
    try {
      thread.execute(() -> write(false));
    } catch (RejectedExecutionException e) {
      LOG.debug("Nothing is written to \"{}\" after its end", name);
    }
  }

  /** Writes the rest and closes the file. */
  public void close() {
    write(true);
  }

  /** As {@link #close()}, on the writing thread; returns at once. */
  public void closeLater() {
    try {
      thread.execute(() -> write(true));
    } catch (RejectedExecutionException e) {
      LOG.debug("\"{}\" is closed already", name);
    }
  }

  /** Whether nothing more will be written. */
  public boolean isFinished() {
    return finished.isDone();
  }

  /** Completes when the file is whole; fails with an IOException that names it. */
  public CompletableFuture<Void> finished() {
    return finished.copy();
  }
}
