package io.jasip.webrtc.internal.stats;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sees to it that a path that is not found, or was lost, is told in bounded time and by its name.
 * The engine by itself waits for ever for a DTLS handshake whose packets the peer drops, and says
 * nothing when connected media stays silent. On the thread of the session, which its timers and
 * readings come back to.
 */
public final class MediaWatchdog {

  /** How long a reading may take before the verdict does without it. */
  private static final Duration READING = Duration.ofSeconds(1);

  /** How often in the time allowed packets are looked for. */
  private static final int LOOKS = 3;

  private final BiConsumer<Duration, Runnable> timer;
  private final Supplier<CompletableFuture<PathEvidence>> reader;
  private final Duration limit;
  private final Consumer<MediaException> failed;
  private final Consumer<MediaException> warned;
  private MediaState state = MediaState.NEW;
  private boolean wasConnected;
  private boolean over;

  /** Each start of a clock makes those that were started before void. */
  private int clock;

  private boolean running;
  private boolean looking;
  private long packets;
  private int silentLooks;

  /**
   * Begins with nothing agreed.
   *
   * @param timer runs a task later
   * @param reader reads the evidence; its future completes on the session's thread
   * @param limit how long a state may last in which nothing can be heard
   * @param failed told once that the session is of no more use
   * @param warned told that the peer is silent
   */
  public MediaWatchdog(
      BiConsumer<Duration, Runnable> timer,
      Supplier<CompletableFuture<PathEvidence>> reader,
      Duration limit,
      Consumer<MediaException> failed,
      Consumer<MediaException> warned) {
    this.timer = timer;
    this.reader = reader;
    this.limit = limit;
    this.failed = failed;
    this.warned = warned;
  }

  /**
   * An offer and its answer are applied: from now on there should be a path. Before there ever was
   * one the time begins anew: after an early answer it may be another phone that answers.
   */
  public void negotiated() {
    if (!wasConnected) {
      stopClock();
    }
    if (state != MediaState.CONNECTED) {
      startClock();
    }
  }

  /** The transport has changed its state. */
  public void state(MediaState next) {
    state = next;
    switch (next) {
      case CONNECTED -> {
        wasConnected = true;
        stopClock();
        if (!looking) {
          looking = true;
          silentLooks = 0;
          lookLater();
        }
      }
      case CONNECTING, DISCONNECTED -> startClock();
      case FAILED -> judge();
      case CLOSED -> {
        over = true;
        stopClock();
      }
      case NEW -> {}
    }
  }

  private void startClock() {
    if (!running && !over) {
      running = true;
      int mine = ++clock;
      timer.accept(
          limit,
          () -> {
            if (mine == clock) {
              judge();
            }
          });
    }
  }

  private void stopClock() {
    running = false;
    clock++;
  }

  private void judge() {
    if (over) {
      return;
    }
    over = true;
    stopClock();
    CompletableFuture<PathEvidence> reading = reader.get();
    timer.accept(READING, () -> reading.complete(PathEvidence.NONE));
    reading.whenComplete(
        (evidence, failure) ->
            failed.accept(verdict(failure == null ? evidence : PathEvidence.NONE)));
  }

  private MediaException verdict(PathEvidence evidence) {
    if (wasConnected) {
      return new MediaException(
          Reason.RTP_TIMEOUT,
          "the path of the media was lost and no other was found ("
              + evidence
              + "); check the network, or restart ICE when the media is disconnected");
    }
    if (evidence.ice()) {
      return ofHandshake(evidence);
    }
    return new MediaException(
        Reason.ICE_FAILED,
        "ICE found no path between the peer and this machine ("
            + evidence
            + "); "
            + evidence.wayOut());
  }

  private static MediaException ofHandshake(PathEvidence evidence) {
    if (evidence.handshakeFailed()) {
      return new MediaException(
          Reason.DTLS_FAILED,
          "ICE found a path, and the DTLS handshake over it failed ("
              + evidence
              + "): the peer's certificate does not match the fingerprint in its description, or it"
              + " refuses ours; check what changes descriptions on the way");
    }
    return new MediaException(
        Reason.DTLS_STUCK,
        "ICE found a path, but the DTLS handshake over it does not end ("
            + evidence
            + "): the peer drops the packets when they come from an address that was not signalled,"
            + " as Asterisk 16 does; add a STUN server, so that it is");
  }

  private void lookLater() {
    timer.accept(limit.dividedBy(LOOKS), this::look);
  }

  private void look() {
    if (over || state != MediaState.CONNECTED) {
      looking = false;
      return;
    }
    reader
        .get()
        .whenComplete(
            (evidence, failure) -> {
              if (failure == null) {
                consider(evidence);
              }
              lookLater();
            });
  }

  private void consider(PathEvidence evidence) {
    if (!evidence.receives() || evidence.packetsReceived() > packets) {
      silentLooks = 0;
    } else if (++silentLooks == LOOKS) {
      warned.accept(
          new MediaException(
              Reason.NO_AUDIO,
              "the media is connected, and for "
                  + limit.toSeconds()
                  + " s the peer has sent no audio ("
                  + evidence.packetsReceived()
                  + " packets since the beginning, "
                  + evidence.bytesReceived()
                  + " bytes of any kind); it is muted without sending silence, or has nothing to"
                  + " send"));
    }
    packets = evidence.packetsReceived();
  }
}
