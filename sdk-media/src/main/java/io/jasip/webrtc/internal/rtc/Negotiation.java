package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.CreateSessionDescriptionObserver;
import dev.onvoid.webrtc.RTCAnswerOptions;
import dev.onvoid.webrtc.RTCOfferOptions;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCSessionDescription;
import dev.onvoid.webrtc.RTCSignalingState;
import dev.onvoid.webrtc.SetSessionDescriptionObserver;
import dev.onvoid.webrtc.media.MediaStreamTrack;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Offers and answers of one peer connection (RFC 8829 section 4.1). On the media thread, which
 * waits here for the callbacks of the native signalling thread; that thread never waits for this
 * one.
 */
final class Negotiation {

  /**
   * How long a description may take to be made or applied: some milliseconds on any machine that is
   * alive.
   */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final RTCPeerConnection connection;
  private final LocalDescription ours;

  Negotiation(RTCPeerConnection connection, LocalDescription ours) {
    this.connection = connection;
    this.ours = ours;
  }

  /** Our ICE user name, which is another one for each search for a path; empty before the first. */
  String ufrag() {
    String sdp = localText();
    int begin = sdp.indexOf("a=ice-ufrag:");
    return begin < 0 ? "" : sdp.substring(begin).lines().findFirst().orElse("");
  }

  /** Whether no description of ours was applied yet. */
  boolean isFirst() {
    return localText().isEmpty();
  }

  /** Our description with the candidates found so far. */
  String localText() {
    return ours.text();
  }

  /**
   * Makes an offer and applies it, which begins the search for candidates.
   *
   * @param restart whether to search anew
   */
  void offer(boolean restart) throws Exception {
    RTCOfferOptions options = new RTCOfferOptions();
    options.iceRestart = restart;
    applyLocal(create(observer -> connection.createOffer(options, observer)));
  }

  /** Makes the answer to the offer applied before, and applies it. */
  void answer() throws Exception {
    applyLocal(create(observer -> connection.createAnswer(new RTCAnswerOptions(), observer)));
  }

  private void applyLocal(RTCSessionDescription made) throws Exception {
    await("the local description", ours::read, done -> connection.setLocalDescription(made, done));
  }

  /** Applies the peer's description. */
  void applyRemote(RTCSdpType type, RemoteDescription description) throws Exception {
    RTCSessionDescription given = new RTCSessionDescription(type, description.text());
    try {
      await(
          "the peer's description", () -> {}, done -> connection.setRemoteDescription(given, done));
    } catch (Error e) { // how the binding reports text that the native parser refuses
      throw new MediaException(
          Reason.BAD_DESCRIPTION,
          "the peer's session description cannot be parsed: " + e.getMessage(),
          e);
    }
  }

  /** Withdraws the offer that is open, of either side; does nothing if there is none. */
  void rollback() throws Exception {
    boolean ours = connection.getSignalingState() == RTCSignalingState.HAVE_LOCAL_OFFER;
    withdraw();
    // The engine stops and starts sending with the offer, and a rollback leaves it at that: after a
    // hold that was refused nothing would be heard. So what was agreed is offered, and withdrawn.
    if (ours && restoreDirections()) {
      offer(false);
      withdraw();
    }
  }

  /** Whether anything had been agreed. */
  private boolean restoreDirections() {
    boolean agreed = false;
    for (RTCRtpTransceiver each : connection.getTransceivers()) {
      RTCRtpTransceiverDirection current = each.getCurrentDirection();
      if (current != null
          && current != RTCRtpTransceiverDirection.STOPPED
          && each.getDirection() != RTCRtpTransceiverDirection.STOPPED) { // it is to be dropped
        agreed = true;
        each.setDirection(current);
      }
    }
    return agreed;
  }

  private void withdraw() throws Exception {
    RTCSignalingState now = connection.getSignalingState();
    RTCSessionDescription nothing = new RTCSessionDescription(RTCSdpType.ROLLBACK, "");
    if (now == RTCSignalingState.HAVE_LOCAL_OFFER) {
      await("rollback()", ours::read, done -> connection.setLocalDescription(nothing, done));
    } else if (now == RTCSignalingState.HAVE_REMOTE_OFFER) {
      if (isFirst()) { // the native connection would neither play nor send from here on
        throw new MediaException(
            Reason.NEGOTIATION,
            "the peer's offer was the first of this session and cannot be taken back; make another"
                + " session");
      }
      await("rollback()", () -> {}, done -> connection.setRemoteDescription(nothing, done));
    }
  }

  private static RTCSessionDescription create(Consumer<CreateSessionDescriptionObserver> start)
      throws Exception {
    CompletableFuture<RTCSessionDescription> made = new CompletableFuture<>();
    start.accept(
        new CreateSessionDescriptionObserver() {
          @Override
          public void onSuccess(RTCSessionDescription description) {
            made.complete(description);
          }

          @Override
          public void onFailure(String error) {
            made.completeExceptionally(new MediaException(Reason.NEGOTIATION, error));
          }
        });
    return made.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void await(
      String what, Runnable applied, Consumer<SetSessionDescriptionObserver> start)
      throws InterruptedException, TimeoutException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    start.accept(
        new SetSessionDescriptionObserver() {
          @Override
          public void onSuccess() {
            Guard.run("Reading our description", applied);
            done.complete(null);
          }

          @Override
          public void onFailure(String error) {
            done.completeExceptionally(
                new MediaException(Reason.BAD_DESCRIPTION, what + " was refused: " + error));
          }
        });
    try {
      done.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw MediaThread.explain("cannot take " + what, e);
    }
  }

  /** An offer of several media makes a transceiver for each of them. */
  RTCRtpTransceiver transceiverOf(MediaStreamTrack sent) {
    for (RTCRtpTransceiver each : connection.getTransceivers()) {
      MediaStreamTrack its = each.getSender().getTrack();
      if (its != null && its.getId().equals(sent.getId())) {
        return each;
      }
    }
    throw new MediaException(Reason.NEGOTIATION, "the track that was added has no transceiver");
  }
}
