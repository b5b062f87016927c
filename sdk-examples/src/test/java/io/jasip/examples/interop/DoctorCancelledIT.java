package io.jasip.examples.interop;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.transport.TlsConfig;
import io.jasip.webrtc.WebRtcMedia;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A diagnosis that is cancelled while its test call begins, with real media. */
class DoctorCancelledIT {

  /** It takes some 20 ms. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A call that lasts until it is cancelled. */
  private static final DoctorOptions LONG =
      new DoctorOptions("9999", true, false, Duration.ofSeconds(20));

  @RegisterExtension static final AsteriskServer pbx = AsteriskServer.alone(22);

  /** From before the INVITE, over ICE and DTLS, to the tones. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10, 20, 30, 40, 60, 80, 100, 120, 150, 200, 300, 1_000})
  void leaves_no_call_behind(int millis) throws InterruptedException {
    UA alice =
        UA.builder()
            .server(pbx.wssUrl())
            .tls(TlsConfig.trusting(pbx.caFile()))
            .user("250")
            .password("secret250")
            .media(WebRtcMedia.headless())
            .build();
    CountDownLatch calling = new CountDownLatch(1);
    CompletableFuture<Diagnosis> diagnosis =
        alice.diagnose(
            LONG,
            new DoctorListener() {
              @Override
              public void onStepBegun(Step step) {
                if (step == Step.INVITE) {
                  calling.countDown();
                }
              }
            });
    assertThat(calling.await(60, SECONDS)).isTrue();
    Thread.sleep(millis);

    diagnosis.cancel(true);

    assertThat(diagnosis).failsWithin(PATIENCE).withThrowableOfType(CancellationException.class);
    await().atMost(PATIENCE).until(() -> pbx.cli("core show channels").contains("0 active calls"));
  }
}
