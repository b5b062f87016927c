package io.jasip.examples.samples;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.DtmfEvent;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.sip.StatusCode;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers calls, says a greeting, and transfers whoever presses a key; one caller at a time, others
 * hear that the line is busy: {@code FrontDesk wss://pbx.example.com:8089/ws 100 secret
 * greeting.wav}.
 */
public final class FrontDesk implements UAListener {

  private static final Map<Character, String> EXTENSIONS = Map.of('1', "sales", '2', "support");

  private final Supplier<CallOptions> greeting;
  private boolean busy;

  /**
   * Makes a desk that has no caller.
   *
   * @param greeting what callers get to hear; asked for each call, because a sound is over once it
   *     was heard
   */
  public FrontDesk(Supplier<CallOptions> greeting) {
    this.greeting = greeting;
  }

  @Override
  public void onIncomingCall(Call call) {
    if (busy) {
      call.reject(StatusCode.BUSY_HERE);
      return;
    }
    busy = true; // all callbacks of a user agent come one at a time, so nothing needs a lock
    call.ended().thenRun(() -> busy = false);
    call.addListener(
        new CallListener() {
          @Override
          public void onDtmf(DtmfEvent event) {
            String extension = EXTENSIONS.get(event.digit());
            if (extension != null) {
              call.transfer(extension);
            }
          }
        });
    call.answer(greeting.get());
  }

  private static CallOptions greeting(Path file) {
    return CallOptions.builder()
        .media(AudioOptions.builder().source(AudioSource.wav(file)).build())
        .build();
  }

  /**
   * Runs until the process is ended.
   *
   * @param arguments server, user, password, WAV file
   */
  public static void main(String[] arguments) {
    UA ua =
        UA.builder()
            .server(arguments[0])
            .user(arguments[1])
            .password(arguments[2])
            .media(WebRtcMedia.headless())
            .build();
    Path file = Path.of(arguments[3]);
    AudioSource.wav(file); // a file that cannot be used is told now, and not to the first caller
    ua.addListener(new FrontDesk(() -> greeting(file)));
    ua.start()
        .thenCompose(started -> ua.register())
        .whenComplete(
            (registration, failure) -> {
              if (failure != null) {
                ua.stop(); // else the process would go on
              }
            })
        .join();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ua.stop().join()));
  }
}
