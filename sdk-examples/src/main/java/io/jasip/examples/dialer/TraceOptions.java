package io.jasip.examples.dialer;

import io.jasip.UABuilder;
import io.jasip.trace.LadderTrace;
import io.jasip.trace.PcapngTrace;
import io.jasip.trace.SipTrace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where SIP messages are shown, besides {@code -v}. */
final class TraceOptions {

  @Option(
      names = "--trace-pcap",
      paramLabel = "FILE",
      description =
          "Write SIP messages (passwords masked) into a pcapng file, which Wireshark opens.")
  @Nullable Path file;

  @Option(
      names = "--ladder",
      description = "Draw SIP messages as a ladder on stderr, a line each, with their times.")
  boolean ladder;

  /** The traces of a run, which end with it. */
  record Traces(List<SipTrace> all, @Nullable PcapngTrace pcapng, @Nullable LadderTrace ladder)
      implements AutoCloseable {

    /** Adds them to a user agent. */
    UABuilder on(UABuilder builder) {
      all.forEach(builder::trace);
      return builder;
    }

    @Override
    public void close() {
      if (pcapng != null) {
        pcapng.close();
      }
      if (ladder != null) {
        ladder.close();
      }
    }
  }

  /**
   * Opens the traces that are asked for.
   *
   * @throws IllegalArgumentException if the file cannot be made; the message names it
   */
  Traces open(CommandSpec command) {
    PcapngTrace pcapng = file == null ? null : pcapng(file);
    LadderTrace drawn = ladder ? SipTrace.ladder(command.commandLine().getErr()) : null;
    List<SipTrace> all = new ArrayList<>();
    if (pcapng != null) {
      all.add(pcapng);
    }
    if (drawn != null) {
      all.add(drawn);
    }
    return new Traces(all, pcapng, drawn);
  }

  private static PcapngTrace pcapng(Path file) {
    try {
      return SipTrace.pcapng(file);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
