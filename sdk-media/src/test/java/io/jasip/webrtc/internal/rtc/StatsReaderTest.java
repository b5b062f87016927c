package io.jasip.webrtc.internal.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import io.jasip.media.MediaStats;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The counters, whatever of them is there. */
class StatsReaderTest {

  private static final MediaStats NOTHING =
      new MediaStats(null, 0, 0, 0, 0, 0, Duration.ZERO, null, null, null, null);

  private final Map<String, RTCStats> all = new HashMap<>();

  @Test
  void nothingIsThereYet() {
    assertThat(read()).isEqualTo(NOTHING);
  }

  @Test
  void entriesWithoutTypeOrAttributesAreNoObstacle() {
    all.put("none", null);
    add("playout", null, Map.of("packetsSent", 7L));
    for (RTCStatsType type : RTCStatsType.values()) {
      add(type.name(), type, Map.of());
    }
    assertThat(read()).isEqualTo(NOTHING);
  }

  @Test
  void referencesToWhatIsNotThereAreNoObstacle() {
    add("T", RTCStatsType.TRANSPORT, Map.of("selectedCandidatePairId", "gone"));
    add("O", RTCStatsType.OUTBOUND_RTP, Map.of("codecId", "gone"));
    assertThat(read()).isEqualTo(NOTHING);
  }

  @Test
  void attributesOfAnUnexpectedTypeAreNoObstacle() {
    add("I", RTCStatsType.INBOUND_RTP, Map.of("jitter", "much", "packetsLost", new int[] {1}));
    assertThat(read()).isEqualTo(NOTHING);
  }

  @Test
  void everythingIsThere() {
    add("C", RTCStatsType.CODEC, Map.of("mimeType", "audio/opus"));
    add(
        "O",
        RTCStatsType.OUTBOUND_RTP,
        Map.of("codecId", "C", "packetsSent", BigInteger.valueOf(10), "bytesSent", BigInteger.TEN));
    add(
        "I",
        RTCStatsType.INBOUND_RTP,
        Map.of("packetsReceived", 20L, "packetsLost", -1, "bytesReceived", 200L, "jitter", 0.0125));
    add("R", RTCStatsType.REMOTE_INBOUND_RTP, Map.of("roundTripTime", 0.25));
    add(
        "T",
        RTCStatsType.TRANSPORT,
        Map.of("selectedCandidatePairId", "P", "srtpCipher", "AEAD_AES_128_GCM"));
    add(
        "P",
        RTCStatsType.CANDIDATE_PAIR,
        Map.of("localCandidateId", "L", "remoteCandidateId", "F", "currentRoundTripTime", 0.5));
    add(
        "L",
        RTCStatsType.LOCAL_CANDIDATE,
        Map.of("address", "192.0.2.1", "port", 5004, "protocol", "udp", "candidateType", "host"));
    add(
        "F",
        RTCStatsType.REMOTE_CANDIDATE,
        Map.of("ip", "2001:db8::1", "port", 5006L, "protocol", "udp", "candidateType", "relay"));
    assertThat(read())
        .isEqualTo(
            new MediaStats(
                "opus",
                10,
                20,
                -1,
                10,
                200,
                Duration.ofNanos(12_500_000),
                Duration.ofMillis(250),
                "192.0.2.1:5004 udp host",
                "2001:db8::1:5006 udp relay",
                "AEAD_AES_128_GCM"));
  }

  @Test
  void beforeTheFirstReportTheRoundTripIsThatOfTheIceChecks() {
    add("T", RTCStatsType.TRANSPORT, Map.of("selectedCandidatePairId", "P"));
    add("P", RTCStatsType.CANDIDATE_PAIR, Map.of("currentRoundTripTime", 0.5));
    add("R", RTCStatsType.REMOTE_INBOUND_RTP, Map.of());
    assertThat(read().roundTripTime()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void theCodecIsThatOfTheReceivedStreamWhileNothingIsSent() {
    add("C", RTCStatsType.CODEC, Map.of("mimeType", "audio/PCMU"));
    add("I", RTCStatsType.INBOUND_RTP, Map.of("codecId", "C"));
    assertThat(read().codec()).isEqualTo("PCMU");
  }

  @Test
  void ofSeveralReceivedStreamsTheOneThatIsHeardCounts() {
    for (int i = 0; i < 8; i++) { // wherever they come in the report
      all.clear();
      add("A" + i, RTCStatsType.INBOUND_RTP, received(900, 1e6));
      add("B" + i, RTCStatsType.INBOUND_RTP, received(20, 2e6));
      add("C" + i, RTCStatsType.INBOUND_RTP, Map.of("packetsReceived", 0L));
      add("D" + i, RTCStatsType.INBOUND_RTP, received(7, 0.5e6));
      assertThat(read().packetsReceived()).isEqualTo(20);
    }
  }

  private static Map<String, Object> received(long packets, double lastMillis) {
    return Map.of("packetsReceived", packets, "lastPacketReceivedTimestamp", lastMillis);
  }

  private void add(String id, RTCStatsType type, Map<String, Object> attributes) {
    RTCStats stats = mock();
    when(stats.getType()).thenReturn(type);
    when(stats.getAttributes()).thenReturn(attributes);
    all.put(id, stats);
  }

  private MediaStats read() {
    RTCStatsReport report = mock();
    when(report.getStats()).thenReturn(all);
    return StatsReader.read(report);
  }
}
