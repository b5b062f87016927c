package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCPeerConnection;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSdpType;
import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.AudioTrackSink;
import dev.onvoid.webrtc.media.audio.AudioTrackSource;
import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.internal.negotiation.RemoteDescription;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A connection of {@link FactoryBenchmark} that sends a sound and listens. */
final class BenchmarkCall implements PeerConnectionObserver, AudioTrackSink {

  private final CountDownLatch candidate = new CountDownLatch(1);
  private final CountDownLatch connected = new CountDownLatch(1);
  private final LocalDescription ours = new LocalDescription();
  private final RTCPeerConnection connection;
  private final AudioTrack track;
  private final Negotiation negotiation;
  private volatile long last;
  private volatile long longestGap;
  private volatile long loudFrames;

  BenchmarkCall(PeerConnectionFactory factory, AudioTrackSource source) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.portAllocatorConfig = new PortAllocatorConfig(0, 0, 0).setDisableTcp(true);
    connection = factory.createPeerConnection(configuration, this);
    ours.of(connection);
    negotiation = new Negotiation(connection, ours);
    track = factory.createAudioTrack("audio", source);
  }

  String offer() throws Exception {
    connection.addTrack(track, List.of("benchmark"));
    negotiation.offer(false);
    return described();
  }

  String answer(String offer) throws Exception {
    apply(RTCSdpType.OFFER, offer);
    connection.addTrack(track, List.of("benchmark"));
    negotiation.answer();
    return described();
  }

  void accept(String answer) throws Exception {
    apply(RTCSdpType.ANSWER, answer);
  }

  private void apply(RTCSdpType type, String sdp) throws Exception {
    negotiation.applyRemote(
        type, RemoteDescription.check(sdp, ours.text(), List.of(AudioCodec.values()), List.of()));
  }

  private String described() throws InterruptedException {
    if (!candidate.await(5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("no candidate was found");
    }
    return ours.text();
  }

  void awaitConnected() throws InterruptedException {
    if (!connected.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("not connected");
    }
    ((AudioTrack) connection.getReceivers()[0].getTrack()).addSink(this);
  }

  /** From now on frames count. */
  void begin() {
    longestGap = 0;
    loudFrames = 0;
  }

  /** Between two frames of the peer's sound, in milliseconds. */
  long longestGap() {
    return longestGap / 1_000_000;
  }

  /** Frames with sound in them. */
  long loudFrames() {
    return loudFrames;
  }

  @Override
  public void onIceCandidate(RTCIceCandidate found) {
    Guard.run("Reading our description", ours::read);
    candidate.countDown();
  }

  @Override
  public void onConnectionChange(RTCPeerConnectionState state) {
    if (state == RTCPeerConnectionState.CONNECTED) {
      connected.countDown();
    }
  }

  @Override
  @SuppressWarnings("NonAtomicVolatileUpdate") // by the playout thread alone
  public void onData(byte[] data, int bits, int rate, int channels, int frames) {
    long now = System.nanoTime();
    if (last != 0) {
      longestGap = Math.max(longestGap, now - last);
    }
    last = now;
    for (int i = 1; i < data.length; i += 2) {
      if (Math.abs(data[i]) > 8) {
        loudFrames++;
        return;
      }
    }
  }
}
