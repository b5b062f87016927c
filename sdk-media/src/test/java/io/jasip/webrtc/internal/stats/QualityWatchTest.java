package io.jasip.webrtc.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jasip.webrtc.AudioProblem;
import io.jasip.webrtc.CallQuality;
import io.jasip.webrtc.QualityListener;
import io.jasip.webrtc.QualityOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call of alice, read every second, told as what happens to her. */
class QualityWatchTest {

  private static final double LOUD = 0.01;

  private final List<String> told = new ArrayList<>();
  private final List<String> reasons = new ArrayList<>();
  private CallQuality quality;

  private double seconds = 1000;
  private double streamBegan;
  private boolean held;
  private boolean muted;
  private long sentPerSecond = 50;
  private long receivedPerSecond = 50;
  private long lostPerSecond;
  private double sentEnergy = LOUD;
  private double receivedEnergy = LOUD;
  private boolean peerReports = true;
  private boolean peerSendsReports = true;
  private double lostAtPeer;

  private long packetsSent;
  private long packetsReceived;
  private long lost;
  private double energySent;
  private double energyReceived;
  private double report;
  private double senderReport;

  private final QualityWatch watch =
      new QualityWatch(
          QualityOptions.builder().silentFor(Duration.ofSeconds(3)).build(), counters());

  @Test
  void aGoodCallIsJustRead() {
    pass(60);
    assertThat(told).isEmpty();
    assertThat(quality.interval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(quality.sent().packets()).isEqualTo(50);
    assertThat(quality.sent().bitrate()).isEqualTo(64_000);
    assertThat(quality.received().bitrate()).isEqualTo(64_000);
    assertThat(quality.received().level()).isCloseTo(-20, within(0.01));
    assertThat(quality.received().bufferDelay()).isEqualTo(Duration.ofMillis(40));
    assertThat(quality.roundTripTime()).isEqualTo(Duration.ofMillis(50));
    assertThat(quality.mos()).hasValueCloseTo(4.41, within(0.01));
    assertThat(quality.localCandidate()).isEqualTo("192.0.2.1:5004 udp host");
    assertThat(quality.dtlsVersion()).isEqualTo("DTLS 1.2");
  }

  @Test
  void lossMakesItPoorOnceAndGoodAgainOnce() {
    pass(3);
    lostPerSecond = 25;
    pass(5);
    assertThat(told).containsExactly("poor");
    assertThat(quality.received().lossRatio()).isCloseTo(1 / 3.0, within(0.001));
    lostPerSecond = 5; // MOS 3.3: not below what is poor any more, but not yet good
    pass(5);
    assertThat(quality.mos().orElseThrow()).isBetween(3.1, 3.6);
    assertThat(told).containsExactly("poor");
    lostPerSecond = 0;
    pass(5);
    assertThat(told).containsExactly("poor", "recovered");
  }

  @Test
  void lossOnTheWayToThePeerCountsToo() {
    lostAtPeer = 0.3;
    pass(2);
    assertThat(told).containsExactly("poor");
    assertThat(quality.received().mos()).hasValueCloseTo(4.41, within(0.01));
    assertThat(quality.sent().lossRatio()).hasValue(0.3);
  }

  @Test
  void packetsThatNeverComeAreToldWithAReason() {
    receivedPerSecond = 0;
    peerReports = false;
    peerSendsReports = false;
    pass(2);
    assertThat(told).isEmpty();
    pass(3);
    assertThat(told).containsExactly("NOTHING_RECEIVED");
    assertThat(reasons.get(0)).contains("203.0.113.5:4000", "firewall");
    assertThat(quality.received().mos()).isEmpty();
  }

  @Test
  void aPeerThatStopsSendingIsToldAndThatItIsBackToo() {
    pass(5);
    receivedPerSecond = 0;
    pass(10);
    receivedPerSecond = 50;
    pass(1);
    assertThat(told).containsExactly("NOTHING_RECEIVED", "NOTHING_RECEIVED over");
    assertThat(reasons.get(0)).contains("stopped");
  }

  @Test
  void packetsOfSilenceAreTold() {
    receivedEnergy = 1e-10;
    pass(4);
    assertThat(told).containsExactly("SILENCE_RECEIVED");
    receivedEnergy = LOUD;
    pass(1);
    assertThat(told).containsExactly("SILENCE_RECEIVED", "SILENCE_RECEIVED over");
  }

  /** The engine keeps its answer for a while, and who asks twice before it comes gets one. */
  @Test
  void aReadingThatIsTheFormerOneSaysNothing() {
    receivedEnergy = 1e-10;
    pass(4);
    assertThat(watch.next(counters())).isEmpty();
    pass(1);
    assertThat(told).containsExactly("SILENCE_RECEIVED");
  }

  @Test
  void aSilentSourceIsToldUnlessTheCallIsMuted() {
    muted = true;
    sentEnergy = 0;
    pass(10);
    assertThat(told).isEmpty();
    muted = false;
    pass(10);
    assertThat(told).containsExactly("SILENCE_SENT");
  }

  @Test
  void nothingSentIsTold() {
    sentPerSecond = 0;
    pass(4);
    assertThat(told).containsExactly("NOTHING_SENT");
  }

  @Test
  void aHeldCallIsSilentByAgreement() {
    pass(5);
    held = true;
    sentPerSecond = 0;
    receivedPerSecond = 0;
    pass(60);
    assertThat(told).isEmpty();
    held = false;
    sentPerSecond = 50;
    receivedPerSecond = 50;
    pass(5);
    assertThat(told).isEmpty();
  }

  @Test
  void aPeerThatHeldTheCallIsGivenTimeToReportAgain() {
    pass(5);
    held = true;
    sentPerSecond = 0;
    peerReports = false; // there is nothing to report on
    pass(60);
    held = false;
    sentPerSecond = 50;
    pass(14);
    assertThat(told).isEmpty();
    pass(5);
    assertThat(told).containsExactly("NOT_HEARD_BY_PEER");
    assertThat(reasons.get(0)).contains("no longer reports");
  }

  @Test
  void aPeerThatBeginsAnewWithAnotherStreamCountsFromItsBeginning() {
    pass(5);
    packetsReceived = 0;
    lost = 0;
    energyReceived = 0;
    streamBegan = seconds;
    pass(1);
    assertThat(quality.received().packets()).isEqualTo(50);
    assertThat(quality.received().level()).isCloseTo(-20, within(0.01));
    assertThat(quality.received().mos()).isPresent();
    pass(20);
    assertThat(told).isEmpty();
  }

  @Test
  void aPeerThatLosesEverythingIsTold() {
    lostAtPeer = 1;
    pass(5);
    assertThat(told).contains("NOT_HEARD_BY_PEER");
    assertThat(reasons.get(reasons.size() - 1)).contains("lost");
  }

  @Test
  void aPeerThatReportsOnlyWhatItSendsHasReceivedNothing() {
    peerReports = false;
    pass(14);
    assertThat(told).isEmpty();
    pass(5);
    assertThat(told).containsExactly("NOT_HEARD_BY_PEER");
    peerReports = true;
    pass(2);
    assertThat(told).endsWith("NOT_HEARD_BY_PEER over");
  }

  @Test
  void aPeerWithoutReportsIsNotBlamed() {
    peerReports = false;
    peerSendsReports = false;
    pass(120);
    assertThat(told).isEmpty();
    assertThat(quality.sent().mos()).isEmpty();
    assertThat(quality.sent().lossRatio()).isEmpty();
  }

  private void pass(int readings) {
    for (int i = 0; i < readings; i++) {
      seconds++;
      packetsSent += sentPerSecond;
      packetsReceived += receivedPerSecond;
      lost += lostPerSecond;
      energySent += sentEnergy;
      energyReceived += receivedEnergy;
      report = peerReports ? seconds * 1e6 : report;
      senderReport = peerSendsReports ? seconds * 1e6 : senderReport;
      watch.next(counters()).forEach(event -> event.accept(new Recorder()));
    }
  }

  private Counters counters() {
    return new Counters(
        seconds * 1e6,
        new Counters.Way(!held, !held, muted),
        new Counters.Sent("PCMU", packetsSent, packetsSent * 160, energySent, seconds),
        new Counters.Received(
            "PCMU",
            packetsReceived,
            packetsReceived * 160,
            lost,
            0,
            0.005,
            0.04 * (seconds - streamBegan) * 48_000,
            (seconds - streamBegan) * 48_000,
            (seconds - streamBegan) * 48_000,
            0,
            energyReceived,
            seconds - streamBegan),
        new Counters.Peer(report, report > 0 ? lostAtPeer : 0, 0.005, senderReport),
        0.05,
        new Counters.Path(
            "192.0.2.1:5004 udp host", "203.0.113.5:4000 udp srflx", "DTLS 1.2", "AES_CM"));
  }

  private final class Recorder implements QualityListener {
    @Override
    public void onQuality(CallQuality next) {
      quality = next;
    }

    @Override
    public void onPoor(CallQuality poor) {
      told.add("poor");
    }

    @Override
    public void onRecovered(CallQuality good) {
      told.add("recovered");
    }

    @Override
    public void onAudioProblem(AudioProblem problem, String why) {
      told.add(problem.name());
      reasons.add(why);
    }

    @Override
    public void onAudioRestored(AudioProblem problem) {
      told.add(problem + " over");
    }
  }
}
