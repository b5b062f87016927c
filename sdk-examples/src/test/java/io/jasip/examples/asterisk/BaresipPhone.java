package io.jasip.examples.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;
import org.jspecify.annotations.Nullable;

/**
 * The SIP phone baresip as extension 100 of an {@link AsteriskServer}: plain RTP with PCMU, a WAV
 * file for a microphone, and a recording of each call for a loudspeaker.
 *
 * <pre>{@code
 * try (BaresipPhone bob = BaresipPhone.at(pbx).microphone(tone).start()) {
 *   bob.call("250");
 *   bob.awaitTone(440);
 *   bob.hangup();
 *   assertThat(Wav.toneShare(bob.recording(), 440)).isGreaterThan(0.9);
 * }
 * }</pre>
 *
 * <p>It registers over UDP and announces 127.0.0.1 for its audio. Debian's package {@code
 * baresip-core} is installed if it is missing. One call at a time; for use by one thread.
 */
public final class BaresipPhone implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path directory;
  private final Process process;
  private final BaresipControl control;

  private BaresipPhone(Path directory, Process process, BaresipControl control) {
    this.directory = directory;
    this.process = process;
    this.control = control;
  }

  /**
   * A phone of that server, not started yet.
   *
   * @param pbx the server; it must run when the phone is started
   * @return the phone's settings
   */
  public static Builder at(AsteriskServer pbx) {
    return new Builder(pbx);
  }

  /** How the phone is to be; see {@link BaresipPhone#at}. */
  public static final class Builder {

    // baresip hangs up when its file ends, so that a file is repeated for longer than any test.
    private static final Duration MICROPHONE = Duration.ofMinutes(10);

    private final AsteriskServer pbx;
    private @Nullable Path microphone;
    private boolean answers;

    private Builder(AsteriskServer pbx) {
      this.pbx = pbx;
    }

    /**
     * What the phone says in its calls, over and over; silence by default.
     *
     * @param wav 8000 Hz, one channel, 16 bits; {@link Wav#writeTone} makes one
     * @return this
     */
    public Builder microphone(Path wav) {
      this.microphone = wav;
      return this;
    }

    /**
     * Lets the phone answer its calls at once; by default it rings until the caller gives up.
     *
     * @return this
     */
    public Builder answersAutomatically() {
      this.answers = true;
      return this;
    }

    /**
     * Starts the phone and waits until it is registered.
     *
     * @return the phone; close it
     * @throws IllegalStateException if it does not start or does not register; the message names
     *     the log to read
     */
    public BaresipPhone start() {
      ServerScript.ASTERISK.installOrSkip("install-phone");
      Path directory = ServerScript.ASTERISK.newDirectory("phone");
      int controlPort = FreePort.next();
      try {
        configure(directory, controlPort);
        // The time limit is for a phone whose JVM was killed.
        Process process =
            new ProcessBuilder("baresip", "-v", "-t", "3600", "-f", directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
          BaresipControl control = BaresipControl.connect(controlPort, process, PATIENCE);
          BaresipPhone phone = new BaresipPhone(directory, process, control);
          phone.awaitRegistered();
          return phone;
        } catch (ConditionTimeoutException | TerminalFailureException e) {
          process.destroy();
          throw new IllegalStateException(
              "baresip did not register: %s; see %s/log".formatted(e.getMessage(), directory), e);
        }
      } catch (IOException e) {
        throw new IllegalStateException("baresip cannot be run: " + e.getMessage(), e);
      }
    }

    private void configure(Path directory, int controlPort) throws IOException {
      Path voice = directory.resolve("microphone.wav");
      if (microphone == null) {
        Wav.writeTone(voice, 0, MICROPHONE);
      } else {
        Wav.writeLoop(microphone, voice, MICROPHONE);
      }
      Path recordings = Files.createDirectories(directory.resolve("recordings"));
      Files.createFile(directory.resolve("contacts"));
      Files.writeString(
          directory.resolve("accounts"),
          "<sip:100@127.0.0.1:%d>;auth_user=100;auth_pass=secret100;audio_codecs=PCMU;answermode=%s\n"
              .formatted(pbx.sipPort(), answers ? "auto" : "manual"));
      // aubridge is a loudspeaker that leads nowhere; the module sndfile records what it gets.
      Files.writeString(
          directory.resolve("config"),
          """
          sip_listen 127.0.0.1:0
          net_interface 127.0.0.1
          ctrl_tcp_listen 127.0.0.1:%d
          audio_source aufile,%s
          audio_player aubridge,nowhere
          audio_alert aubridge,nowhere
          ring_aufile none
          ringback_disabled yes
          statmode_default off
          snd_path %s
          module_path /usr/lib/baresip/modules
          module g711.so
          module aufile.so
          module aubridge.so
          module sndfile.so
          module_tmp account.so
          module_app menu.so
          module_app ctrl_tcp.so
          """
              .formatted(controlPort, voice, recordings));
    }
  }

  /** Waits until the server has accepted the phone's first registration. */
  public void awaitRegistered() {
    await("baresip is registered").atMost(PATIENCE).until(() -> log().contains(" binding"));
  }

  /**
   * Calls a number and returns at once.
   *
   * @param number an extension of the server
   */
  public void call(String number) {
    control.command("dial", number);
  }

  /** Waits until a call is established, whoever made it. */
  public void awaitEstablished() {
    await("baresip has a call").atMost(PATIENCE).until(control::isEstablished);
  }

  /**
   * Waits until the phone has heard a tone for a second in the call that there is, and nothing else
   * beside it.
   *
   * @param hertz the frequency; exact for multiples of 20
   */
  public void awaitTone(int hertz) {
    await("baresip hears " + hertz + " Hz")
        .atMost(PATIENCE)
        .until(
            () ->
                lastRecording()
                    .map(file -> Wav.toneLength(file, hertz))
                    .filter(length -> length.toSeconds() >= 1)
                    .isPresent());
  }

  /** Waits until there is no call any more, whoever ended it. */
  public void awaitClosed() {
    await("baresip has no call").atMost(PATIENCE).until(control::isIdle);
    control.command("reginfo", ""); // its answer comes after baresip has finished the recording
  }

  /** {@return why the last call ended, in baresip's words: {@code 486 Busy Here}; empty before} */
  public String closeReason() {
    return control.closeReason();
  }

  /** Ends the call, if there is one, and returns when its recording is complete. */
  public void hangup() {
    control.command("hangup", "");
    awaitClosed();
  }

  /**
   * What the phone heard in its last call that was answered.
   *
   * @return a WAV file that is complete when the call has ended
   * @throws IllegalStateException if there was no such call
   */
  public Path recording() {
    return lastRecording()
        .orElseThrow(() -> new IllegalStateException("baresip has not recorded a call"));
  }

  private Optional<Path> lastRecording() {
    try (Stream<Path> files = Files.list(directory.resolve("recordings"))) {
      return files
          .filter(file -> file.toString().endsWith("-dec.wav"))
          .max(comparing(Path::getFileName)); // the name is the time
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return all that baresip has printed} */
  public String log() {
    try {
      return new String(Files.readAllBytes(directory.resolve("log")), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the call, the registration and the phone. */
  @Override
  public void close() {
    control.close();
    process.destroy();
    try {
      Files.deleteIfExists(directory.resolve("microphone.wav")); // ten minutes of it
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
