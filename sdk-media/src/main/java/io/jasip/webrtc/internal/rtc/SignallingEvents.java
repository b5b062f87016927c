package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionIceErrorEvent;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import io.jasip.media.MediaState;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a peer connection tells. Called on the native signalling thread: copies, posts to the media
 * thread, returns.
 */
final class SignallingEvents implements PeerConnectionObserver {

  private final MediaThread media;
  private final Supplier<@Nullable DescriptionExchange> exchange;
  private final Consumer<MediaState> state;
  private final LocalDescription description;

  /**
   * Makes the observer of a connection.
   *
   * @param description read here; all else is used on the media thread alone
   */
  SignallingEvents(
      MediaThread media,
      LocalDescription description,
      Supplier<@Nullable DescriptionExchange> exchange,
      Consumer<MediaState> state) {
    this.media = media;
    this.description = description;
    this.exchange = exchange;
    this.state = state;
  }

  @Override
  public void onIceCandidate(RTCIceCandidate candidate) {
    String text = candidate.sdp;
    Guard.run("Reading our description", description::read);
    toExchange(current -> current.onCandidate(text));
  }

  @Override
  public void onIceCandidateError(RTCPeerConnectionIceErrorEvent event) {
    String url = event.getUrl();
    int code = event.getErrorCode();
    String text = event.getErrorText();
    toExchange(current -> current.onServerError(url, code, text));
  }

  @Override
  public void onIceGatheringChange(RTCIceGatheringState gatheringState) {
    if (gatheringState == RTCIceGatheringState.COMPLETE) {
      toExchange(DescriptionExchange::onGatheringComplete);
    }
  }

  private void toExchange(Consumer<DescriptionExchange> event) {
    media.post(
        () -> {
          DescriptionExchange current = exchange.get();
          if (current != null) {
            event.accept(current);
          }
        });
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState connectionState) {
    media.post(() -> state.accept(PeerSettings.state(connectionState)));
  }
}
