package io.jasip.webrtc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The video of a call: given to {@link AudioOptions.Builder#video} the call begins with it, given
 * to {@link CallVideo#start} it is added later. A call without them takes no video: an offer of it
 * is refused, and the sound is taken. Immutable.
 *
 * <pre>{@code
 * AudioOptions options =
 *     AudioOptions.builder()
 *         .video(VideoOptions.builder().source(VideoSource.testPattern(640, 480)).build())
 *         .build();
 * }</pre>
 */
public final class VideoOptions {

  /** The codecs, unless said otherwise. */
  public static final List<VideoCodec> DEFAULT_CODECS = List.of(VideoCodec.values());

  private final @Nullable VideoSource source;
  private final VideoSink sink;
  private final List<VideoCodec> codecs;
  private final boolean offered;

  private VideoOptions(Builder builder) {
    this.source = builder.source;
    this.sink = builder.sink;
    this.codecs = builder.codecs;
    this.offered = builder.offered;
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
   * Where the pictures to send come from.
   *
   * @return null to receive only
   */
  public @Nullable VideoSource source() {
    return source;
  }

  /**
   * Where the pictures received go.
   *
   * @return never null
   */
  public VideoSink sink() {
    return sink;
  }

  /**
   * The codecs to offer and accept, preferred first.
   *
   * @return at least one
   */
  public List<VideoCodec> codecs() {
    return codecs;
  }

  /**
   * Whether offers of ours have video from the beginning.
   *
   * @return false to take video only where the peer offers it
   */
  public boolean isOffered() {
    return offered;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private @Nullable VideoSource source;
    private VideoSink sink = VideoSink.discard();
    private List<VideoCodec> codecs = DEFAULT_CODECS;
    private boolean offered = true;

    private Builder() {}

    /**
     * Sets where the pictures to send come from.
     *
     * @param video the default is none: pictures are received only
     * @return this
     */
    public Builder source(VideoSource video) {
      this.source = Objects.requireNonNull(video, "video");
      return this;
    }

    /**
     * Sets where the pictures received go.
     *
     * @param video the default keeps nothing
     * @return this
     */
    public Builder sink(VideoSink video) {
      this.sink = Objects.requireNonNull(video, "video");
      return this;
    }

    /**
     * Sets the codecs to offer and accept.
     *
     * @param preferredFirst at least one; the default is {@link #DEFAULT_CODECS}
     * @return this
     * @throws IllegalArgumentException if the list is empty
     */
    public Builder codecs(List<VideoCodec> preferredFirst) {
      if (preferredFirst.isEmpty()) {
        throw new IllegalArgumentException("video codecs: the list is empty; name at least one");
      }
      this.codecs = List.copyOf(preferredFirst);
      return this;
    }

    /**
     * Sets whether our own offers have video from the beginning, or only what the peer offers is
     * taken, at the beginning of the call or later. {@link CallVideo#start} always offers.
     *
     * @param offer the default is true
     * @return this
     */
    public Builder offer(boolean offer) {
      this.offered = offer;
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public VideoOptions build() {
      return new VideoOptions(this);
    }
  }
}
