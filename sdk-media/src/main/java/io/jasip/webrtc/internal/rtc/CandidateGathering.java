package io.jasip.webrtc.internal.rtc;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a local description has the candidates that make sense to send (RFC 8445 section
 * 5.1.1). The engine itself says so late: it waits 100 ms even when only host candidates are
 * wanted, which all come at once, and for ever for a STUN server that does not answer. On the media
 * thread.
 */
final class CandidateGathering {

  /** Host candidates of all interfaces come within a millisecond or two of each other. */
  private static final Duration QUIET = Duration.ofMillis(6);

  /** For the first host candidate, which is there in milliseconds on any machine that is alive. */
  private static final Duration FIRST = Duration.ofSeconds(5);

  private final ScheduledExecutorService media;
  private final boolean wantsHost;
  private final boolean wantsReflexive;
  private final boolean wantsRelayed;
  private final Duration limit;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private boolean host;
  private boolean reflexive;
  private boolean relayed;
  private boolean isLate;
  private @Nullable ScheduledFuture<?> quiet;

  CandidateGathering(
      ScheduledExecutorService media,
      boolean wantsHost,
      boolean wantsReflexive,
      boolean wantsRelayed,
      Duration limit) {
    this.media = media;
    this.wantsHost = wantsHost;
    this.wantsReflexive = wantsReflexive;
    this.wantsRelayed = wantsRelayed;
    this.limit = limit;
  }

  /** Completes when it is time to send, with or without every candidate that was hoped for. */
  CompletableFuture<Void> start() {
    media.schedule(this::onLimit, limit.toMillis(), TimeUnit.MILLISECONDS);
    return done;
  }

  /** The servers have had their time, and whatever there is goes. A busy machine may have none. */
  private boolean onLimit() {
    if (wantsHost && !isAny()) {
      isLate = true;
      media.schedule(() -> done.complete(null), FIRST.toMillis(), TimeUnit.MILLISECONDS);
      return false;
    }
    return done.complete(null);
  }

  private boolean isAny() {
    return host || reflexive || relayed;
  }

  /** A candidate has come. */
  void onCandidate(String candidate) {
    host |= candidate.contains(" typ host");
    reflexive |= candidate.contains(" typ srflx");
    relayed |= candidate.contains(" typ relay");
    boolean enough =
        isAny()
            && (isLate
                || ((!wantsReflexive || reflexive || relayed) && (!wantsRelayed || relayed)));
    if (quiet != null) {
      quiet.cancel(false);
    }
    if (enough) {
      quiet = media.schedule(() -> done.complete(null), QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** The engine has no more. */
  void onComplete() {
    done.complete(null);
  }
}
