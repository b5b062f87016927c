package io.jasip.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.ListenerHandle;
import io.jasip.UA;
import io.jasip.sip.SipMethod;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.LoopbackPbx;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.KeepAlive;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Micrometer shows of alice. */
class JasipMetricsTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final JasipMetrics metrics = new JasipMetrics(Tags.of("site", "north"));
  private final VirtualLoop time = new VirtualLoop();
  private final ScriptedServer server = new ScriptedServer(time);
  private final ScriptedPhone bob = server.phone("bob");

  private UA alice() {
    UA alice =
        server.userAgent(
            UA.builder()
                .server("wss://pbx.example/ws")
                .user("alice")
                .domain("pbx.example")
                .keepAlive(KeepAlive.OFF)
                .media(new FakeMediaEngine()));
    metrics.bindTo(registry);
    return alice;
  }

  private double gauge(String name, String... tags) {
    return registry.get(name).tags("site", "north").tags(tags).gauge().value();
  }

  @Test
  void aConnectionThatIsLostAndMadeAgain() {
    UA alice = alice();
    metrics.watch(alice);
    alice.start();
    assertThat(gauge("jasip.connections")).isEqualTo(1);
    server.drop();
    assertThat(gauge("jasip.connections")).isZero();
    time.advance(Duration.ofSeconds(30));
    assertThat(gauge("jasip.connections")).isEqualTo(1);
    assertThat(registry.get("jasip.reconnects").counter().count()).isEqualTo(1);
    assertThat(
            registry.get("jasip.connection.failures").tag("layer", "websocket").counter().count())
        .isEqualTo(1);
    alice.stop();
  }

  @Test
  void aRegistrationThatIsRefusedAndOneThatIsTaken() {
    UA alice = alice();
    ListenerHandle watching = metrics.watch(alice);
    alice.start();
    alice.register();
    server.answer(server.receive(SipMethod.REGISTER), 404);
    assertThat(gauge("jasip.registrations")).isZero();
    assertThat(
            registry.get("jasip.registration.failures").tag("cause", "not_found").counter().count())
        .isEqualTo(1);
    alice.register();
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(gauge("jasip.registrations")).isEqualTo(1);
    watching.remove();
    assertThat(gauge("jasip.registrations")).isZero();
    alice.stop();
    server.receiveAll();
    time.advance(Duration.ofMinutes(1));
  }

  @Test
  void callsByStateDirectionAndCause() {
    UA alice = alice();
    metrics.watch(alice);
    alice.start();
    Call outgoing = alice.call("bob");
    bob.takesCall();
    assertThat(gauge("jasip.calls.active", "state", "calling")).isEqualTo(1);
    bob.answers();
    bob.receives(SipMethod.ACK);
    assertThat(gauge("jasip.calls.active", "state", "established")).isEqualTo(1);
    time.advance(Duration.ofSeconds(60));
    bob.hangsUp();
    bob.receives(200);
    assertThat(outgoing.ended()).isCompleted();
    Timer talked =
        registry.get("jasip.calls").tags("direction", "outgoing", "cause", "bye").timer();
    assertThat(talked.count()).isEqualTo(1);
    assertThat(talked.totalTime(TimeUnit.SECONDS)).isEqualTo(60);
    assertThat(gauge("jasip.calls.active", "state", "established")).isZero();

    bob.calls();
    bob.receives(180);
    assertThat(gauge("jasip.calls.active", "state", "incoming")).isEqualTo(1);
    bob.cancels();
    bob.receives(200);
    bob.receives(487);
    bob.acknowledgesRefusal();
    assertThat(
            registry
                .get("jasip.calls")
                .tags("direction", "incoming", "cause", "canceled", "established", "false")
                .timer()
                .count())
        .isEqualTo(1);
    alice.stop();
  }

  @Test
  void messagesAndRoundTripsOfARealConnection() {
    metrics.bindTo(registry);
    try (LoopbackPbx pbx = LoopbackPbx.plain()) {
      UA alice =
          UA.builder()
              .server("ws://127.0.0.1:" + pbx.port() + "/ws")
              .user("alice")
              .password("secret")
              .trace(metrics)
              .build();
      alice.start().thenCompose(started -> alice.register()).join();
      assertThat(count("out", "REGISTER")).isEqualTo(2);
      assertThat(count("in", "4xx")).isEqualTo(1);
      assertThat(count("in", "2xx")).isEqualTo(1);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> roundTrips("4xx") == 1 && roundTrips("2xx") == 1);
      alice.stop().join();
    }
  }

  private double count(String direction, String kind) {
    return registry
        .get("jasip.messages")
        .tags("direction", direction, "kind", kind)
        .counter()
        .count();
  }

  private long roundTrips(String status) {
    return registry
        .get("jasip.requests")
        .tags("method", "REGISTER", "status", status)
        .timer()
        .count();
  }

  @Test
  void methodsThatSomebodyInventsAreOneMeter() {
    assertThat(SipText.of("FOO1 sip:a@b SIP/2.0\nCSeq: 1 FOO1\n").kind()).isEqualTo("other");
    SipText response =
        SipText.of("SIP/2.0 200 OK\nv: SIP/2.0/WSS a;branch=z9x;rport\nCSeq: 1 BAR\n");
    assertThat(response).isEqualTo(new SipText("2xx", "other", 200, "z9x"));
  }
}
