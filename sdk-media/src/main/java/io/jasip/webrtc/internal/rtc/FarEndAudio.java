package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import io.jasip.webrtc.AudioSink;
import io.jasip.webrtc.PcmFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the peer's sound from the playout thread to the application's sink as frames of 48 kHz,
 * one channel. There it takes no lock and calls nothing native.
 */
final class FarEndAudio implements AudioTrackSink {

  private static final Logger LOG = LoggerFactory.getLogger(FarEndAudio.class);

  private final AudioTrack track;
  private final AudioSink sink;
  private final PcmFrame frame = new PcmFrame();
  private boolean complained;

  private FarEndAudio(AudioTrack track, AudioSink sink) {
    this.track = track;
    this.sink = sink;
  }

  /** Begins to listen to a track, which is kept alive until {@link #detach}. */
  static FarEndAudio attach(AudioTrack track, AudioSink sink) {
    NativeHandles.retain(track);
    FarEndAudio attached = new FarEndAudio(track, sink);
    track.addSink(attached);
    return attached;
  }

  /** Whether this listens to a track; every event brings a new object for the same one. */
  boolean isOf(AudioTrack other) {
    return NativeHandles.peek(track) == NativeHandles.peek(other);
  }

  /** Ends it; to be called once. */
  void detach() {
    Guard.run("Removing the sink", () -> track.removeSink(this));
    NativeHandles.release(NativeHandles.take(track));
  }

  @Override
  public void onData(byte[] data, int bits, int rate, int channels, int frames) {
    try {
      if (bits != 16 || frames <= 0 || channels <= 0 || data.length < frames * channels * 2) {
        return;
      }
      short[] to = frame.samples();
      for (int i = 0; i < to.length; i++) {
        // 10 ms of any rate: each sample of ours lies between two of theirs.
        double at = (double) i * frames / to.length;
        int low = (int) at;
        int high = Math.min(low + 1, frames - 1);
        double part = at - low;
        to[i] =
            (short)
                Math.round(
                    sample(data, low, channels) * (1 - part) + sample(data, high, channels) * part);
      }
      sink.write(frame);
    } catch (Throwable e) { // an exception that reaches native code aborts the process
      if (!complained) {
        complained = true;
        LOG.error("The application's audio sink threw an exception; the call goes on", e);
      }
    }
  }

  private static double sample(byte[] data, int index, int channels) {
    double sum = 0;
    for (int channel = 0; channel < channels; channel++) {
      int at = (index * channels + channel) * 2;
      sum += (short) ((data[at] & 0xff) | (data[at + 1] << 8));
    }
    return sum / channels;
  }
}
