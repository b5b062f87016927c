package io.jasip.internal.doctor;

/** How URLs stand in a report: some carry a token in their query. Pure. */
final class Shown {

  private Shown() {}

  /** A text with the queries of its URLs and of its paths masked. */
  static String text(String text) {
    return text.replaceAll("((?:\\w+:/|(?<!\\S))/[^\\s?\"]*)[?][^\\s\"]+", "$1?***");
  }
}
