package io.jasip.webrtc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.webrtc.AudioDevices.AudioDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;

/**
 * A PulseAudio of the test's own, without hardware: what is played to {@code voice1} is what {@code
 * mic1} records, and likewise 2; {@code ear1} and {@code ear2} are speakers. It listens where the
 * environment variable {@code PULSE_SERVER} says, which the tests of this project are run with.
 */
public final class VirtualDevices implements AutoCloseable {

  private static final String SERVER = System.getenv().getOrDefault("PULSE_SERVER", "");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process server;

  private VirtualDevices(Process server) {
    this.server = server;
  }

  /**
   * Starts them; skips the test where PulseAudio is not installed.
   *
   * @return the running devices
   */
  public static VirtualDevices start() {
    boolean installed =
        Files.isExecutable(Path.of("/usr/bin/pulseaudio"))
            && Files.isExecutable(Path.of("/usr/bin/pactl"));
    String advice = "PulseAudio is missing; install it by sdk-media/pulseaudio/install";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(installed).as(advice).isTrue();
    }
    Assumptions.assumeTrue(installed, advice);
    Path socket = Path.of(SERVER.replaceFirst("^unix:", ""));
    try {
      Files.deleteIfExists(socket);
      ProcessBuilder builder =
          new ProcessBuilder(
              "pulseaudio",
              "-n",
              "--daemonize=no",
              "--use-pid-file=no",
              "--exit-idle-time=-1",
              "--disable-shm=yes",
              "--realtime=no",
              "-L",
              "module-native-protocol-unix auth-anonymous=1 socket=" + socket,
              "-L",
              "module-null-sink sink_name=ear1 sink_properties=device.description=Ear1");
      Path home = Files.createDirectories(socket.resolveSibling("pulse"));
      builder.environment().put("HOME", home.toString());
      builder.environment().put("XDG_RUNTIME_DIR", home.toString());
      builder.environment().remove("PULSE_SERVER");
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(socket.resolveSibling("pulse.log").toFile())
              .start();
      VirtualDevices devices = new VirtualDevices(process);
      await().atMost(PATIENCE).until(() -> devices.pactl("info") == 0);
      devices.sink("ear2");
      devices.sink("voice1");
      devices.sink("voice2");
      devices.microphone("mic1", "voice1");
      devices.microphone("mic2", "voice2");
      return devices;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void sink(String name) {
    load("module-null-sink", "sink_name=" + name, "sink_properties=device.description=" + name);
  }

  /** Takes away a speaker that was plugged in, and the microphone that hears it. */
  void unplug(String speaker) {
    String modules = output("pactl", "list", "short", "modules");
    for (String line : modules.lines().toList()) {
      if (line.contains("sink_name=" + speaker + " ")) {
        assertThat(pactl("unload-module", line.split("\t", -1)[0])).isZero();
      }
    }
  }

  /** Sets which devices are taken when none is named. */
  void makeDefault(String speaker, String microphone) {
    assertThat(pactl("set-default-sink", speaker)).isZero();
    assertThat(pactl("set-default-source", microphone)).isZero();
  }

  /** From now on the server does nothing. */
  void freeze() {
    signal("-STOP");
  }

  /** Ends that. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    assertThat(run("kill", signal, String.valueOf(server.pid()))).isZero();
  }

  /** What is said into it is what is played to the speaker of that name. */
  void microphone(String name, String voice) {
    load(
        "module-remap-source",
        "source_name=" + name,
        "master=" + voice + ".monitor",
        "source_properties=device.description=" + name);
  }

  private void load(String... module) {
    String[] command = new String[module.length + 1];
    command[0] = "load-module";
    System.arraycopy(module, 0, command, 1, module.length);
    assertThat(pactl(command)).isZero();
  }

  private int pactl(String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "pactl";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return run(command);
  }

  private static int run(String... command) {
    return ended(command).exitValue();
  }

  private static String output(String... command) {
    try {
      return new String(ended(command).getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process ended(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s", List.of(command)).isTrue();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Names a device.
   *
   * @param id such as {@code mic1}
   * @return the device
   */
  public static AudioDevice device(String id) {
    return new AudioDevice(id, id);
  }

  /**
   * Asks the audio system until it answers in time: after 800 ms it counts as absent, and a machine
   * may stop for longer.
   *
   * @param asking such as {@code () -> Speaker.open(device("ear1"))}
   * @param <T> what is asked for
   * @return what that returns; what else it throws is thrown
   */
  public static <T> T patiently(Supplier<T> asking) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return asking.get();
      } catch (RuntimeException e) {
        if (!e.toString().contains("does not answer") || System.nanoTime() - deadline > 0) {
          throw e;
        }
      }
    }
  }

  /**
   * What a speaker plays.
   *
   * @param speaker such as {@code ear1}
   * @return to be closed
   */
  public static Microphone at(String speaker) {
    return patiently(() -> Microphone.open(device(speaker + ".monitor")));
  }

  static List<String> ids(List<AudioDevice> devices) {
    return devices.stream().map(AudioDevice::id).toList();
  }

  @Override
  public void close() {
    server.destroy();
    try {
      assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
