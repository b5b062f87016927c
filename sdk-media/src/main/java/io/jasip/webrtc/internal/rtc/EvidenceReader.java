package io.jasip.webrtc.internal.rtc;

import static io.jasip.webrtc.internal.rtc.StatsReader.first;
import static io.jasip.webrtc.internal.rtc.StatsReader.number;
import static io.jasip.webrtc.internal.rtc.StatsReader.text;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.jasip.webrtc.internal.stats.PathEvidence;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes {@link PathEvidence} of W3C webrtc-stats. Every entry may be absent. */
final class EvidenceReader {

  private EvidenceReader() {}

  static PathEvidence read(RTCStatsReport report, boolean receives) {
    Map<String, RTCStats> all = report.getStats();
    RTCStats transport = first(all, RTCStatsType.TRANSPORT);
    String dtls = text(transport, "dtlsState");
    return new PathEvidence(
        hasPath(all, dtls),
        dtls == null ? "not begun" : dtls,
        types(all, RTCStatsType.LOCAL_CANDIDATE),
        types(all, RTCStatsType.REMOTE_CANDIDATE),
        number(transport, "bytesReceived"),
        number(first(all, RTCStatsType.INBOUND_RTP), "packetsReceived"),
        receives);
  }

  /** The handshake begins when ICE has a path. The engine's own ICE state counts DTLS in. */
  private static boolean hasPath(Map<String, RTCStats> all, @Nullable String dtls) {
    return (dtls != null && !dtls.equals("new") && !dtls.equals("closed"))
        || all.values().stream()
            .filter(each -> each != null && each.getType() == RTCStatsType.CANDIDATE_PAIR)
            .anyMatch(each -> "succeeded".equals(text(each, "state")));
  }

  private static Set<String> types(Map<String, RTCStats> all, RTCStatsType side) {
    return all.values().stream()
        .filter(each -> each != null && each.getType() == side)
        .map(EvidenceReader::type)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable String type(RTCStats candidate) {
    return text(candidate, "candidateType");
  }
}
