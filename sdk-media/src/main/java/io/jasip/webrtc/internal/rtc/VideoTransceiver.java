package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.MediaType;
import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.VideoTrack;
import io.jasip.media.MediaDirection;
import io.jasip.webrtc.VideoCodec;
import io.jasip.webrtc.VideoFrame;
import io.jasip.webrtc.VideoSource;
import io.jasip.webrtc.internal.video.VideoClock;
import io.jasip.webrtc.internal.video.VideoOutlet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The native side of one m-line of video (W3C WebRTC section 5.4), and the source that it sends. On
 * the media thread. What the binding hands out is kept alive here until {@link #close}.
 */
final class VideoTransceiver {

  /**
   * When a whole picture is sent for the second time. The peer asks for one when it lacks it (PLI,
   * RFC 4585), but Asterisk's strictrtp drops the first four packets of a new stream, with the
   * picture that all others are based on, and its Echo passes on one request per call.
   */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final MediaThread media;
  private final PeerConnectionFactory factory;
  private final VideoOutlet outlet;
  private final CustomVideoSource pictures;
  private final VideoTrack track;
  private final RTCRtpSender sender;
  private final RTCRtpTransceiver transceiver;
  private final VideoClock clock = new VideoClock(this::offer);

  /**
   * The picture that is on its way to the media thread, which may be busy; there is one at most.
   */
  private final AtomicReference<@Nullable VideoFrame> waiting = new AtomicReference<>();

  private @Nullable VideoSource source;
  private @Nullable FarEndVideo farEnd;
  private @Nullable VideoFrame last;
  private @Nullable VideoFrame black;
  private boolean muted;
  private boolean sends;
  private boolean closed;

  /**
   * Adds a track to a connection. When answering, after the offer was applied, so that it takes the
   * offer's transceiver.
   */
  VideoTransceiver(
      MediaThread media,
      PeerConnectionFactory factory,
      RTCPeerConnection connection,
      Negotiation negotiation,
      List<VideoCodec> codecs,
      VideoOutlet outlet) {
    this.media = media;
    this.factory = factory;
    this.outlet = outlet;
    this.pictures = new CustomVideoSource();
    this.track = factory.createVideoTrack("video", pictures);
    this.sender = connection.addTrack(track, List.of("jasip"));
    this.transceiver = negotiation.transceiverOf(track);
    NativeHandles.retain(transceiver);
    transceiver.setCodecPreferences(preferences(codecs));
  }

  /** Our codecs in our order, with retransmission (RFC 4588), of what the engine has. */
  private List<RTCRtpCodecCapability> preferences(List<VideoCodec> codecs) {
    List<RTCRtpCodecCapability> all =
        factory.getRtpReceiverCapabilities(MediaType.VIDEO).getCodecs();
    List<RTCRtpCodecCapability> wanted = new ArrayList<>();
    for (VideoCodec codec : codecs) {
      all.stream()
          .filter(each -> each.getName().equalsIgnoreCase(codec.encodingName()))
          .forEach(wanted::add);
    }
    all.stream().filter(each -> each.getName().equalsIgnoreCase("rtx")).forEach(wanted::add);
    return wanted;
  }

  /** Sends pictures of another source; a camera is switched on here, and may fail. */
  void source(@Nullable VideoSource next) {
    if (next == source) {
      return;
    }
    if (next instanceof CameraSource camera) {
      camera.begin(factory);
    }
    clock.stop();
    endCamera();
    source = next;
    run();
  }

  @Nullable VideoSource source() {
    return source;
  }

  private void endCamera() {
    if (source instanceof CameraSource camera) {
      camera.end();
    }
  }

  private void run() {
    VideoSource from = source;
    if (sends && from != null) {
      clock.run(from);
    } else {
      clock.stop();
    }
  }

  /** On the clock's thread. */
  private void offer(VideoFrame frame) {
    if (waiting.getAndSet(frame) == null) {
      media.post(this::push);
    }
  }

  private void push() {
    VideoFrame frame = waiting.getAndSet(null);
    if (frame != null && !closed) {
      if (muted && (black == null || !isLike(black, frame))) {
        black = new VideoFrame(frame.width(), frame.height(), frame.rotation(), 0);
      }
      NativeFrames.push(pictures, muted && black != null ? black : frame);
      last = frame;
    }
  }

  private static boolean isLike(VideoFrame one, VideoFrame other) {
    return one.width() == other.width()
        && one.height() == other.height()
        && one.rotation() == other.rotation();
  }

  /** Sets what the next offer or answer proposes, within what hold allows. */
  void propose(MediaDirection allowed) {
    // Once it is to be stopped, or was by the peer, the native code crashes here.
    if (transceiver.getDirection() != RTCRtpTransceiverDirection.STOPPED) {
      transceiver.setDirection(PeerSettings.direction(narrow(allowed)));
    }
  }

  private MediaDirection narrow(MediaDirection allowed) {
    return switch (allowed) {
      case SEND_RECV -> source == null ? MediaDirection.RECV_ONLY : allowed;
      case RECV_ONLY -> allowed;
      case SEND_ONLY, INACTIVE -> MediaDirection.INACTIVE; // who holds is not seen
    };
  }

  /** Whether an answer of either side was about this. */
  boolean isAgreed() {
    return transceiver.getCurrentDirection() != null;
  }

  /** Whether one side has refused or dropped the stream, for good. */
  boolean isStopped() {
    return transceiver.stopped();
  }

  /** An offer was answered: sends or not, watches what is received, and tells what was agreed. */
  MediaDirection agreed() {
    MediaDirection agreed = direction(transceiver.getCurrentDirection());
    boolean now = agreed == MediaDirection.SEND_RECV || agreed == MediaDirection.SEND_ONLY;
    if (now != sends) {
      sends = now;
      run();
      if (now) {
        media.schedule(SETTLED, () -> Guard.run("Sending a whole picture", this::beginAnew));
      }
    }
    if (transceiver.getReceiver().getTrack() instanceof VideoTrack seen
        && (farEnd == null || !farEnd.isOf(seen))) {
      stopWatching();
      farEnd = FarEndVideo.attach(seen, outlet::put);
    }
    return agreed;
  }

  private static MediaDirection direction(@Nullable RTCRtpTransceiverDirection current) {
    if (current == null) {
      return MediaDirection.INACTIVE;
    }
    return switch (current) {
      case SEND_RECV -> MediaDirection.SEND_RECV;
      case SEND_ONLY -> MediaDirection.SEND_ONLY;
      case RECV_ONLY -> MediaDirection.RECV_ONLY;
      case INACTIVE, STOPPED -> MediaDirection.INACTIVE;
    };
  }

  /**
   * Has the encoder begin anew, which it does with a whole picture. The binding has no other way to
   * ask for one.
   */
  private void beginAnew() {
    if (!closed && sends) {
      encode(false);
      encode(true);
    }
  }

  private void encode(boolean active) {
    RTCRtpSendParameters parameters = sender.getParameters();
    parameters.encodings.forEach(encoding -> encoding.active = active);
    sender.setParameters(parameters);
  }

  private void stopWatching() {
    if (farEnd != null) {
      farEnd.detach();
      farEnd = null;
    }
  }

  /**
   * Black pictures instead of the source's. The engine's own, of a track that is not enabled, lack
   * the time that those of this source have, and are thrown away as old.
   */
  void muted(boolean now) {
    muted = now;
    if (now && last != null) { // the source may have no other for a while
      offer(last);
    }
  }

  /** Sends and takes nothing more, and has the next offer say so by port 0. */
  void stop() {
    sends = false;
    clock.stop();
    stopWatching();
    if (transceiver.getDirection() != RTCRtpTransceiverDirection.STOPPED) {
      transceiver.stop();
    }
  }

  /** Gives up what is kept alive. The connection frees the rest when it ends, or before. */
  void close() {
    closed = true;
    clock.close();
    stopWatching();
    endCamera();
    source = null;
    NativeHandles.release(NativeHandles.take(sender));
    NativeHandles.release(NativeHandles.take(transceiver));
    NativeHandles.release(NativeHandles.take(track));
    Guard.run("Disposing the video source", pictures::dispose);
  }
}
