package io.jasip.examples.dialer;

import picocli.CommandLine.Option;

/** How a run is shown. */
final class OutputOptions {

  @Option(
      names = "--json",
      description = "Print one JSON object per event on stdout, and nothing else there.")
  boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print SIP messages (passwords masked), log lines and stack traces on stderr.")
  boolean verbose;
}
