package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Step;
import io.jasip.internal.transport.SipConnection;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.Sdp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A cancelled diagnosis")
class CancelledDiagnosisTest extends DoctorTest {

  /** Far more than an end in order takes, less than the diagnosis would. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final String ANSWER =
      Sdp.audio("pbx", 1, 1, "sendrecv")
          + "a=candidate:1 1 udp 2113937151 192.0.2.1 12000 typ host\r\n";

  private final ScriptedTones tones = new ScriptedTones();
  private final EchoPbx pbx = open(new EchoPbx());

  /** A server whose echo test takes every call. */
  private static final class EchoPbx extends IllPbx {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile @Nullable Runnable onBound;

    EchoPbx() {
      super(GOOD);
    }

    @Override
    void onRequest(SipConnection connection, SipRequest request, int number) {
      if (request.is(SipMethod.INVITE)) {
        calls.add(request.callId());
        connection.send(
            response(request, 200)
                .header("Contact", "<sip:9999@pbx.example;transport=ws>")
                .body("application/sdp", ANSWER)
                .build());
        return;
      }
      if (request.is(SipMethod.BYE)) {
        calls.remove(request.callId());
      }
      super.onRequest(connection, request, number);
    }

    @Override
    void authorized(SipConnection connection, SipRequest request) {
      super.authorized(connection, request);
      if (onBound != null && !bindings.isEmpty()) {
        onBound.run();
      }
    }
  }

  private CompletableFuture<Diagnosis> diagnose(DoctorListener listener) {
    UA ua = alice(pbx.url()).media(tones).build();
    return Doctor.examine(ua, DoctorOptions.DEFAULT, listener, Deadlines.DEFAULT, null);
  }

  @ParameterizedTest
  @EnumSource
  void ends_in_the_step_that_it_is_in(Step last) {
    CompletableFuture<CompletableFuture<Diagnosis>> begun = new CompletableFuture<>();
    List<Step> taken = new CopyOnWriteArrayList<>();
    begun.complete(
        diagnose(
            new DoctorListener() {
              @Override
              public void onStepBegun(Step step) {
                taken.add(step);
                if (step == last) {
                  begun.join().cancel(true);
                }
              }
            }));

    assertCancelled(begun.join());
    assertThat(taken).contains(last);
    nothingIsLeft();
  }

  @Test
  void asks_nothing_more_of_the_media() {
    AtomicInteger readings = new AtomicInteger();
    tones.goes(
        reading -> {
          readings.set(reading);
          return ScriptedTones.ice("checking", 0);
        });
    CompletableFuture<Diagnosis> diagnosis = diagnose(new DoctorListener() {});
    await().atMost(PATIENCE).until(() -> readings.get() > 2);

    diagnosis.cancel(true);
    int before = readings.get();

    assertCancelled(diagnosis);
    // One may have been on its way.
    assertThat(readings.get()).isLessThanOrEqualTo(before + 1);
    nothingIsLeft();
  }

  @Test
  void takes_its_binding_back() {
    CompletableFuture<CompletableFuture<Diagnosis>> begun = new CompletableFuture<>();
    AtomicInteger bound = new AtomicInteger();
    pbx.onBound =
        () -> {
          bound.incrementAndGet();
          begun.join().cancel(true);
        };
    begun.complete(diagnose(new DoctorListener() {}));

    assertCancelled(begun.join());
    assertThat(bound).hasPositiveValue();
    nothingIsLeft();
  }

  /** The farewells were sent before the end; a busy server may read them after it. */
  private void nothingIsLeft() {
    await("calls that are still up").atMost(PATIENCE).until(pbx.calls::isEmpty);
    await("bindings").atMost(PATIENCE).until(pbx.bindings::isEmpty);
  }

  private static void assertCancelled(CompletableFuture<Diagnosis> diagnosis) {
    assertThat(diagnosis).failsWithin(PATIENCE).withThrowableOfType(CancellationException.class);
  }
}
