package io.jasip.examples.network;

import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.MediaStateEvent;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.examples.audio.ToneMeter;
import io.jasip.examples.pbx.EchoPbx;
import io.jasip.media.MediaState;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.AudioOptions;
import io.jasip.webrtc.AudioSource;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call of alice to the echo of a PBX: she whistles 440 Hz and should hear it. */
final class EchoCall implements AutoCloseable {

  private static final int PATIENCE_S = 30;
  private static final double WHISTLE = 440;

  final ToneMeter ears = new ToneMeter();
  final List<MediaState> states = new CopyOnWriteArrayList<>();
  final UA alice;
  final Call call;
  volatile @Nullable CallEndedEvent ended;

  private final Runnable stopPbx;

  /** To a PBX in this JVM. */
  static EchoCall toEmbeddedPbx() {
    WebRtcMedia media = WebRtcMedia.headless();
    EchoPbx pbx = get(EchoPbx.start(media, Map.of("alice", "secretalice")));
    return new EchoCall(
        UA.builder()
            .server(pbx.url())
            .tls(TlsConfig.trusting(List.of(pbx.certificate())))
            .user("alice")
            .password("secretalice")
            .media(media),
        () -> get(pbx.stop()));
  }

  /** To an Asterisk, which has no timeout for lost media. */
  static EchoCall to(AsteriskServer pbx) {
    return new EchoCall(
        UA.builder()
            .server(pbx.wssUrl())
            .tls(TlsConfig.trusting(pbx.caFile()))
            .user("250")
            .password("secret250")
            .media(WebRtcMedia.headless()),
        pbx::stop);
  }

  private EchoCall(UABuilder account, Runnable stopPbx) {
    this.stopPbx = stopPbx;
    alice = account.build();
    get(alice.start());
    get(alice.register());
    call =
        alice.call(
            EchoPbx.ECHO,
            CallOptions.builder()
                .media(
                    AudioOptions.builder()
                        .source(AudioSource.tone(WHISTLE, 0.5))
                        .sink(ears)
                        .build())
                .listener(
                    new CallListener() {
                      @Override
                      public void onMediaState(MediaStateEvent event) {
                        states.add(event.state());
                      }

                      @Override
                      public void onEnded(CallEndedEvent event) {
                        ended = event;
                      }
                    })
                .build());
  }

  /** Waits until alice has heard herself for a quarter of a second, from now on. */
  void awaitEcho() {
    ears.clear();
    await("the echo")
        .atMost(Duration.ofSeconds(PATIENCE_S))
        .until(() -> ears.windowsWith(WHISTLE) >= 5);
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    get(alice.stop());
    stopPbx.run();
  }
}
