package io.jasip.webrtc.internal.rtc;

import static io.jasip.webrtc.internal.rtc.StatsReader.byId;
import static io.jasip.webrtc.internal.rtc.StatsReader.candidate;
import static io.jasip.webrtc.internal.rtc.StatsReader.first;
import static io.jasip.webrtc.internal.rtc.StatsReader.number;
import static io.jasip.webrtc.internal.rtc.StatsReader.real;
import static io.jasip.webrtc.internal.rtc.StatsReader.text;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.jasip.webrtc.internal.stats.Counters;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link Counters} of W3C webrtc-stats. Every entry may be absent. */
final class CounterReader {

  private CounterReader() {}

  static Counters read(RTCStatsReport report, Counters.Way way) {
    Map<String, RTCStats> all = report.getStats();
    RTCStats transport = first(all, RTCStatsType.TRANSPORT);
    RTCStats pair = byId(all, text(transport, "selectedCandidatePairId"));
    RTCStats remoteInbound = first(all, RTCStatsType.REMOTE_INBOUND_RTP);
    RTCStats remoteOutbound = first(all, RTCStatsType.REMOTE_OUTBOUND_RTP);
    Duration roundTrip = StatsReader.roundTrip(remoteInbound, pair);
    return new Counters(
        report.getTimestamp(),
        way,
        sent(all),
        received(all),
        new Counters.Peer(
            time(remoteInbound),
            real(remoteInbound, "fractionLost", 0),
            real(remoteInbound, "jitter", 0),
            time(remoteOutbound)),
        roundTrip == null ? -1 : roundTrip.toNanos() / 1e9,
        new Counters.Path(
            candidate(byId(all, text(pair, "localCandidateId"))),
            candidate(byId(all, text(pair, "remoteCandidateId"))),
            dtls(text(transport, "tlsVersion")),
            text(transport, "srtpCipher")));
  }

  private static Counters.Sent sent(Map<String, RTCStats> all) {
    RTCStats outbound = first(all, RTCStatsType.OUTBOUND_RTP);
    RTCStats source = first(all, RTCStatsType.MEDIA_SOURCE);
    return new Counters.Sent(
        codec(all, outbound),
        number(outbound, "packetsSent"),
        number(outbound, "bytesSent"),
        real(source, "totalAudioEnergy", 0),
        real(source, "totalSamplesDuration", 0));
  }

  private static Counters.Received received(Map<String, RTCStats> all) {
    RTCStats inbound = first(all, RTCStatsType.INBOUND_RTP);
    return new Counters.Received(
        codec(all, inbound),
        number(inbound, "packetsReceived"),
        number(inbound, "bytesReceived"),
        number(inbound, "packetsLost"),
        number(inbound, "packetsDiscarded"),
        real(inbound, "jitter", 0),
        real(inbound, "jitterBufferDelay", 0),
        real(inbound, "jitterBufferEmittedCount", 0),
        real(inbound, "totalSamplesReceived", 0),
        real(inbound, "concealedSamples", 0),
        real(inbound, "totalAudioEnergy", 0),
        real(inbound, "totalSamplesDuration", 0));
  }

  private static @Nullable String codec(Map<String, RTCStats> all, @Nullable RTCStats stream) {
    String mime = text(byId(all, text(stream, "codecId")), "mimeType");
    return mime == null ? null : mime.substring(mime.indexOf('/') + 1);
  }

  /** The version as in the DTLS record layer (RFC 6347 section 4.1, RFC 9147 section 4). */
  private static @Nullable String dtls(@Nullable String version) {
    return switch (version == null ? "" : version) {
      case "" -> null;
      case "FEFF" -> "DTLS 1.0";
      case "FEFD" -> "DTLS 1.2";
      case "FEFC" -> "DTLS 1.3";
      default -> version;
    };
  }

  private static double time(@Nullable RTCStats stats) {
    return stats == null ? 0 : stats.getTimestamp();
  }
}
