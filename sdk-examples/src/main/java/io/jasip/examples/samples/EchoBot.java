package io.jasip.examples.samples;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.webrtc.AudioLoopback;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.WebRtcMedia;

/**
 * Answers every call and sends the caller's voice back, until the process is ended: {@code EchoBot
 * wss://pbx.example.com:8089/ws 251 secret}.
 */
public final class EchoBot {

  private EchoBot() {}

  /**
   * Answers.
   *
   * @param arguments server, user, password
   */
  public static void main(String[] arguments) {
    UA ua =
        UA.builder()
            .server(arguments[0])
            .user(arguments[1])
            .password(arguments[2])
            .media(WebRtcMedia.headless())
            .build();
    ua.addListener(
        new UAListener() {
          @Override
          public void onIncomingCall(Call call) {
            call.answer(echo());
          }
        });
    ua.start()
        .thenCompose(started -> ua.register())
        .whenComplete(
            (registration, failure) -> {
              if (failure != null) {
                ua.stop(); // else the process would go on
              }
            })
        .join();
    System.out.println("waiting for calls to " + ua.config().account().uri());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ua.stop().join()));
  }

  private static CallOptions echo() {
    AudioLoopback loopback = new AudioLoopback();
    return CallOptions.builder()
        .media(AudioOptions.builder().source(loopback.source()).sink(loopback.sink()).build())
        .listener(
            new CallListener() {
              @Override
              public void onEnded(CallEndedEvent event) {
                System.out.println(event.call().remote().uri() + ": " + event.detail());
              }
            })
        .build();
  }
}
