package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCSessionDescription;
import org.jspecify.annotations.Nullable;

/**
 * The text of our description, with the candidates found so far. It is read on the native
 * signalling thread alone, which adds the candidates: on any other the process crashes now and
 * then, because the binding writes the text of an object that is changed meanwhile.
 */
final class LocalDescription {

  private volatile @Nullable RTCPeerConnection connection;
  private volatile String text = "";

  /** The connection is there. */
  void of(RTCPeerConnection made) {
    connection = made;
  }

  /** Reads it anew. In a callback of the connection. */
  void read() {
    RTCPeerConnection from = connection;
    if (from != null) {
      RTCSessionDescription now = from.getLocalDescription();
      text = now == null ? "" : now.sdp;
    }
  }

  /** What was read last; empty while none is applied. Any thread. */
  String text() {
    return text;
  }
}
