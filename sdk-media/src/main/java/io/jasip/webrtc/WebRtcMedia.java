package io.jasip.webrtc;

import io.jasip.media.MediaEngine;
import io.jasip.media.MediaListener;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaSessionConfig;
import io.jasip.webrtc.internal.rtc.EngineSettings;
import io.jasip.webrtc.internal.rtc.NetworkSettings;
import io.jasip.webrtc.internal.rtc.RtcEngine;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * WebRTC media: ICE (RFC 8445), DTLS-SRTP (RFC 5764), one port for RTP and RTCP (RFC 5761), by
 * webrtc-java. One engine may serve many user agents. All methods: any thread.
 *
 * <pre>{@code
 * UA ua =
 *     UA.builder()
 *         .server("wss://pbx.example.com:8089/ws")
 *         .user("250")
 *         .password("secret")
 *         .media(WebRtcMedia.headless())
 *         .build();
 * }</pre>
 */
public final class WebRtcMedia implements MediaEngine {

  /** How long an offer or answer waits for STUN and TURN servers, unless said otherwise. */
  public static final Duration DEFAULT_ICE_GATHERING_TIMEOUT = Duration.ofMillis(500);

  /** How long media may have no path before its call fails, unless said otherwise. */
  public static final Duration DEFAULT_MEDIA_TIMEOUT = Duration.ofSeconds(15);

  /** How many sessions there may be at once, unless said otherwise. */
  public static final int DEFAULT_MAX_SESSIONS = 200;

  /** The codecs, unless said otherwise: all, best first. */
  public static final List<AudioCodec> DEFAULT_CODECS = List.of(AudioCodec.values());

  private final RtcEngine engine;

  private WebRtcMedia(Builder builder) {
    this.engine =
        new RtcEngine(
            new EngineSettings(
                builder.headless,
                builder.codecs,
                new NetworkSettings(
                    builder.gatheringTimeout,
                    builder.mediaTimeout,
                    builder.minPort,
                    builder.maxPort,
                    builder.relayOnly,
                    builder.addresses,
                    builder.dtlsSetup,
                    builder.hook),
                builder.maxSessions,
                builder.processing != null
                    ? builder.processing
                    : builder.headless ? AudioProcessing.NONE : AudioProcessing.ALL,
                builder.source,
                builder.sink));
  }

  /**
   * An engine without sound devices, with defaults: each call sends the sound of an {@link
   * AudioSource} and gives what it receives to an {@link AudioSink}.
   *
   * @return the engine
   */
  public static WebRtcMedia headless() {
    return builder().headless().build();
  }

  /**
   * An engine with the default microphone and speaker, echo cancellation, noise suppression and
   * gain control.
   *
   * @return the engine
   */
  public static WebRtcMedia devices() {
    return builder().devices().build();
  }

  /**
   * Begins the configuration of an engine.
   *
   * @return a builder for a headless engine with defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public CompletableFuture<Void> retain() {
    return engine.retain();
  }

  @Override
  public CompletableFuture<Void> release() {
    return engine.release();
  }

  @Override
  public MediaSession createSession(MediaSessionConfig config, MediaListener listener) {
    return engine.createSession(
        Objects.requireNonNull(config, "config"), Objects.requireNonNull(listener, "listener"));
  }

  @Override
  public <T> @Nullable T extension(Class<T> type) {
    return engine.extension(type);
  }

  /** Collects the configuration of an engine. Not for use by several threads at once. */
  public static final class Builder {

    private boolean headless = true;
    private List<AudioCodec> codecs = DEFAULT_CODECS;
    private Duration gatheringTimeout = DEFAULT_ICE_GATHERING_TIMEOUT;
    private Duration mediaTimeout = DEFAULT_MEDIA_TIMEOUT;
    private boolean relayOnly;
    private AddressFamily addresses = AddressFamily.ANY;
    private DtlsSetup dtlsSetup = DtlsSetup.ACTPASS;
    private DescriptionHook hook = (from, type, sdp) -> sdp;
    private int minPort;
    private int maxPort;
    private int maxSessions = DEFAULT_MAX_SESSIONS;
    private @Nullable AudioProcessing processing;
    private Supplier<AudioSource> source = AudioSource::silence;
    private Supplier<AudioSink> sink = AudioSink::discard;

    private Builder() {}

    /**
     * Takes and gives sound frame by frame. The default.
     *
     * @return this
     */
    public Builder headless() {
      this.headless = true;
      return this;
    }

    /**
     * Takes the default microphone and speaker.
     *
     * @return this
     */
    public Builder devices() {
      this.headless = false;
      return this;
    }

    /**
     * Sets the codecs to offer and accept.
     *
     * @param preferredFirst at least one; the default is {@link #DEFAULT_CODECS}
     * @return this
     * @throws IllegalArgumentException if the list is empty
     */
    public Builder codecs(List<AudioCodec> preferredFirst) {
      if (preferredFirst.isEmpty()) {
        throw new IllegalArgumentException("codecs: the list is empty; name at least one");
      }
      this.codecs = List.copyOf(preferredFirst);
      return this;
    }

    /**
     * Sets how long an offer or answer waits for STUN and TURN servers; then it leaves with the
     * candidates that are there. Without such servers nothing is waited for but a first address of
     * this machine itself, 5 s longer at most, which only a machine that is overloaded needs.
     *
     * @param timeout more than zero; the default is {@link #DEFAULT_ICE_GATHERING_TIMEOUT}
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder iceGatheringTimeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative()) {
        throw new IllegalArgumentException(
            "iceGatheringTimeout " + timeout + " is not more than zero");
      }
      this.gatheringTimeout = timeout;
      return this;
    }

    /**
     * Sets how long media may have no path, at the beginning or after it was lost, before the call
     * fails with {@link io.jasip.Cause#ICE_FAILED}, {@link io.jasip.Cause#DTLS_FAILED} or {@link
     * io.jasip.Cause#RTP_TIMEOUT}; and how long a peer that should send may send nothing before
     * that is told as a warning. The engine by itself gives up on ICE after 15 s, and on DTLS
     * never.
     *
     * @param timeout more than zero; the default is {@link #DEFAULT_MEDIA_TIMEOUT}
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Builder mediaTimeout(Duration timeout) {
      if (timeout.isZero() || timeout.isNegative()) {
        throw new IllegalArgumentException("mediaTimeout " + timeout + " is not more than zero");
      }
      this.mediaTimeout = timeout;
      return this;
    }

    /**
     * Sends and receives by TURN servers only (RFC 8656), so that the peer does not learn the
     * addresses of this machine. Without a TURN server, or when none gives an address within the
     * {@link #iceGatheringTimeout}, every session then fails with a {@link
     * io.jasip.media.MediaException} that says what the servers answered.
     *
     * @param only the default is false
     * @return this
     */
    public Builder relayOnly(boolean only) {
      this.relayOnly = only;
      return this;
    }

    /**
     * Limits the addresses that the parties name to each other. The engine opens sockets of both
     * families regardless.
     *
     * @param family the default is {@link AddressFamily#ANY}
     * @return this
     */
    public Builder addresses(AddressFamily family) {
      this.addresses = Objects.requireNonNull(family, "family");
      return this;
    }

    /**
     * Sets who begins the DTLS handshake of calls that begin here. Take {@link DtlsSetup#ACTIVE}
     * when a SIP proxy rings several phones at once and lets two of them answer: both then begin a
     * handshake with this side, and that of the second spoils that of the first, whose call ends
     * with {@link io.jasip.Cause#DTLS_FAILED}. When this side begins, it does so with the one whose
     * answer it took. RFC 5763 section 5 wants {@link DtlsSetup#ACTPASS}, so a peer may refuse the
     * other; Asterisk takes it, unless its {@code dtls_setup} is {@code active}.
     *
     * @param setup the default is {@link DtlsSetup#ACTPASS}
     * @return this
     */
    public Builder dtlsSetup(DtlsSetup setup) {
      this.dtlsSetup = Objects.requireNonNull(setup, "setup");
      return this;
    }

    /**
     * Sets what may change the session descriptions of calls whose options name no hook.
     *
     * @param hook called for every description; the default changes nothing
     * @return this
     */
    public Builder descriptionHook(DescriptionHook hook) {
      this.hook = Objects.requireNonNull(hook, "hook");
      return this;
    }

    /**
     * Limits the UDP ports of media, for firewalls. A call may take two.
     *
     * @param min the lowest, 1024 to 65535
     * @param max the highest, more than {@code min}; the default is any port
     * @return this
     * @throws IllegalArgumentException if the range is not one
     */
    public Builder portRange(int min, int max) {
      if (min < 1024 || max > 65_535 || min >= max) {
        throw new IllegalArgumentException(
            "portRange " + min + " to " + max + " is not within 1024 to 65535, or is empty");
      }
      this.minPort = min;
      this.maxPort = max;
      return this;
    }

    /**
     * Limits the sessions at once; one more is refused with {@link
     * io.jasip.media.MediaException.Reason#TOO_MANY_SESSIONS}.
     *
     * @param limit at least 1; the default is {@value #DEFAULT_MAX_SESSIONS}
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Builder maxSessions(int limit) {
      if (limit < 1) {
        throw new IllegalArgumentException("maxSessions " + limit + " is less than 1");
      }
      this.maxSessions = limit;
      return this;
    }

    /**
     * Sets what a headless call sends when its options say nothing. What is an {@link
     * AutoCloseable} is closed when its call ends, and {@code call.media(Microphone.class)} finds
     * it until then:
     *
     * <pre>{@code
     * WebRtcMedia devices =
     *     WebRtcMedia.builder()
     *         .source(() -> Microphone.open(null))
     *         .sink(() -> Speaker.open(null))
     *         .processing(AudioProcessing.ALL)
     *         .build();
     * }</pre>
     *
     * @param perCall asked once per call, on a thread of the call's own; what it throws fails the
     *     call; the default is silence
     * @return this
     */
    public Builder source(Supplier<AudioSource> perCall) {
      this.source = Objects.requireNonNull(perCall, "perCall");
      return this;
    }

    /**
     * Sets where a call's sound goes when its options say nothing. What is an {@link AutoCloseable}
     * is closed when its call ends.
     *
     * @param perCall asked once per call, as for {@link #source}; the default keeps nothing
     * @return this
     */
    public Builder sink(Supplier<AudioSink> perCall) {
      this.sink = Objects.requireNonNull(perCall, "perCall");
      return this;
    }

    /**
     * Sets what is done to the sound to send of calls whose options say nothing.
     *
     * @param processing the default is {@link AudioProcessing#ALL} with {@link #devices}, and
     *     {@link AudioProcessing#NONE} without
     * @return this
     */
    public Builder processing(AudioProcessing processing) {
      this.processing = Objects.requireNonNull(processing, "processing");
      return this;
    }

    /**
     * Finishes. Nothing native is loaded yet.
     *
     * @return the engine
     */
    public WebRtcMedia build() {
      return new WebRtcMedia(this);
    }
  }
}
