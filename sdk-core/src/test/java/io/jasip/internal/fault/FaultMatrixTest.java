package io.jasip.internal.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.ConnectionEvent;
import io.jasip.RegistrationFailedException;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.internal.loop.NettyLoop;
import io.jasip.internal.transport.TestCertificate;
import io.jasip.internal.ua.ActiveUA;
import io.jasip.internal.ua.RealUA;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.FaultProxy;
import io.jasip.testkit.FaultProxy.Direction;
import io.jasip.testkit.FaultProxy.Fault;
import io.jasip.testkit.LoopbackPbx;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.TlsConfig;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alice connects, registers, calls, talks and hangs up; at each phase the network breaks in each
 * way. What she is told is in the table. Whatever it is: no future stays open, and no timer, call,
 * dialog or transaction is left when she has stopped; nor is she offline, if she may reconnect.
 */
@Execution(ExecutionMode.CONCURRENT)
class FaultMatrixTest {

  enum Phase {
    TCP,
    TLS,
    UPGRADE,
    REGISTER,
    INVITE,
    RINGING,
    ACK,
    TALKING,
    BYE
  }

  /** Phase, fault, and what alice is told. */
  private static final String TABLE =
      """
      TCP, CUT, start HTTP
      TCP, STALL, start HTTP
      TCP, DELAY, ended BYE
      TCP, SPLIT, ended BYE
      TCP, CORRUPT, start HTTP
      TCP, HALF_CLOSE, start HTTP
      TLS, CUT, start TLS
      TLS, STALL, start TLS
      TLS, DELAY, ended BYE
      TLS, SPLIT, ended BYE
      TLS, CORRUPT, start TLS
      TLS, HALF_CLOSE, start TLS
      UPGRADE, CUT, start HTTP
      UPGRADE, STALL, start HTTP
      UPGRADE, DELAY, ended BYE
      UPGRADE, SPLIT, ended BYE
      UPGRADE, CORRUPT, ended BYE
      UPGRADE, HALF_CLOSE, start HTTP
      REGISTER, CUT, register CONNECTION_ERROR
      REGISTER, STALL, register REQUEST_TIMEOUT
      REGISTER, DELAY, ended BYE
      REGISTER, SPLIT, ended BYE
      REGISTER, CORRUPT, register CONNECTION_ERROR
      REGISTER, HALF_CLOSE, register CONNECTION_ERROR
      INVITE, CUT, failed CONNECTION_ERROR
      INVITE, STALL, failed REQUEST_TIMEOUT
      INVITE, DELAY, ended BYE
      INVITE, SPLIT, ended BYE
      INVITE, CORRUPT, failed CONNECTION_ERROR
      INVITE, HALF_CLOSE, failed CONNECTION_ERROR
      RINGING, CUT, failed CONNECTION_ERROR
      RINGING, STALL, failed CANCELED
      RINGING, DELAY, failed CANCELED
      RINGING, SPLIT, failed CANCELED
      RINGING, CORRUPT, failed CANCELED
      RINGING, HALF_CLOSE, failed CONNECTION_ERROR
      ACK, CUT, ended BYE
      ACK, STALL, ended BYE
      ACK, DELAY, ended BYE
      ACK, SPLIT, ended BYE
      ACK, CORRUPT, ended BYE
      ACK, HALF_CLOSE, ended BYE
      TALKING, CUT, ended BYE
      TALKING, STALL, ended BYE
      TALKING, DELAY, ended BYE
      TALKING, SPLIT, ended BYE
      TALKING, CORRUPT, ended BYE
      TALKING, HALF_CLOSE, ended BYE
      BYE, CUT, ended BYE
      BYE, STALL, ended BYE
      BYE, DELAY, ended BYE
      BYE, SPLIT, ended BYE
      BYE, CORRUPT, ended BYE
      BYE, HALF_CLOSE, ended BYE
      """;

  /** As by default, but for waits that a test can wait for. */
  private static final ReconnectPolicy QUICK =
      ReconnectPolicy.builder().windows(Duration.ofMillis(100), Duration.ofMillis(200)).build();

  /** Long enough for a machine that has much else to do. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final TestCertificate CERTIFICATE = TestCertificate.valid();

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("fault-matrix", true), NioIoHandler.newFactory());
  private final QuickPlatform platform = new QuickPlatform(new NettyLoop(group.next()));
  private final List<CompletableFuture<?>> promised = new ArrayList<>();

  @AfterEach
  void theThreadEnds() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(textBlock = TABLE)
  void fault(Phase phase, Fault fault, String told) {
    check(phase, fault, told, ReconnectPolicy.NEVER);
  }

  /** She is told the same, and is then registered again by herself. */
  @ParameterizedTest(name = "{0} {1}: {2}, and back")
  @CsvSource(textBlock = TABLE)
  void faultWithReconnect(Phase phase, Fault fault, String told) {
    check(phase, fault, told, QUICK);
  }

  private void check(Phase phase, Fault fault, String told, ReconnectPolicy reconnect) {
    boolean secure = phase == Phase.TLS;
    try (LoopbackPbx pbx =
            secure
                ? LoopbackPbx.secure(
                    CERTIFICATE.keys().getPrivate(), List.of(CERTIFICATE.certificate()))
                : LoopbackPbx.plain();
        FaultProxy network = FaultProxy.to(pbx.port())) {
      RealUA alice =
          new RealUA(
              UA.builder()
                  .server((secure ? "wss" : "ws") + "://127.0.0.1:" + network.port() + "/ws")
                  .user("alice")
                  .password("secret")
                  .tls(secure ? TlsConfig.insecure() : TlsConfig.system())
                  .reconnect(reconnect)
                  .media(new FakeMediaEngine())
                  .build()
                  .config(),
              platform);
      String outcome = go(alice, pbx, network, phase, fault);
      ActiveUA active = alice.active();
      await("the fault").atMost(PATIENCE).until(network::hasStruck);
      if (active != null && (fault == Fault.CUT || fault == Fault.HALF_CLOSE)) {
        await("the loss").atMost(PATIENCE).until(() -> hasLost(alice, network, reconnect));
      }
      network.heal();
      if (reconnect != ReconnectPolicy.NEVER && alice.active() != null) {
        await("alice to be back").atMost(PATIENCE).until(() -> isBack(alice));
      }
      promised(alice.stop());
      assertThat(promised).allSatisfy(FaultMatrixTest::completes);
      if (active != null) {
        await().atMost(PATIENCE).until(() -> active.core().transactions().size() == 0);
        assertThat(active.core().dialogs().size()).isZero();
        assertThat(active.callCount()).isZero();
      }
      await("timers").atMost(PATIENCE).until(() -> platform.counted.timers() == 0);
      assertThat(outcome).isEqualTo(told);
    }
  }

  /** One step after the other, until one fails; the result says how it went. */
  private String go(RealUA alice, LoopbackPbx pbx, FaultProxy network, Phase phase, Fault fault) {
    switch (phase) {
      case TCP -> network.inject(fault, Direction.TO_SERVER, 1);
      case TLS, UPGRADE -> network.inject(fault, Direction.FROM_SERVER, 20);
      default -> {}
    }
    Throwable failure = failure(promised(alice.start()));
    if (failure != null) {
      return "start " + ((ConnectionFailedException) failure).layer();
    }
    if (phase == Phase.REGISTER) {
      network.inject(fault, Direction.FROM_SERVER, 20);
    }
    failure = failure(promised(alice.register()));
    if (failure != null) {
      return "register " + ((RegistrationFailedException) failure).why();
    }
    if (phase == Phase.INVITE) {
      network.inject(fault, Direction.FROM_SERVER, 20);
    }
    pbx.omit(LoopbackPbx.Step.ANSWER);
    CompletableFuture<Void> rings = new CompletableFuture<>();
    Call call = alice.call("9999", CallOptions.builder().listener(new Ear(rings)).build());
    promised(call.answered());
    CompletableFuture<CallEndedEvent> ended = promised(call.ended());
    await().atMost(PATIENCE).until(() -> rings.isDone() || ended.isDone());
    if (!ended.isDone()) {
      talk(alice, call, pbx, network, phase, fault);
    }
    if (completes(ended)) {
      CallEndedEvent end = ended.join();
      return (end.established() ? "ended " : "failed ") + end.cause();
    }
    return "hangs";
  }

  /** Hears that it rings: no fault of the ringing phase is to hit what comes before. */
  private record Ear(CompletableFuture<Void> rings) implements CallListener {
    @Override
    public void onProgress(CallProgressEvent event) {
      if (event.response().status() == 180) {
        rings.complete(null);
      }
    }
  }

  private void talk(
      RealUA alice, Call call, LoopbackPbx pbx, FaultProxy network, Phase phase, Fault fault) {
    CompletableFuture<CallEndedEvent> ended = call.ended();
    CompletableFuture<Void> lost = new CompletableFuture<>();
    alice.addListener(
        new UAListener() {
          @Override
          public void onConnection(ConnectionEvent event) {
            if (event.to() == ConnectionState.DISCONNECTED) {
              lost.complete(null);
            }
          }
        });
    boolean breaks = fault == Fault.CUT || fault == Fault.HALF_CLOSE;
    if (phase == Phase.RINGING) {
      network.inject(fault, Direction.FROM_SERVER, 0);
      if (breaks) {
        completes(ended);
      }
      promised(call.hangup());
      return;
    }
    if (phase == Phase.ACK) {
      network.inject(fault, Direction.TO_SERVER, 20);
    }
    pbx.answer();
    await().atMost(PATIENCE).until(() -> call.state() == CallState.ESTABLISHED || ended.isDone());
    if (phase == Phase.TALKING) {
      network.inject(fault, Direction.FROM_SERVER, 0);
    }
    if (breaks && (phase == Phase.TALKING || phase == Phase.ACK)) {
      // The call itself goes on: its media has a path of its own.
      await().atMost(PATIENCE).until(lost::isDone);
      assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
    }
    if (phase == Phase.BYE) {
      network.inject(fault, Direction.FROM_SERVER, 20);
    }
    promised(call.hangup());
  }

  /** The end of a connection is told at once; another one is made only where that is wanted. */
  private static boolean hasLost(RealUA alice, FaultProxy network, ReconnectPolicy reconnect) {
    return reconnect == ReconnectPolicy.NEVER
        ? alice.connectionState() == ConnectionState.DISCONNECTED && network.connections() == 1
        : network.connections() > 1;
  }

  private static boolean isBack(RealUA alice) {
    return alice.connectionState() == ConnectionState.CONNECTED
        && alice.registration().state() == RegistrationState.REGISTERED;
  }

  private <T> CompletableFuture<T> promised(CompletableFuture<T> future) {
    promised.add(future);
    return future;
  }

  /** Whether it completes, in whatever way, before anybody would call it a hang. */
  private static boolean completes(CompletableFuture<?> future) {
    await().atMost(PATIENCE).until(future::isDone);
    return future.isDone();
  }

  private static @Nullable Throwable failure(CompletableFuture<?> future) {
    completes(future);
    try {
      future.join();
      return null;
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }
}
