package io.jasip.webrtc.internal.rtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.jasip.media.MediaStats;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link MediaStats} of W3C webrtc-stats. Every entry may be absent, and numbers come in
 * several types.
 */
final class StatsReader {

  private StatsReader() {}

  static MediaStats read(RTCStatsReport report) {
    Map<String, RTCStats> all = report.getStats();
    RTCStats inbound = first(all, RTCStatsType.INBOUND_RTP);
    RTCStats outbound = first(all, RTCStatsType.OUTBOUND_RTP);
    RTCStats remoteInbound = first(all, RTCStatsType.REMOTE_INBOUND_RTP);
    RTCStats transport = first(all, RTCStatsType.TRANSPORT);
    RTCStats pair = byId(all, text(transport, "selectedCandidatePairId"));
    return new MediaStats(
        codec(all, inbound, outbound),
        number(outbound, "packetsSent"),
        number(inbound, "packetsReceived"),
        number(inbound, "packetsLost"),
        number(outbound, "bytesSent"),
        number(inbound, "bytesReceived"),
        seconds(real(inbound, "jitter", 0)),
        roundTrip(remoteInbound, pair),
        candidate(byId(all, text(pair, "localCandidateId"))),
        candidate(byId(all, text(pair, "remoteCandidateId"))),
        text(transport, "srtpCipher"));
  }

  private static @Nullable String codec(
      Map<String, RTCStats> all, @Nullable RTCStats inbound, @Nullable RTCStats outbound) {
    RTCStats codec = byId(all, text(outbound, "codecId"));
    if (codec == null) {
      codec = byId(all, text(inbound, "codecId"));
    }
    String mime = text(codec, "mimeType");
    return mime == null ? null : mime.substring(mime.indexOf('/') + 1);
  }

  static @Nullable Duration roundTrip(@Nullable RTCStats remoteInbound, @Nullable RTCStats pair) {
    double byRtcp = real(remoteInbound, "roundTripTime", -1);
    double seconds = byRtcp >= 0 ? byRtcp : real(pair, "currentRoundTripTime", -1);
    return seconds < 0 ? null : seconds(seconds);
  }

  static @Nullable String candidate(@Nullable RTCStats candidate) {
    String address = text(candidate, "address");
    if (address == null) {
      address = text(candidate, "ip");
    }
    if (address == null) {
      return null;
    }
    return String.format(
        Locale.ROOT,
        "%s:%d %s %s",
        address,
        number(candidate, "port"),
        text(candidate, "protocol"),
        text(candidate, "candidateType"));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  /**
   * The first of a type, of those that are not about video. Of received streams it is the one that
   * was heard last: a peer that changes its SSRC leaves the former one behind.
   */
  static @Nullable RTCStats first(Map<String, RTCStats> all, RTCStatsType type) {
    RTCStats found = null;
    for (RTCStats each : all.values()) {
      if (each != null
          && each.getType() == type
          && !"video".equals(text(each, "kind"))
          && (found == null || lastPacket(each) > lastPacket(found))) {
        found = each;
      }
    }
    return found;
  }

  private static double lastPacket(RTCStats stream) {
    return real(stream, "lastPacketReceivedTimestamp", -1);
  }

  static @Nullable RTCStats byId(Map<String, RTCStats> all, @Nullable String id) {
    return id == null ? null : all.get(id);
  }

  private static @Nullable Object value(@Nullable RTCStats stats, String name) {
    return stats == null ? null : stats.getAttributes().get(name);
  }

  static @Nullable String text(@Nullable RTCStats stats, String name) {
    Object value = value(stats, name);
    return value == null ? null : value.toString();
  }

  static long number(@Nullable RTCStats stats, String name) {
    return value(stats, name) instanceof Number number ? number.longValue() : 0;
  }

  static double real(@Nullable RTCStats stats, String name, double absent) {
    return value(stats, name) instanceof Number number ? number.doubleValue() : absent;
  }
}
