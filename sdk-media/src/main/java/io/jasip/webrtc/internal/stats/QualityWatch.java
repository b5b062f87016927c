package io.jasip.webrtc.internal.stats;

import io.jasip.webrtc.AudioProblem;
import io.jasip.webrtc.CallQuality;
import io.jasip.webrtc.QualityListener;
import io.jasip.webrtc.QualityOptions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Says what is to be told of the counters of a call, one reading after the other. One thread. */
public final class QualityWatch {

  /** An RTCP report is due every 5 s (RFC 3550 section 6.2), give or take a half. */
  private static final double REPORTS_MISSED_MICROS = 15e6;

  private static final double NEARLY_ALL = 0.95;

  private final QualityOptions options;
  private final Map<AudioProblem, Double> lasting = new EnumMap<>(AudioProblem.class);
  private final Set<AudioProblem> told = EnumSet.noneOf(AudioProblem.class);
  private Counters before;

  /** Since when the peer has had something to report on. */
  private double sendingSince;

  private boolean poor;

  /** Begins with a reading. */
  public QualityWatch(QualityOptions options, Counters first) {
    this.options = options;
    this.before = first;
    this.sendingSince = first.micros();
  }

  /** Takes the next reading; what it gives is to be told in this order. */
  public List<Consumer<QualityListener>> next(Counters now) {
    if (now.micros() == before.micros()) {
      return List.of(); // of no time nothing can be said
    }
    List<Consumer<QualityListener>> events = new ArrayList<>();
    CallQuality quality = QualityReckoning.between(before, now);
    sendingSince = now.way().sends() ? sendingSince : now.micros();
    events.add(listener -> listener.onQuality(quality));
    OptionalDouble mos = quality.mos();
    if (!poor && mos.isPresent() && mos.getAsDouble() < options.poorBelow()) {
      poor = true;
      events.add(listener -> listener.onPoor(quality));
    } else if (poor && mos.isPresent() && mos.getAsDouble() >= options.goodFrom()) {
      poor = false;
      events.add(listener -> listener.onRecovered(quality));
    }
    for (AudioProblem problem : AudioProblem.values()) {
      follow(problem, now, quality, events);
    }
    before = now;
    return events;
  }

  private void follow(
      AudioProblem problem,
      Counters now,
      CallQuality quality,
      List<Consumer<QualityListener>> events) {
    if (!is(problem, now, quality)) {
      lasting.remove(problem);
      if (told.remove(problem)) {
        events.add(listener -> listener.onAudioRestored(problem));
      }
      return;
    }
    double micros = now.micros() - before.micros();
    double sum = lasting.merge(problem, micros, Double::sum);
    if (sum >= options.silentFor().toNanos() / 1e3 && told.add(problem)) {
      String why = why(problem, now);
      events.add(listener -> listener.onAudioProblem(problem, why));
    }
  }

  private boolean is(AudioProblem problem, Counters now, CallQuality quality) {
    // What began to be agreed within the interval is judged from the next one on.
    boolean sends = before.way().sends() && now.way().sends();
    boolean receives = before.way().receives() && now.way().receives();
    boolean muted = before.way().muted() || now.way().muted();
    return switch (problem) {
      case NOTHING_SENT -> sends && quality.sent().packets() == 0;
      case SILENCE_SENT ->
          sends
              && !muted
              && quality.sent().packets() > 0
              && now.sent().duration() > before.sent().duration()
              && quality.sent().level() < options.silentBelow();
      case NOTHING_RECEIVED -> receives && quality.received().packets() == 0;
      case SILENCE_RECEIVED ->
          receives
              && quality.received().packets() > 0
              && now.received().duration() > before.received().duration()
              && quality.received().level() < options.silentBelow();
      case NOT_HEARD_BY_PEER -> sends && quality.sent().packets() > 0 && peerIsDeaf(now);
    };
  }

  private boolean peerIsDeaf(Counters now) {
    Counters.Peer peer = now.peer();
    if (isRecent(peer.reportMicros(), now)) {
      return peer.fractionLost() >= NEARLY_ALL;
    }
    // A peer that reports what it sends, and has nothing to report of us, has received nothing.
    return !isRecent(sendingSince, now) && isRecent(peer.senderReportMicros(), now);
  }

  private static boolean isRecent(double micros, Counters now) {
    return now.micros() - micros < REPORTS_MISSED_MICROS;
  }

  private static String why(AudioProblem problem, Counters now) {
    return switch (problem) {
      case NOTHING_SENT ->
          now.path().local() == null
              ? "ICE has found no way to the peer, so nothing can be sent"
              : "the audio device asks for no sound: is the microphone in use, or was it"
                  + " unplugged?";
      case SILENCE_SENT ->
          "the audio source gives silence: has it ended, or is the microphone muted in the system?";
      case NOTHING_RECEIVED -> nothingReceived(now);
      case SILENCE_RECEIVED ->
          "the peer sends packets of silence: is its microphone muted, or does the server play to"
              + " nobody?";
      case NOT_HEARD_BY_PEER -> notHeard(now);
    };
  }

  private static String notHeard(Counters now) {
    double report = now.peer().reportMicros();
    if (isRecent(report, now)) {
      return "the peer reports that nearly all packets are lost: the network or a firewall on the"
          + " way from "
          + now.path().local()
          + " to "
          + now.path().remote()
          + " drops them";
    }
    return "the peer reports on what it sends but "
        + (report > 0 ? "no longer reports" : "never")
        + " on what we send: a firewall on the way to "
        + now.path().remote()
        + " may drop it";
  }

  private static String nothingReceived(Counters now) {
    if (now.path().remote() == null) {
      return "ICE has found no way to the peer, so nothing can come";
    }
    if (now.received().packets() == 0) {
      return now.peer().reportMicros() > 0
          ? "the peer answers by RTCP but has never sent sound: has it no audio source?"
          : "no packet has come from "
              + now.path().remote()
              + ": the peer sends nothing, or a firewall or NAT on the way drops it";
    }
    return "packets came and then stopped: the peer has ceased to send without saying so, or the"
        + " network is gone";
  }
}
