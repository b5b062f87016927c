package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The steps in groups that everybody understands, on the way from this machine to the far end. */
enum Station {
  MACHINE,
  ADDRESS,
  NETWORK,
  ENCRYPTION,
  WEBSOCKET,
  TELEPHONY,
  CALL,
  SOUND;

  /** Where a step belongs. */
  static Station of(Step step) {
    return switch (step) {
      case MACHINE -> MACHINE;
      case URL, DNS -> ADDRESS;
      case TCP, OTHER_SERVERS -> NETWORK;
      case TLS -> ENCRYPTION;
      case UPGRADE, WEBSOCKET, KEEP_ALIVE -> WEBSOCKET;
      case OPTIONS, REGISTER -> TELEPHONY;
      case INVITE, SDP, BYE -> CALL;
      case ICE_SERVERS, ICE, DTLS, RTP, ECHO, QUALITY -> SOUND;
    };
  }

  /** The worst of its steps; skipped only if all of them are. */
  Verdict verdict(List<StepResult> results) {
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (StepResult result : results) {
      if (of(result.step()) == this) {
        verdicts.add(result.verdict());
      }
    }
    for (Verdict worst : List.of(Verdict.FAILED, Verdict.WARNING, Verdict.OK)) {
      if (verdicts.contains(worst)) {
        return worst;
      }
    }
    return Verdict.SKIPPED;
  }
}
