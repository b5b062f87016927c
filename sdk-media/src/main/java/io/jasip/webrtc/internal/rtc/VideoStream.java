package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.VideoCodec;
import io.jasip.webrtc.VideoListener;
import io.jasip.webrtc.VideoOptions;
import io.jasip.webrtc.VideoSource;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import io.jasip.webrtc.internal.video.VideoOutlet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The video of a session, which may come and go while the sound stays: what this side wants, and
 * the transceiver while there is one. On the media thread.
 */
final class VideoStream {

  private final MediaThread media;
  private final VideoOutlet outlet;
  private final Consumer<Consumer<VideoListener>> tell;
  private @Nullable PeerConnectionFactory factory;
  private @Nullable RTCPeerConnection connection;
  private @Nullable Negotiation negotiation;

  /** What this side takes; null for sound only. */
  private @Nullable VideoOptions wish;

  /** Whether our next offer has it; else it is only taken when the peer offers it. */
  private boolean offers;

  private @Nullable VideoTransceiver transceiver;
  private MediaDirection allowed = MediaDirection.SEND_RECV;
  private MediaDirection agreed = MediaDirection.INACTIVE;
  private boolean muted;

  /** Whether an offer is on its way that drops what there is. */
  private boolean dropping;

  /**
   * Makes a stream that is not there yet.
   *
   * @param tell tells each listener
   */
  VideoStream(
      MediaThread media,
      @Nullable VideoOptions wish,
      VideoOutlet outlet,
      Consumer<Consumer<VideoListener>> tell) {
    this.media = media;
    this.outlet = outlet;
    this.tell = tell;
    if (wish != null) {
      want(wish, wish.isOffered());
    }
  }

  /** The connection is there. */
  void open(PeerConnectionFactory with, RTCPeerConnection on, Negotiation by) {
    factory = with;
    connection = on;
    negotiation = by;
  }

  /** The codecs that this side takes now; none if it takes no video. */
  List<VideoCodec> codecs() {
    return wish == null ? List.of() : wish.codecs();
  }

  /** From now on this side wants video. */
  void want(VideoOptions options, boolean offer) {
    send(options.source()); // which may fail, and then nothing has changed
    wish = options;
    offers = offer;
    outlet.main(options.sink());
  }

  private void send(@Nullable VideoSource next) {
    if (transceiver != null && !dropping) {
      transceiver.source(next);
      transceiver.propose(allowed);
    }
  }

  /** What is sent; null if nothing is. */
  @Nullable VideoSource source() {
    return transceiver == null ? null : transceiver.source();
  }

  @Nullable VideoOptions wish() {
    return wish;
  }

  /** What was agreed last. */
  MediaDirection direction() {
    return agreed;
  }

  /** An offer of ours is about to be made. */
  void beforeOffer() {
    if (offers && wish != null) {
      add(wish);
    }
  }

  /** An offer of the peer was applied, and is about to be answered. */
  void beforeAnswer(RemoteDescription offer) {
    if (offer.hasVideo() && wish != null) {
      add(wish);
    } else if (offer.refusedVideo()) {
      tell.accept(VideoListener::onOffered);
    }
  }

  private void add(VideoOptions options) {
    if (transceiver != null || factory == null || connection == null || negotiation == null) {
      return;
    }
    VideoTransceiver made =
        new VideoTransceiver(media, factory, connection, negotiation, options.codecs(), outlet);
    transceiver = made;
    made.source(options.source());
    made.muted(muted);
    made.propose(allowed);
  }

  /** An offer of either side was answered, and the answer is in force. */
  void agreed() {
    MediaDirection now = MediaDirection.INACTIVE;
    if (transceiver != null && transceiver.isStopped()) {
      offers &= dropping; // what the peer does not take is not offered again
      dropped();
    } else if (transceiver != null && transceiver.isAgreed()) {
      now = transceiver.agreed();
    }
    change(now);
  }

  private void change(MediaDirection now) {
    if (now != agreed) {
      agreed = now;
      tell.accept(listener -> listener.onDirection(now));
    }
  }

  /** An offer is about to be withdrawn: what only it has gives way. */
  void beforeRollback() {
    if (transceiver != null && !transceiver.isAgreed()) {
      transceiver.stop();
      dropped();
    }
  }

  /** Hold or resume, for the next offer or answer. */
  void propose(MediaDirection direction) {
    allowed = direction;
    if (transceiver != null) {
      transceiver.propose(direction);
    }
  }

  /** Black or not. */
  void muted(boolean black) {
    muted = black;
    if (transceiver != null) {
      transceiver.muted(black);
    }
  }

  /** Sends other pictures. */
  void source(VideoSource next) {
    if (transceiver == null || transceiver.source() == null) {
      throw new MediaException(
          Reason.NEGOTIATION, "setSource(): the call sends no video; begin with start()");
    }
    transceiver.source(next);
  }

  /**
   * This side wants no video any more.
   *
   * @return whether the peer has to be told by a new offer
   */
  boolean stop() {
    wish = null;
    offers = false;
    if (transceiver == null) {
      return false;
    }
    dropping = true;
    transceiver.stop();
    change(MediaDirection.INACTIVE);
    return true;
  }

  /** The peer did not take our offer: what had been wanted and sent before is in force again. */
  void giveUp(@Nullable VideoOptions before, @Nullable VideoSource sent) {
    beforeRollback();
    send(sent);
    wish = before;
    offers = false;
    if (before != null) {
      outlet.main(before.sink());
    }
  }

  /** The peer was told that the video is dropped, or would not hear of it. */
  void dropped() {
    dropping = false;
    if (transceiver != null) {
      transceiver.close();
      transceiver = null;
    }
  }

  /** The session ends. Before its connection is closed. */
  void close() {
    dropped();
    outlet.close();
    factory = null;
    connection = null;
    negotiation = null;
    wish = null;
  }
}
