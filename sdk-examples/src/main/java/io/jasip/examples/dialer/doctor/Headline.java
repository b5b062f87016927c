package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;

/** The sentence above all: what works, and what does not. */
final class Headline {

  private Headline() {}

  static String of(Report report, Phrases phrases) {
    Verdict verdict = report.verdict();
    if (!report.isExamined()) {
      return phrases.say("headline." + verdict + ".read");
    }
    if (verdict == Verdict.FAILED) {
      String step =
          report.diagnosis().steps().stream()
              .filter(each -> each.verdict() == Verdict.FAILED)
              .findFirst()
              .map(StepResult::step)
              .map(phrases::step)
              .orElse("");
      return phrases.say("headline.FAILED", step);
    }
    String reach = "headline." + verdict + "." + reach(report);
    return phrases.say(reach);
  }

  /** How far the diagnosis went: it must not praise what it did not try. */
  private static String reach(Report report) {
    if (went(report, Step.ECHO)) {
      return "call";
    }
    return went(report, Step.REGISTER) ? "registration" : "connection";
  }

  private static boolean went(Report report, Step step) {
    return report.step(step).filter(result -> result.verdict() != Verdict.SKIPPED).isPresent();
  }
}
