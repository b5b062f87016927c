package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
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
import io.jasip.webrtc.CallAudio;
import io.jasip.webrtc.internal.audio.DtmfDetector;
import io.jasip.webrtc.internal.audio.EchoTest;
import io.jasip.webrtc.internal.audio.SoundPath;
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
  private final Readings readings;
  private final RealCallAudio audio;
  private final FirstAudioWatch firstAudio;
  private final MediaWatchdog watchdog;
  private @Nullable AudioEngine engine;
  private @Nullable RTCPeerConnection connection;
  private @Nullable DescriptionExchange exchange;
  private @Nullable AudioTrackSource source;
  private @Nullable AudioTrack track;
  private @Nullable RTCRtpSender sender;
  private @Nullable RTCRtpTransceiver transceiver;
  private @Nullable FarEndAudio farEnd;
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
    this.sound = new SoundPath(settings.source(), settings.sink());
    this.readings =
        new Readings(media, this::connected, muted -> PeerSettings.way(transceiver, muted));
    this.audio =
        new RealCallAudio(
            sound, settings.headless(), () -> readings.counters(sound::isMuted), media);
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
            readings::evidence,
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
    made.microphone(sound::send);
    PeerConnectionFactory factory = made.factory();
    // Created without ICE servers: a bad one is a crash here, and an exception in setConfiguration.
    RTCPeerConnection opened =
        factory.createPeerConnection(
            settings.configuration(false),
            new SignallingEvents(media, () -> exchange, this::changeState));
    connection = opened;
    exchange = new DescriptionExchange(new Negotiation(opened), settings, media);
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
          return exchange().offer();
        });
  }

  @Override
  public CompletableFuture<String> createAnswer(String remoteOffer) {
    return media.compose(
        () -> {
          exchange().take(SdpType.OFFER, remoteOffer);
          addTrack();
          listen();
          CompletableFuture<String> answer = exchange().answer();
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
          exchange().take(type, remoteAnswer);
          watchdog.negotiated();
          listen();
          return null;
        });
  }

  @Override
  public CompletableFuture<Void> rollback() {
    return media.call(
        () -> {
          exchange().negotiation().rollback();
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
          return null;
        });
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
          if (sending == null) {
            throw new MediaException(
                Reason.DTMF_NOT_NEGOTIATED, "DTMF needs a call that is connected");
          }
          return sending.send(tones, duration, gap);
        });
  }

  @Override
  public CompletableFuture<MediaStats> stats() {
    return readings.stats();
  }

  private void fail(MediaException problem) {
    Guard.run("The media listener", () -> listener.onProblem(problem));
    Guard.run("The media listener", () -> listener.onState(MediaState.FAILED));
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    if (type == ToneProbe.class && settings.sink() instanceof EchoTest test) {
      return type.cast(readings.probe(test));
    }
    return type == CallAudio.class ? type.cast(audio) : null;
  }

  @Override
  public CompletableFuture<Void> close() {
    return media.close(this::dispose);
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
   * Attaches the sink to the track that the peer's description has made. It stays there, through
   * holds too, unless a rollback replaces the track. Events of native code are not asked for it:
   * what they refer to may be freed before they are read.
   */
  private void listen() {
    if (transceiver != null
        && transceiver.getReceiver().getTrack() instanceof AudioTrack heard
        && (farEnd == null || !farEnd.isOf(heard))) {
      stopListening();
      farEnd = FarEndAudio.attach(heard, sound.received());
    }
  }

  private void stopListening() {
    if (farEnd != null) {
      farEnd.detach();
      farEnd = null;
    }
  }

  /**
   * Frees everything, in the one order that neither leaks nor crashes. On the media thread, once.
   */
  private void dispose() {
    audio.close();
    stopListening();
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
    changeState(MediaState.CLOSED);
    disposed.accept(this);
  }
}
