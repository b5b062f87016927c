package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import io.jasip.webrtc.AudioSink;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a sink attached to the track that the peer's description has made. It stays there, through
 * holds too, unless a rollback replaces the track. Events of native code are not asked for it: what
 * they refer to may be freed before they are read. On the media thread.
 */
final class AudioReception {

  private final AudioSink sink;
  private @Nullable FarEndAudio farEnd;

  AudioReception(AudioSink sink) {
    this.sink = sink;
  }

  /** A description was applied. */
  void listen(@Nullable RTCRtpTransceiver transceiver) {
    if (transceiver != null
        && transceiver.getReceiver().getTrack() instanceof AudioTrack heard
        && (farEnd == null || !farEnd.isOf(heard))) {
      close();
      farEnd = FarEndAudio.attach(heard, sink);
    }
  }

  /** Before the connection is closed. */
  void close() {
    if (farEnd != null) {
      farEnd.detach();
      farEnd = null;
    }
  }
}
