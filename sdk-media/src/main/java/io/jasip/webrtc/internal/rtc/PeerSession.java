package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCRtpSender;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.RTCStatsReport;
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
import io.jasip.webrtc.CallVideo;
import io.jasip.webrtc.internal.audio.DtmfDetector;
import io.jasip.webrtc.internal.audio.SoundPath;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import io.jasip.webrtc.internal.stats.Counters;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
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
  private final FirstAudioWatch firstAudio;
  private @Nullable AudioEngine engine;
  private @Nullable RTCPeerConnection connection;
  private @Nullable Negotiation negotiation;
  private @Nullable AudioTrackSource source;
  private @Nullable AudioTrack track;
  private @Nullable RTCRtpSender sender;
  private @Nullable RTCRtpTransceiver transceiver;
  private @Nullable DtmfSending dtmf;
  private @Nullable CandidateGathering gathering;
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
    this.ears = new AudioReception(sound.received());
    this.audio = new RealCallAudio(sound, settings.headless(), this::counters, media);
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
            new SignallingEvents(media, () -> gathering, this::changeState));
    connection = opened;
    negotiation = new Negotiation(opened);
    video.open(factory, opened, negotiation());
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
          return local(true);
        });
  }

  @Override
  public CompletableFuture<String> createAnswer(String remoteOffer) {
    return media.compose(
        () -> {
          RemoteDescription offer = checked(remoteOffer);
          negotiation().applyRemote(RTCSdpType.OFFER, offer);
          addTrack();
          video.beforeAnswer(offer);
          ears.listen(transceiver);
          return local(false);
        });
  }

  @Override
  public CompletableFuture<Void> acceptAnswer(SdpType type, String remoteAnswer) {
    return media.call(
        () -> {
          RTCSdpType kind =
              switch (type) {
                case ANSWER -> RTCSdpType.ANSWER;
                case PRANSWER -> RTCSdpType.PR_ANSWER;
                case OFFER, ROLLBACK ->
                    throw new MediaException(
                        Reason.NEGOTIATION, "acceptAnswer() takes an answer, not " + type);
              };
          negotiation().applyRemote(kind, checked(remoteAnswer));
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
          negotiation().rollback();
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
          video.propose(direction);
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
    return media.compose(() -> report(StatsReader::read));
  }

  private CompletableFuture<Counters> counters() {
    return media.compose(
        () -> {
          Counters.Way way = PeerSettings.way(transceiver, sound.isMuted());
          return report(report -> CounterReader.read(report, way));
        });
  }

  private <T> CompletableFuture<T> report(Function<RTCStatsReport, T> reader) {
    CompletableFuture<T> result = new CompletableFuture<>();
    connected()
        .getStats(
            report -> {
              try {
                result.complete(reader.apply(report));
              } catch (Throwable e) { // native code is above us
                result.completeExceptionally(MediaThread.explain("has no statistics", e));
              }
            });
    return result;
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    Object access = type == CallVideo.class ? callVideo : audio;
    return type.isInstance(access) ? type.cast(access) : null;
  }

  @Override
  public CompletableFuture<Void> close() {
    return media.close(this::dispose);
  }

  private RemoteDescription checked(String sdp) {
    return RemoteDescription.check(sdp, settings.codecs(), video.codecs());
  }

  private RTCPeerConnection connected() {
    if (connection == null) {
      throw MediaThread.ended();
    }
    return connection;
  }

  private Negotiation negotiation() {
    if (negotiation == null) {
      throw MediaThread.ended();
    }
    return negotiation;
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
    RTCRtpTransceiver ours = negotiation().transceiverOf(track);
    NativeHandles.retain(ours);
    transceiver = ours;
    if (engine != null) {
      ours.setCodecPreferences(settings.codecPreferences(engine.factory()));
    }
    dtmf = new DtmfSending(media, added.getDtmfSender());
  }

  /** Makes a description, applies it, and gives it out when it has its candidates. */
  private CompletableFuture<String> local(boolean offer) throws Exception {
    Negotiation ours = negotiation();
    boolean first = ours.isFirst();
    CandidateGathering candidates = settings.gathering(media.scheduler());
    if (first) {
      gathering = candidates;
    }
    if (offer) {
      ours.offer();
    } else {
      ours.answer();
      video.agreed();
    }
    if (!first) {
      return CompletableFuture.completedFuture(ours.localText());
    }
    return candidates.start().thenApply(done -> withCandidates());
  }

  private String withCandidates() {
    String sdp = negotiation().localText();
    if (!sdp.contains("a=candidate:")) {
      throw new MediaException(
          Reason.NEGOTIATION, "no network address was found for media; is a network interface up?");
    }
    return sdp;
  }

  private void changeState(MediaState next) {
    if (next != state) {
      state = next;
      Guard.run("The media listener", () -> listener.onState(next));
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
    negotiation = null;
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
