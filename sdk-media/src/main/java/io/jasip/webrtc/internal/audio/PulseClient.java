package io.jasip.webrtc.internal.audio;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioDevices.AudioDevice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sound devices of Linux by PulseAudio's own programs, which PipeWire answers too: {@code pactl},
 * {@code parec}, {@code pacat}. The engine's native code plays to the default device whatever it is
 * told, and hangs when the server goes; a program can be ended.
 */
public final class PulseClient {

  /** How long a server that answers takes to list its devices, at the most. */
  private static final long LIMIT_MS = 800;

  private PulseClient() {}

  /** Whether devices are reached this way here. */
  public static boolean isUsed() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  }

  /** Whether the programs are there. */
  public static boolean isInstalled() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pactl")));
  }

  /**
   * Lists microphones or speakers.
   *
   * @param monitors whether to count what a speaker plays as a microphone too
   * @throws MediaException of reason AUDIO_DEVICE when no server answers
   */
  public static List<AudioDevice> list(boolean microphones, boolean monitors) {
    Process process = start("pactl", "list", microphones ? "sources" : "sinks");
    try {
      process.getOutputStream().close();
      String text = output(process).get(LIMIT_MS, TimeUnit.MILLISECONDS);
      if (process.waitFor() != 0) {
        throw new MediaException(
            Reason.AUDIO_DEVICE,
            "the audio system cannot list its devices: " + text.strip().replace('\n', ' '));
      }
      return parse(text, monitors);
    } catch (TimeoutException e) {
      throw new MediaException(
          Reason.AUDIO_DEVICE, "the audio system does not answer (pactl list); restart it", e);
    } catch (IOException | ExecutionException e) {
      throw new MediaException(Reason.AUDIO_DEVICE, "pactl cannot be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaException(Reason.AUDIO_DEVICE, "listing the devices was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** All that it writes, which may be more than a pipe holds, until it ends or is ended. */
  private static CompletableFuture<String> output(Process process) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                byte[] all = process.getInputStream().readAllBytes();
                text.complete(new String(all, StandardCharsets.UTF_8));
              } catch (IOException e) {
                text.completeExceptionally(e);
              }
            },
            "jasip-audio-devices");
    reader.setDaemon(true);
    reader.start();
    return text;
  }

  /** Reads what {@code pactl list sinks} or {@code sources} writes. */
  static List<AudioDevice> parse(String text, boolean monitors) {
    List<AudioDevice> devices = new ArrayList<>();
    for (String block : text.split("\n(?=\\S)", -1)) {
      String id = field(block, "Name: ");
      String monitored = field(block, "Monitor of Sink: ");
      if (id != null && (monitors || monitored == null || monitored.equals("n/a"))) {
        String name = field(block, "Description: ");
        devices.add(new AudioDevice(name == null ? id : name, id));
      }
    }
    return devices;
  }

  private static @Nullable String field(String block, String name) {
    return block
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()))
        .findFirst()
        .orElse(null);
  }

  /** Begins to record; the sound comes out of the process's standard output. */
  public static Process record(@Nullable AudioDevice device) {
    return start(stream("parec", "--record", device));
  }

  /** Begins to play what is written to the process's standard input. */
  public static Process play(@Nullable AudioDevice device) {
    return start(stream("pacat", "--playback", device));
  }

  /** Writes a line for every change of a device, until it is ended. */
  public static Process watch() {
    return start("pactl", "subscribe");
  }

  private static String[] stream(String program, String way, @Nullable AudioDevice device) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                way,
                "--raw",
                "--rate=48000",
                "--channels=1",
                "--format=s16le",
                "--latency-msec=20",
                "--client-name=JaSIP",
                "--property=media.role=phone"));
    if (device != null) {
      command.add("--device=" + device.id());
    }
    return command.toArray(new String[0]);
  }

  private static Process start(String... command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(Arrays.asList(command));
      builder.environment().put("LC_ALL", "C.UTF-8");
      boolean listed = command[0].equals("pactl");
      return builder
          .redirectErrorStream(listed)
          .redirectError(listed ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new MediaException(
          Reason.AUDIO_DEVICE,
          command[0]
              + " cannot be started, which reaches sound devices on Linux; install with: apt-get"
              + " install pulseaudio-utils",
          e);
    }
  }
}
