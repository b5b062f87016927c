package io.jasip.webrtc;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A recording of a call into a WAV file of 48 kHz and 16 bits; {@link CallAudio#record} begins one.
 * It ends with {@link #close()} or with the call. The file is written several times a second, on a
 * thread of its own ({@code jasip-recording}, a daemon); it can be played to that point even if the
 * process is killed. Times without sound, such as a hold, are silence in it. All methods: any
 * thread.
 */
public interface CallRecording extends AutoCloseable {

  /** What of a call is recorded, and into how many channels. */
  enum Sides {
    /** What we send, into one channel. */
    SENT,
    /** What we receive, into one channel. */
    RECEIVED,
    /** Both, mixed into one channel. */
    MIXED,
    /** Both, into two channels: left is what we send, right is what we receive. */
    STEREO
  }

  /**
   * The file.
   *
   * @return as given
   */
  Path file();

  /**
   * How long the recording is.
   *
   * @return what has been written so far
   */
  Duration length();

  /**
   * Frames of 10 ms that are missing, because they came faster than time passes or because the disk
   * was too slow for ten seconds.
   *
   * @return the number in all directions
   */
  long dropped();

  /**
   * When the recording is over.
   *
   * @return completes when the file is whole and closed; fails with {@link java.io.IOException},
   *     whose message names file and reason, as soon as the file cannot be written any more, for
   *     instance because the disk is full: what was written before can be played, and the call goes
   *     on. Completes on the recording's thread
   */
  CompletableFuture<Void> finished();

  /** Ends the recording and returns when the file is whole. Idempotent; never throws. */
  @Override
  void close();
}
