package io.jasip.webrtc;

import io.jasip.media.MediaOptions;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@link WebRtcMedia} for one call, by {@code CallOptions.builder().media(...)}.
 * Immutable.
 *
 * <pre>{@code
 * CallOptions options =
 *     CallOptions.builder()
 *         .media(AudioOptions.builder().source(AudioSource.tone(440, 0.5)).build())
 *         .build();
 * }</pre>
 */
public final class AudioOptions implements MediaOptions {

  private final @Nullable AudioSource source;
  private final @Nullable AudioSink sink;
  private final List<AudioCodec> codecs;
  private final boolean detectsDtmf;
  private final @Nullable VideoOptions video;
  private final @Nullable DescriptionHook hook;
  private final @Nullable AudioProcessing processing;

  private AudioOptions(Builder builder) {
    this.source = builder.source;
    this.sink = builder.sink;
    this.codecs = builder.codecs;
    this.detectsDtmf = builder.detectsDtmf;
    this.video = builder.video;
    this.hook = builder.hook;
    this.processing = builder.processing;
  }

  /**
   * Begins.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where the sound to send comes from.
   *
   * @return null for the engine's default
   */
  public @Nullable AudioSource source() {
    return source;
  }

  /**
   * What may change the session descriptions.
   *
   * @return null for the engine's default
   */
  public @Nullable DescriptionHook descriptionHook() {
    return hook;
  }

  /**
   * What is done to the sound to send.
   *
   * @return null for everything with sound devices, and nothing without
   */
  public @Nullable AudioProcessing processing() {
    return processing;
  }

  /**
   * Where the sound received goes.
   *
   * @return null for the engine's default
   */
  public @Nullable AudioSink sink() {
    return sink;
  }

  /**
   * The codecs to offer and accept, preferred first.
   *
   * @return empty for the engine's default
   */
  public List<AudioCodec> codecs() {
    return codecs;
  }

  /**
   * Whether digits are listened for in what is received.
   *
   * @return false unless set
   */
  public boolean detectsDtmf() {
    return detectsDtmf;
  }

  /**
   * The video of the call.
   *
   * @return null for a call with sound only
   */
  public @Nullable VideoOptions video() {
    return video;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private @Nullable AudioSource source;
    private @Nullable AudioSink sink;
    private List<AudioCodec> codecs = List.of();
    private boolean detectsDtmf;
    private @Nullable VideoOptions video;
    private @Nullable DescriptionHook hook;
    private @Nullable AudioProcessing processing;

    private Builder() {}

    /**
     * Sets where the sound to send comes from. Only for a headless engine.
     *
     * @param audio the default is that of the engine
     * @return this
     */
    public Builder source(AudioSource audio) {
      this.source = Objects.requireNonNull(audio, "audio");
      return this;
    }

    /**
     * Sets where the sound received goes, beside the speaker if the engine has one.
     *
     * @param audio the default is that of the engine
     * @return this
     */
    public Builder sink(AudioSink audio) {
      this.sink = Objects.requireNonNull(audio, "audio");
      return this;
    }

    /**
     * Sets the codecs to offer and accept.
     *
     * @param preferredFirst the default is that of the engine
     * @return this
     */
    public Builder codecs(List<AudioCodec> preferredFirst) {
      this.codecs = List.copyOf(preferredFirst);
      return this;
    }

    /**
     * Listens for the tones of DTMF digits in what is received (ITU-T Q.24), and tells them by
     * {@link io.jasip.CallListener#onDtmf} when they begin. Digits that come as RTP events (RFC
     * 4733) are heard too, for they are played as tones. A tone must last 40 ms.
     *
     * @param detect the default is false: it costs some computing, and a tone in a recording would
     *     count too
     * @return this
     */
    public Builder detectDtmf(boolean detect) {
      this.detectsDtmf = detect;
      return this;
    }

    /**
     * Adds video: a call that is made offers it, one that is answered takes it if it is offered. A
     * peer that wants none leaves a call with sound.
     *
     * @param options the default is sound only: video that is offered is refused
     * @return this
     */
    public Builder video(VideoOptions options) {
      this.video = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Sets what may change the session descriptions of the call.
     *
     * @param hook called for every description of the call
     * @return this
     */
    public Builder descriptionHook(DescriptionHook hook) {
      this.hook = Objects.requireNonNull(hook, "hook");
      return this;
    }

    /**
     * Sets what is done to the sound to send.
     *
     * @param processing the default is {@link AudioProcessing#ALL} for an engine with sound devices
     *     and {@link AudioProcessing#NONE} for a headless one; a headless call that sends a {@link
     *     Microphone} wants ALL
     * @return this
     */
    public Builder processing(AudioProcessing processing) {
      this.processing = Objects.requireNonNull(processing, "processing");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public AudioOptions build() {
      return new AudioOptions(this);
    }
  }
}
