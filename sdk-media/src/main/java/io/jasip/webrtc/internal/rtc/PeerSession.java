package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSendParameters;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSource;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaState;
import io.jasip.media.MediaStats;
import io.jasip.media.SdpType;
import io.jasip.media.ToneProbe;
import io.jasip.webrtc.CallVideo;
import io.jasip.webrtc.internal.audio.DtmfDetector;
import io.jasip.webrtc.internal.audio.EchoTest;
import io.jasip.webrtc.internal.audio.SoundPath;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import io.jasip.webrtc.internal.stats.MediaWatchdog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The media of one call on a peer connection. All native calls are made on its {@link MediaThread};
 * callbacks of native code copy and post to it. Nothing native is touched once the thread has run
 * {@link #dispose}.
 */
final class PeerSession implements MediaSession {

  private final MediaThread media;
  private final PeerSettings settings;
  private final MediaListener listener;
  private final Consumer<PeerSession> disposed;
  private final SoundPath sound;
  private final RealCallAudio audio;
  private final RealCallVideo callVideo;
  private final VideoStream video;
  private final AudioReception ears;
  private final SessionReports reports;
  private final FirstAudioWatch firstAudio;
  private final MediaWatchdog watchdog;
  private @Nullable AudioEngine engine;
  private @Nullable RTCPeerConnection connection;
  private @Nullable DescriptionExchange exchange;
  private @Nullable AudioTrackSource source;
  private @Nullable AudioTrack track;
  private @Nullable RTCRtpSender sender;
  private @Nullable RTCRtpTransceiver transceiver;
  private @Nullable DtmfSending dtmf;
  private MediaState state = MediaState.NEW;

  /**
   * Begins a session; its native side is made on its thread.
   *
   * @param disposed told when everything is freed
   */
  PeerSession(
      MediaThread media,
      PeerSettings settings,
      MediaListener listener,
      Consumer<PeerSession> disposed) {
    this.media = media;
    this.settings = settings;
    this.listener = listener;
    this.disposed = disposed;
    this.sound = new SoundPath();
    this.ears = new AudioReception(sound.received());
    this.reports = new SessionReports(media, this::connected, () -> transceiver, sound::isMuted);
    this.audio = new RealCallAudio(sound, settings.headless(), reports::counters, media);
    this.callVideo = new RealCallVideo(media, settings.video(), listener);
    this.video = callVideo.stream();
    if (settings.detectsDtmf()) {
      sound
          .received()
          .add(
              new DtmfDetector(
                  digit ->
                      media.post(
                          () -> Guard.run("The media listener", () -> listener.onDtmf(digit)))));
    }
    this.firstAudio =
        new FirstAudioWatch(
            media::schedule,
            () -> state == MediaState.CONNECTED,
            settings.headless()
                ? this::hasPlayed
                : new PacketArrival(media, () -> stats().thenApply(MediaStats::packetsReceived))
                    ::isSeen,
            () -> Guard.run("The media listener", listener::onFirstAudio));
    this.watchdog =
        new MediaWatchdog(
            media::schedule,
            reports::evidence,
            settings.network().mediaTimeout(),
            this::fail,
            warning -> Guard.run("The media listener", () -> listener.onWarning(warning)));
  }

  /** Opens the native side; a failure is what every later operation fails with. */
  void open(EnginePool pool) {
    media.call(
        () -> {
          try {
            open(pool.take());
          } catch (Throwable e) {
            MediaException why = MediaThread.explain("cannot be made", e);
            media.poison(why);
            throw why;
          }
          return null;
        });
  }

  private void open(AudioEngine made) {
    engine = made;
    settings.sound().plugInto(sound);
    made.microphone(sound::send);
    PeerConnectionFactory factory = made.factory();
    // Created without ICE servers: a bad one is a crash here, and an exception in setConfiguration.
    LocalDescription description = new LocalDescription();
    RTCPeerConnection opened =
        factory.createPeerConnection(
            settings.configuration(false),
            new SignallingEvents(media, description, () -> exchange, this::changeState));
    connection = opened;
    description.of(opened);
    Negotiation negotiation = new Negotiation(opened, description);
    exchange = new DescriptionExchange(negotiation, settings, media);
    video.open(factory, opened, negotiation);
    if (!settings.iceServers().isEmpty()) {
      opened.setConfiguration(settings.configuration(true));
    }
    AudioTrackSource microphone = factory.createAudioSource(settings.audioProcessing());
    source = microphone;
    track = factory.createAudioTrack("audio", microphone);
  }

  @Override
  public CompletableFuture<String> createOffer() {
    return media.compose(
        () -> {
          addTrack();
          video.beforeOffer();
          return exchange().offer();
        });
  }

  @Override
  public CompletableFuture<String> createAnswer(String remoteOffer) {
    return media.compose(
        () -> {
          RemoteDescription offer = take(SdpType.OFFER, remoteOffer);
          addTrack();
          video.beforeAnswer(offer);
          ears.listen(transceiver);
          CompletableFuture<String> answer = exchange().answer();
          video.agreed();
          watchdog.negotiated();
          return answer;
        });
  }

  @Override
  public CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer) {
    return media.call(
        () -> {
          if (type != SdpType.ANSWER && type != SdpType.PRANSWER) {
            throw new MediaException(
                Reason.NEGOTIATION, "acceptAnswer() takes an answer, not " + type);
          }
          take(type, remoteAnswer);
          watchdog.negotiated();
          ears.listen(transceiver);
          video.agreed();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> rollback() {
    return media.call(
        () -> {
          video.beforeRollback();
          exchange().negotiation().rollback();
          pauseWhileHolding();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> restartIce() {
    return media.call(
        () -> {
          exchange().restartIce();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> setDirection(MediaDirection direction) {
    return media.call(
        () -> {
          if (transceiver == null) {
            throw new MediaException(
                Reason.NEGOTIATION, "setDirection() needs an offer or answer first");
          }
          if (transceiver.stopped()) { // here the native code crashes
            throw new MediaException(
                Reason.NEGOTIATION, "setDirection() is too late: the peer has ended the stream");
          }
          transceiver.setDirection(PeerSettings.direction(direction));
          pauseWhileHolding();
          video.propose(direction);
          return null;
        });
  }

  /** The direction of a hold would allow music; nobody is to hear who holds instead. */
  private void pauseWhileHolding() {
    if (sender != null) {
      boolean active = !PeerSettings.holds(transceiver);
      RTCRtpSendParameters parameters = sender.getParameters();
      parameters.encodings.forEach(encoding -> encoding.active = active);
      sender.setParameters(parameters);
    }
  }

  @Override
  public CompletableFuture<Void> setMuted(boolean muted) {
    return media.call(
        () -> {
          if (track != null) {
            track.setEnabled(!muted);
            sound.muted(muted);
          }
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> sendDtmf(String tones, Duration duration, Duration gap) {
    return media.compose(
        () -> {
          DtmfSending sending = dtmf;
          if (sending != null && PeerSettings.holds(transceiver)) {
            throw DtmfSending.notTaken();
          }
          if (sending == null) {
            throw new MediaException(
                Reason.DTMF_NOT_NEGOTIATED, "DTMF needs a call that is connected");
          }
          return sending.send(tones, duration, gap);
        });
  }

  @Override
  public CompletableFuture<MediaStats> stats() {
    return reports.stats();
  }

  private void fail(MediaException problem) {
    Guard.run("The media listener", () -> listener.onProblem(problem));
    Guard.run("The media listener", () -> listener.onState(MediaState.FAILED));
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    if (type == ToneProbe.class && settings.sound().sink() instanceof EchoTest test) {
      return type.cast(reports.probe(test));
    }
    Object access = type == CallVideo.class ? callVideo : audio;
    return type.isInstance(access) ? type.cast(access) : settings.sound().find(type);
  }

  @Override
  public CompletableFuture<Void> close() {
    return media.close(this::dispose);
  }

  private RemoteDescription take(SdpType type, String sdp) throws Exception {
    return exchange().take(type, sdp, video.codecs());
  }

  private RTCPeerConnection connected() {
    if (connection == null) {
      throw MediaThread.ended();
    }
    return connection;
  }

  private DescriptionExchange exchange() {
    if (exchange == null) {
      throw MediaThread.ended();
    }
    return exchange;
  }

  /**
   * Adds the track once; when answering, after the offer, so that it takes the offer's transceiver.
   */
  private void addTrack() {
    if (sender != null || track == null) {
      return;
    }
    RTCRtpSender added = connected().addTrack(track, List.of("jasip"));
    sender = added;
    RTCRtpTransceiver ours = exchange().negotiation().transceiverOf(track);
    NativeHandles.retain(ours);
    transceiver = ours;
    if (engine != null) {
      ours.setCodecPreferences(settings.codecPreferences(engine.factory()));
    }
    dtmf = new DtmfSending(media, added.getDtmfSender());
  }

  private void changeState(MediaState next) {
    if (next != state) {
      state = next;
      if (next != MediaState.FAILED) { // which is told with its reason
        Guard.run("The media listener", () -> listener.onState(next));
      }
      watchdog.state(next);
      if (next == MediaState.CONNECTED) {
        firstAudio.connected();
      }
    }
  }

  /**
   * Whether a packet of the peer has been played. The sink cannot tell: silence is played before
   * the first packet. The list of synchronisation sources fills with it (W3C WebRTC section 5.3).
   */
  private boolean hasPlayed() {
    return transceiver != null && !transceiver.getReceiver().getSynchronizationSources().isEmpty();
  }

  /**
   * Frees everything, in the one order that neither leaks nor crashes. On the media thread, once.
   */
  private void dispose() {
    audio.close();
    ears.close();
    video.close();
    RTCPeerConnection closing = connection;
    connection = null;
    exchange = null;
    if (closing != null) {
      long senderHandle = sender == null ? 0 : NativeHandles.take(sender);
      long handle =
          NativeHandles.peek(closing); // close() takes it out without freeing what it points to
      Guard.run("Closing the peer connection", closing::close);
      NativeHandles.release(senderHandle);
      if (transceiver != null) {
        NativeHandles.release(NativeHandles.take(transceiver));
        transceiver = null;
      }
      NativeHandles.release(handle);
      if (dtmf != null) {
        dtmf.forget();
        dtmf = null;
      }
    }
    if (track != null) {
      Guard.run("Disposing the track", track::dispose);
      track = null;
    }
    if (source != null) {
      NativeHandles.release(NativeHandles.take(source));
      source = null;
    }
    if (engine != null) {
      engine.dispose();
      engine = null;
    }
    settings.sound().close();
    changeState(MediaState.CLOSED);
    disposed.accept(this);
  }
}
