package io.jasip.doctor;

/** How a step of a diagnosis, or the whole of it, ended. */
public enum Verdict {
  /** Nothing is wrong. */
  OK,
  /** It works, and something should be changed. */
  WARNING,
  /** It does not work. */
  FAILED,
  /** It was not tried, because something before it failed or because nobody asked for it. */
  SKIPPED
}
