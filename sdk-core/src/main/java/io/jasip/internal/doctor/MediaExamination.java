package io.jasip.internal.doctor;

import io.jasip.CallEndedEvent;
import io.jasip.Originator;
import io.jasip.doctor.QualitySample;
import io.jasip.fault.Fault;
import io.jasip.internal.fault.CallFaults;
import io.jasip.media.MediaEvidence;
import io.jasip.media.ToneProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The steps ICE, DTLS, RTP, ECHO: how far the media of the test call comes. */
final class MediaExamination {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration SAMPLE = Duration.ofMillis(200);
  private static final Duration READING = Duration.ofSeconds(1);

  /** Below this what comes in is silence, in dB below full scale. */
  private static final double SILENCE = -70;

  private final PlacedCall call;
  private final ToneProbe probe;
  private final String codec;
  private final CodecContrast contrast;
  private final CallTimes times;
  private final Deadline deadline;
  private final Consumer<QualitySample> samples;
  private final List<MediaEvidence> readings = new ArrayList<>();
  private MediaEvidence last = MediaEvidence.NONE;
  private Deadline connected = Deadline.in(Duration.ZERO);

  /**
   * Prepares.
   *
   * @param codec of the answer, the first
   * @param contrast makes the same call with a codec that every server has sounds for
   */
  MediaExamination(
      PlacedCall call,
      ToneProbe probe,
      String codec,
      CodecContrast contrast,
      CallTimes times,
      Deadline deadline,
      Consumer<QualitySample> samples) {
    this.call = call;
    this.probe = probe;
    this.codec = codec;
    this.contrast = contrast;
    this.times = times;
    this.deadline = deadline;
    this.samples = samples;
  }

  /** A reading; the one before if there is no new one. */
  private MediaEvidence read() {
    try {
      last = deadline.orIn(READING).await(probe.read());
    } catch (TimeoutException | ExecutionException e) {
      // The session is closed: what was seen last counts.
    }
    return last;
  }

  /** Reads until it is so, the call is over, or it is time. Returns whether it is so. */
  private boolean until(Duration limit, Predicate<MediaEvidence> reached) {
    Deadline end = deadline.orIn(limit);
    while (!reached.test(read())) {
      if (end.isOver() || call.awaitEnd(end.orIn(LOOK))) {
        return reached.test(last);
      }
    }
    return true;
  }

  /** Whether a pair of addresses works. */
  void ice(Notes notes, @Nullable String unreachable, boolean symmetricNat) {
    until(times.ice(), now -> now.path().works() || now.path().iceState().equals("failed"));
    MediaEvidence.Path path = last.path();
    notes.saw("ice.state", path.iceState());
    notes.saw("ice.local-types", String.join(" ", path.localTypes()));
    notes.saw("ice.remote-types", String.join(" ", path.remoteTypes()));
    notes.saw("ice.checks-sent", path.checks().sent());
    notes.saw("ice.checks-answered", path.checks().answered());
    notes.saw("ice.checks-received", path.checks().received());
    if (path.works()) {
      notes.saw("ice.local", path.local()).saw("ice.remote", path.remote());
      notes.saw("ice.after-answer", call.sinceAnswer().toMillis() + " ms");
      return;
    }
    notes.saw("transport.bytes-received", path.bytesReceived());
    if (hungUp(notes)) {
      return;
    }
    boolean nothingCame = path.checks().answered() == 0 && path.checks().received() == 0;
    if (unreachable != null && nothingCame) {
      notes.saw("sdp.unreachable", unreachable).fails(Fault.ANSWER_UNREACHABLE_ADDRESS);
    }
    if (symmetricNat) {
      notes.saw("ice.nat", "another port for each server").fails(Fault.ICE_RELAY_NEEDED);
    }
    notes.fails(Fault.ICE_FAILED);
  }

  /** Whether both sides have keys. */
  void dtls(Notes notes) {
    boolean done =
        until(
            times.dtls(),
            now -> now.keys().state().equals("connected") || now.keys().state().equals("failed"));
    MediaEvidence.Keys keys = last.keys();
    notes.saw("dtls.state", keys.state());
    notes.saw("dtls.version", keys.version());
    notes.saw("dtls.srtp-cipher", keys.srtpCipher());
    if (keys.state().equals("connected")) {
      notes.saw("dtls.after-answer", call.sinceAnswer().toMillis() + " ms");
      connected = Deadline.in(Duration.ZERO);
      return;
    }
    notes.saw("ice.local", last.path().local()).saw("ice.remote", last.path().remote());
    notes.saw("ice.local-types", String.join(" ", last.path().localTypes()));
    notes.saw("transport.bytes-received", last.path().bytesReceived());
    if (!hungUp(notes)) {
      notes.fails(done ? Fault.DTLS_FAILED : Fault.DTLS_STUCK);
    }
  }

  /** Whether packets flow in both directions. */
  void rtp(Notes notes) {
    long before = last.path().packetsSent();
    until(times.rtp(), now -> now.received().packets() > 0 && now.path().packetsSent() > before);
    notes.saw("rtp.codec", codec);
    notes.saw("rtp.packets-received", last.received().packets());
    notes.saw("transport.packets-sent", last.path().packetsSent());
    notes.saw("transport.bytes-received", last.path().bytesReceived());
    if (hungUp(notes)) {
      return;
    }
    if (last.received().packets() == 0) {
      notes.fails(isOfCodec(notes) ? Fault.TRANSCODER_MISSING : Fault.RTP_NOTHING_RECEIVED);
    } else if (last.path().packetsSent() <= before) {
      notes.fails(Fault.RTP_NOTHING_SENT);
    }
  }

  /** Tells whether the codec of the call is what keeps it silent. */
  interface CodecContrast {
    boolean provesTranscoder(Notes notes);
  }

  /** Whether the server has nothing to send, or hangs up, for want of a transcoder. */
  private boolean isOfCodec(Notes notes) {
    return last.received().packets() == 0
        && !codec.startsWith("PCM")
        && contrast.provesTranscoder(notes);
  }

  /** Whether the tones come back; samples the quality meanwhile. */
  void echo(Notes notes, Duration listen) {
    long mediaBegan = connected.at();
    Deadline end = deadline.orIn(listen.minusNanos(System.nanoTime() - mediaBegan));
    Deadline late = deadline.orIn(times.late().plus(end.left()));
    boolean over = false;
    while (!over && !(end.isOver() && (last.echo().isHeard() || late.isOver()))) {
      over = call.awaitEnd(deadline.orIn(SAMPLE));
      if (!over) {
        sample(Duration.ofNanos(System.nanoTime() - mediaBegan));
      }
    }
    notes.saw("echo.tones", last.echo().tones());
    if (last.echo().delay() != null) {
      notes.saw("echo.delay", last.echo().delay().toMillis() + " ms");
    }
    notes.saw("rtp.packets-received", last.received().packets());
    notes.saw("audio.sent-level", decibels(last.sent().level()));
    notes.saw("audio.received-level", decibels(last.received().level()));
    last.sent().lossRatio().ifPresent(loss -> notes.saw("rtcp.lost-to-server", percent(loss)));
    if (over && hungUp(notes)) {
      return;
    }
    if (hasStopped()) {
      notes.fails(Fault.MEDIA_LOST);
    } else if (!last.echo().isHeard()) {
      silent(notes);
    }
  }

  private void sample(Duration at) {
    MediaEvidence now = read();
    readings.add(now);
    samples.accept(
        new QualitySample(
            at,
            now.roundTripTime() == null ? Double.NaN : millis(now.roundTripTime()),
            millis(now.received().jitter()),
            100 * now.received().lossRatio(),
            now.sent().level(),
            now.received().level()));
  }

  /** Packets came, and none since a second. */
  private boolean hasStopped() {
    int aSecond = (int) (1_000 / SAMPLE.toMillis());
    int size = readings.size();
    return size > aSecond
        && last.received().packets() > 0
        && readings.get(size - 1 - aSecond).received().packets() == last.received().packets();
  }

  /** Which direction does not work, as far as one side can tell. */
  private void silent(Notes notes) {
    boolean hearsSomething =
        readings.stream().anyMatch(reading -> reading.received().level() > SILENCE);
    boolean arrives = last.sent().lossRatio().orElse(0) < 0.5;
    if (hearsSomething) {
      notes.saw("echo.heard", "sound that is not ours: the extension is no echo test");
    } else if (!arrives) {
      notes.saw("echo.heard", "silence; the server reports that what we send is lost");
    } else {
      notes.saw(
          "echo.heard", "silence; the server does not hear us, or the extension is no echo test");
    }
    if (hearsSomething && arrives) {
      notes.warns(Fault.ECHO_NOT_HEARD);
    } else {
      notes.fails(Fault.ECHO_NOT_HEARD);
    }
  }

  /** Loss, jitter, delay. */
  void quality(Notes notes) {
    QualityJudgement.judge(readings, notes);
  }

  /** Notes that the peer has hung up, if it has. */
  private boolean hungUp(Notes notes) {
    CallEndedEvent end = call.end();
    if (end == null) {
      return false;
    }
    notes.saw("call.ended", end.detail()).saw("call.cause", end.cause());
    if (q850() >= 0) {
      notes.saw("call.q850", q850());
    }
    Fault known = end.fault();
    Fault fault = known != null ? known : endedByPeer() ? Fault.HANGUP_AFTER_ANSWER : Fault.WS_LOST;
    notes.fails(
        fault == Fault.HANGUP_AFTER_ANSWER && isOfCodec(notes) ? Fault.TRANSCODER_MISSING : fault);
    return true;
  }

  private boolean endedByPeer() {
    CallEndedEvent end = call.end();
    return end != null && end.originator() == Originator.REMOTE;
  }

  private int q850() {
    CallEndedEvent end = call.end();
    return end == null || end.message() == null ? -1 : CallFaults.q850(end.message());
  }

  /** Waits for the first packet of sound, for a contrast. */
  boolean receives(Duration limit) {
    return until(limit, now -> now.received().packets() > 0);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  private static String decibels(double level) {
    return Math.round(level) + " dBFS";
  }

  private static String percent(double ratio) {
    return Math.round(100 * ratio) + " %";
  }
}
