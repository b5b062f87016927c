package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.PeerConnectionFactory;
import dev.onvoid.webrtc.PortAllocatorConfig;
import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCRtcpMuxPolicy;
import dev.onvoid.webrtc.RTCRtpCodecCapability;
import dev.onvoid.webrtc.RTCRtpTransceiver;
import dev.onvoid.webrtc.RTCRtpTransceiverDirection;
import dev.onvoid.webrtc.media.MediaType;
import io.jasip.media.IceServer;
import io.jasip.media.MediaDirection;
import io.jasip.media.MediaState;
import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.AudioProcessing;
import io.jasip.webrtc.VideoOptions;
import io.jasip.webrtc.internal.stats.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * What one session is made with, in JaSIP's terms and in webrtc-java's.
 *
 * @param headless whether the sound is the application's; else microphone and speaker with echo
 *     cancellation
 * @param sound what is sent, and where goes what is received
 * @param processing of what is sent
 * @param detectsDtmf whether digits are listened for in what is received
 * @param video what the call begins with, or null for sound only
 * @param network how media finds its way
 * @param loopbackPort where media is on 127.0.0.1 if this machine has no other network, else 0
 */
record PeerSettings(
    boolean headless,
    CallSound sound,
    boolean detectsDtmf,
    AudioProcessing processing,
    List<AudioCodec> codecs,
    @Nullable VideoOptions video,
    List<IceServer> iceServers,
    NetworkSettings network,
    int loopbackPort) {

  RTCConfiguration configuration(boolean withServers) {
    RTCConfiguration configuration = new RTCConfiguration();
    configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
    configuration.rtcpMuxPolicy = RTCRtcpMuxPolicy.REQUIRE;
    PortAllocatorConfig ports =
        loopbackPort == 0
            ? new PortAllocatorConfig(network.minPort(), network.maxPort(), 0)
            : Loopback.ports(loopbackPort);
    // Asterisk takes no ICE over TCP, and each TCP candidate costs a listening socket.
    configuration.portAllocatorConfig = ports.setDisableTcp(true);
    if (network.relayOnly()) {
      configuration.iceTransportPolicy = RTCIceTransportPolicy.RELAY;
    }
    if (withServers) {
      for (IceServer server : iceServers) {
        RTCIceServer each = new RTCIceServer();
        // The engine knows schemes in small letters only (RFC 3986 section 3.1: either will do).
        each.urls = server.urls().stream().map(url -> url.toLowerCase(Locale.ROOT)).toList();
        if (server.username() != null && server.credential() != null) {
          each.username = server.username();
          each.password = server.credential();
        }
        configuration.iceServers.add(each);
      }
    }
    return configuration;
  }

  /** A description of ours as the peer gets it. */
  String complete(String localDescription) {
    return loopbackPort == 0
        ? localDescription
        : Loopback.withCandidate(localDescription, loopbackPort);
  }

  dev.onvoid.webrtc.media.audio.AudioOptions audioProcessing() {
    dev.onvoid.webrtc.media.audio.AudioOptions options =
        new dev.onvoid.webrtc.media.audio.AudioOptions();
    options.echoCancellation = processing.echoCancellation();
    options.noiseSuppression = processing.noiseSuppression();
    options.autoGainControl = processing.gainControl();
    options.highpassFilter = processing.highPassFilter();
    return options;
  }

  /** Our codecs in our order, and the digits, of what the engine has. */
  List<RTCRtpCodecCapability> codecPreferences(PeerConnectionFactory factory) {
    List<RTCRtpCodecCapability> all =
        factory.getRtpReceiverCapabilities(MediaType.AUDIO).getCodecs();
    List<RTCRtpCodecCapability> wanted = new ArrayList<>();
    for (AudioCodec codec : codecs) {
      all.stream()
          .filter(each -> each.getName().equalsIgnoreCase(codec.encodingName()))
          .forEach(wanted::add);
    }
    all.stream()
        .filter(each -> each.getName().equalsIgnoreCase("telephone-event"))
        .forEach(wanted::add);
    return wanted;
  }

  CandidateGathering gathering(ScheduledExecutorService media) {
    boolean turn =
        iceServers.stream()
            .flatMap(server -> server.urls().stream())
            .anyMatch(url -> url.regionMatches(true, 0, "turn", 0, 4));
    return new CandidateGathering(
        media, !network.relayOnly(), !iceServers.isEmpty(), turn, network.gatheringTimeout());
  }

  static RTCRtpTransceiverDirection direction(MediaDirection direction) {
    return switch (direction) {
      case SEND_RECV -> RTCRtpTransceiverDirection.SEND_RECV;
      case SEND_ONLY -> RTCRtpTransceiverDirection.SEND_ONLY;
      case RECV_ONLY -> RTCRtpTransceiverDirection.RECV_ONLY;
      case INACTIVE -> RTCRtpTransceiverDirection.INACTIVE;
    };
  }

  /** What a transceiver has agreed with the peer; nothing before that. */
  static Counters.Way way(@Nullable RTCRtpTransceiver transceiver, boolean muted) {
    RTCRtpTransceiverDirection agreed =
        transceiver == null ? null : transceiver.getCurrentDirection();
    boolean both = agreed == RTCRtpTransceiverDirection.SEND_RECV;
    return new Counters.Way(
        both || agreed == RTCRtpTransceiverDirection.SEND_ONLY,
        both || agreed == RTCRtpTransceiverDirection.RECV_ONLY,
        muted);
  }

  static MediaState state(RTCPeerConnectionState state) {
    return switch (state) {
      case NEW -> MediaState.NEW;
      case CONNECTING -> MediaState.CONNECTING;
      case CONNECTED -> MediaState.CONNECTED;
      case DISCONNECTED -> MediaState.DISCONNECTED;
      case FAILED -> MediaState.FAILED;
      case CLOSED -> MediaState.CLOSED;
    };
  }
}
