package io.jasip.media;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The media of one call, driven by offer and answer (RFC 3264; states as in RFC 8829 and W3C
 * WebRTC).
 *
 * <p>Methods may be called from any thread, return at once, and are carried out in the order of the
 * calls. Every returned future completes: with its value, or with a {@link MediaException}. Futures
 * complete on the session's own thread; do not block it.
 */
public interface MediaSession {

  /**
   * Creates an offer, takes it as local description, and waits, for a bounded time, until it holds
   * the ICE candidates that make sense to send.
   *
   * @return the SDP to send, with at least one candidate
   */
  CompletableFuture<String> createOffer();

  /**
   * Takes a remote offer and creates the answer, which becomes the local description.
   *
   * @param remoteOffer the peer's SDP
   * @return the SDP to send
   */
  CompletableFuture<String> createAnswer(String remoteOffer);

  /**
   * Takes the peer's answer to the last {@link #createOffer() offer}.
   *
   * @param type {@link SdpType#ANSWER}, or {@link SdpType#PRANSWER} for one that a final answer may
   *     still replace
   * @param remoteAnswer the peer's SDP
   * @return completes when the description is applied; fails with {@link
   *     MediaException.Reason#BAD_DESCRIPTION} and a sentence that names what is wrong when the
   *     session cannot work with it
   */
  CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer);

  /**
   * Takes back an offer, ours or the peer's, that got no answer. The session goes on as it was
   * before; a session that began with an offer of the peer that got no answer is of no more use.
   *
   * @return completes when the last agreed descriptions are in force again
   */
  CompletableFuture<Void> rollback();

  /**
   * Sets what the next offer or answer proposes: {@link MediaDirection#SEND_ONLY} or {@link
   * MediaDirection#INACTIVE} to hold, {@link MediaDirection#SEND_RECV} to resume. From now until
   * then nothing is sent, so that nobody hears who holds.
   *
   * @param direction as seen from this side
   * @return completes when set
   */
  CompletableFuture<Void> setDirection(MediaDirection direction);

  /**
   * Has the next {@link #createOffer() offer} ask for a new search for a path (ICE restart, RFC
   * 8445 section 9). The present path is used until the new one is found.
   *
   * @return completes when noted; fails with {@link MediaException.Reason#BAD_OPTION}, as by
   *     default, if this engine cannot do it
   */
  default CompletableFuture<Void> restartIce() {
    return CompletableFuture.failedFuture(
        new MediaException(
            MediaException.Reason.BAD_OPTION, "this media engine cannot restart ICE"));
  }

  /**
   * Sends silence instead of the source's audio, or stops doing so. No renegotiation.
   *
   * @param muted whether to send silence
   * @return completes when in force
   */
  CompletableFuture<Void> setMuted(boolean muted);

  /**
   * Sends DTMF digits as RTP events (RFC 4733).
   *
   * @param tones characters of {@code 0-9 A-D * #} and {@code ,} for a pause of two seconds
   * @param duration of each tone, 40 ms to 6 s
   * @param gap between tones, at least 30 ms
   * @return completes when the digits are queued; fails with {@link
   *     MediaException.Reason#DTMF_NOT_NEGOTIATED} when the peer does not take RTP events, or the
   *     direction is that of a hold
   */
  CompletableFuture<Void> sendDtmf(String tones, Duration duration, Duration gap);

  /**
   * Takes a snapshot of the session's counters.
   *
   * @return the snapshot
   */
  CompletableFuture<MediaStats> stats();

  /**
   * What this engine's sessions can do beyond this interface, for {@link io.jasip.Call#media}.
   *
   * @param type an interface of the engine
   * @param <T> that interface
   * @return null, as by default, if the session has no such thing
   */
  default <T> @Nullable T extension(Class<T> type) {
    return null;
  }

  /**
   * Ends the session and frees what it holds. Idempotent; everything that is still pending fails
   * with {@link MediaException.Reason#CLOSED}.
   *
   * @return completes when all native resources of the session are gone; never fails
   */
  CompletableFuture<Void> close();
}
