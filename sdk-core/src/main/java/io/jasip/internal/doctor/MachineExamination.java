package io.jasip.internal.doctor;

import io.jasip.UAConfig;
import io.jasip.fault.Fault;
import io.jasip.media.MachineReport;
import io.jasip.media.MediaEngine;
import io.jasip.media.MediaExaminer;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The step MACHINE: what calls need of this machine. */
final class MachineExamination {

  /** Below this a microphone gives nothing; the noise of a quiet room is louder. */
  static final double SILENT_BELOW_DB = -80;

  private MachineExamination() {}

  /** Examines. */
  static void examine(UAConfig config, Notes notes, Deadline deadline) {
    notes.saw("machine.java", System.getProperty("java.version"));
    notes.saw(
        "machine.system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    MediaEngine engine = config.media();
    MediaExaminer examiner = engine == null ? null : engine.extension(MediaExaminer.class);
    if (examiner == null) {
      notes.saw("media.engine", engine == null ? "none" : engine.getClass().getName());
    } else {
      addresses(notes);
      judge(report(examiner, deadline), notes);
    }
  }

  private static @Nullable MachineReport report(MediaExaminer examiner, Deadline deadline) {
    try {
      return deadline.await(examiner.examineMachine());
    } catch (TimeoutException | ExecutionException e) {
      return null;
    }
  }

  static void judge(@Nullable MachineReport report, Notes notes) {
    if (report == null) {
      notes.warns(Fault.NOT_IN_TIME);
      return;
    }
    if (report.libraryProblem() != null) {
      notes.saw("media.library", report.libraryProblem()).fails(Fault.NATIVE_LIBRARY_MISSING);
      return;
    }
    notes.saw("media.library", "loaded");
    if (!report.usesDevices()) {
      return;
    }
    // The test call needs no device, so that what is wrong with the network is found too.
    if (report.audioProblem() != null) {
      notes.saw("audio.system", report.audioProblem()).fails(Fault.AUDIO_SYSTEM_MISSING);
      return;
    }
    notes.saw("audio.microphones", names(report.microphones()));
    notes.saw("audio.speakers", names(report.speakers()));
    if (report.microphones().isEmpty() || report.speakers().isEmpty()) {
      notes.fails(Fault.AUDIO_DEVICE_MISSING);
    }
    report
        .microphoneLevel()
        .ifPresent(
            level -> {
              notes.saw("audio.microphone-level", Math.round(level) + " dBFS");
              if (level < SILENT_BELOW_DB) {
                notes.warns(Fault.MICROPHONE_SILENT);
              }
            });
  }

  private static String names(List<String> devices) {
    return devices.isEmpty() ? "none" : String.join(", ", devices);
  }

  /** Without any but loopback the media of calls to other machines has nowhere to come from. */
  private static void addresses(Notes notes) {
    List<String> usable = usable();
    notes.saw("machine.addresses", usable.isEmpty() ? "loopback only" : names(usable));
  }

  /** The addresses of this machine that other machines may reach. */
  static List<String> usable() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(MachineExamination::addresses)
          .map(InetAddress::getHostAddress)
          .map(address -> address.replaceAll("%.*", ""))
          .toList();
    } catch (SocketException e) {
      return List.of();
    }
  }

  private static Stream<InetAddress> addresses(NetworkInterface each) {
    try {
      return each.isUp() && !each.isLoopback()
          ? each.inetAddresses().filter(address -> !address.isLinkLocalAddress())
          : Stream.empty();
    } catch (SocketException e) {
      return Stream.empty();
    }
  }
}
