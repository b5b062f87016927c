package io.jasip.webrtc;

import io.jasip.ListenerHandle;

/**
 * Connects two calls: each hears the other, 40 ms later. Their clocks may differ; see {@link
 * AudioLoopback}. It has no thread of its own: the audio threads of the calls do the work.
 *
 * <pre>{@code
 * AudioBridge bridge = new AudioBridge();
 * AudioOptions alice =
 *     AudioOptions.builder().source(bridge.left().source()).sink(bridge.left().sink()).build();
 * }</pre>
 */
public final class AudioBridge {

  private final AudioLoopback leftToRight = new AudioLoopback();
  private final AudioLoopback rightToLeft = new AudioLoopback();
  private final End left = new End(rightToLeft.source(), leftToRight.sink());
  private final End right = new End(leftToRight.source(), rightToLeft.sink());

  /** Makes a bridge with two free ends. */
  public AudioBridge() {}

  /**
   * Connects two calls that are up, in place of what they sent and beside what they already gave
   * their sound to. Any thread.
   *
   * @param left one call
   * @param right the other
   * @return takes the bridge away again: both send silence then
   * @throws IllegalStateException if a call has sound devices, which cannot be given other sound
   */
  public static ListenerHandle connect(CallAudio left, CallAudio right) {
    AudioBridge bridge = new AudioBridge();
    left.setSource(bridge.left().source());
    right.setSource(bridge.right().source());
    var leftSink = left.addReceivedSink(bridge.left().sink());
    var rightSink = right.addReceivedSink(bridge.right().sink());
    return () -> {
      leftSink.remove();
      rightSink.remove();
      left.setSource(AudioSource.silence());
      right.setSource(AudioSource.silence());
    };
  }

  /**
   * The end for one call.
   *
   * @return the same each time
   */
  public End left() {
    return left;
  }

  /**
   * The end for the other call.
   *
   * @return the same each time
   */
  public End right() {
    return right;
  }

  /**
   * What a call is given to be part of a bridge.
   *
   * @param source what the call is to send
   * @param sink what takes the sound that the call receives
   */
  public record End(AudioSource source, AudioSink sink) {}
}
