package io.jasip.webrtc.internal.rtc;

import static io.jasip.webrtc.internal.rtc.StatsReader.first;
import static io.jasip.webrtc.internal.rtc.StatsReader.number;
import static io.jasip.webrtc.internal.rtc.StatsReader.text;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.jasip.media.MediaEvidence;
import io.jasip.webrtc.CallQuality;
import io.jasip.webrtc.internal.audio.EchoTest;
import io.jasip.webrtc.internal.stats.Counters;
import io.jasip.webrtc.internal.stats.PathEvidence;
import io.jasip.webrtc.internal.stats.QualityReckoning;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link MediaEvidence} of W3C webrtc-stats, one reading after the other. */
final class ProbeReader {

  private final EchoTest test;
  private @Nullable Counters begin;
  private @Nullable Counters before;

  ProbeReader(EchoTest test) {
    this.test = test;
  }

  synchronized MediaEvidence read(RTCStatsReport report, Counters.Way way) {
    Counters now = CounterReader.read(report, way);
    Counters since = before == null ? Counters.none(now.micros()) : before;
    if (begin == null) {
      begin = now;
    }
    before = now;
    PathEvidence path = EvidenceReader.read(report, way.receives());
    CallQuality last = QualityReckoning.between(since, now);
    return new MediaEvidence(
        path(report, now.path(), path),
        new MediaEvidence.Keys(path.dtls(), now.path().dtls(), now.path().srtp()),
        new MediaEvidence.Sent(last.sent().codec(), last.sent().lossRatio(), test.sentLevel()),
        new MediaEvidence.Received(
            last.received().codec(),
            now.received().packets(),
            now.received().lost(),
            last.received().lossRatio(),
            last.received().jitter(),
            test.receivedLevel()),
        last.roundTripTime(),
        QualityReckoning.between(begin, now).mos(),
        test.echo());
  }

  private static MediaEvidence.Path path(
      RTCStatsReport report, Counters.Path pair, PathEvidence evidence) {
    Map<String, RTCStats> all = report.getStats();
    RTCStats transport = first(all, RTCStatsType.TRANSPORT);
    String ice = text(transport, "iceState");
    return new MediaEvidence.Path(
        ice == null ? "new" : ice,
        pair.local(),
        pair.remote(),
        List.copyOf(evidence.local()),
        List.copyOf(evidence.remote()),
        new MediaEvidence.Checks(
            sum(all, "requestsSent"), sum(all, "responsesReceived"), sum(all, "requestsReceived")),
        number(transport, "packetsSent"),
        evidence.bytesReceived());
  }

  private static long sum(Map<String, RTCStats> all, String name) {
    return all.values().stream()
        .filter(each -> each != null && each.getType() == RTCStatsType.CANDIDATE_PAIR)
        .mapToLong(pair -> number(pair, name))
        .sum();
  }
}
