package io.jasip.examples.samples;

import io.jasip.Call;
import io.jasip.CallFailedException;
import io.jasip.CallOptions;
import io.jasip.RegistrationFailedException;
import io.jasip.UA;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;

/**
 * Calls a number, plays an announcement, and says what went wrong if it did: {@code ClickToCall
 * wss://pbx.example.com:8089/ws 250 secret 9999 announcement.wav}.
 */
public final class ClickToCall {

  private ClickToCall() {}

  /**
   * Calls.
   *
   * @param arguments server, user, password, number, WAV file
   */
  public static void main(String[] arguments) {
    UA ua =
        UA.builder()
            .server(arguments[0])
            .user(arguments[1])
            .password(arguments[2])
            .media(WebRtcMedia.headless())
            .build();
    AudioOptions announcement =
        AudioOptions.builder().source(AudioSource.wav(Path.of(arguments[4]))).build();
    try {
      ua.start().thenCompose(started -> ua.register()).join();
      Call call = ua.call(arguments[3], CallOptions.builder().media(announcement).build());
      call.answered().join();
      System.out.println("ended: " + call.ended().join().detail());
    } catch (CompletionException e) {
      if (e.getCause() instanceof ConnectionFailedException why) {
        System.err.println("not connected, layer " + why.layer() + ": " + why.getMessage());
      } else if (e.getCause() instanceof RegistrationFailedException why) {
        System.err.println("not registered, status " + why.status() + ": " + why.getMessage());
      } else if (e.getCause() instanceof CallFailedException why) {
        System.err.println("no call, " + why.why() + ": " + why.getMessage());
      } else {
        throw e;
      }
    } finally {
      ua.stop().join();
    }
  }
}
