package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallOptions;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.testkit.EventRecorder;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.ScriptedPhone;
import io.jasip.testkit.ScriptedServer;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Alice has a JaSIP user agent; bob, carol and the server are scripted. After each test, nothing of
 * alice may be left.
 */
public abstract class UserAgentFlow {

  /** 64*T1: timers B, F, H, L and M. */
  protected static final Duration TIMEOUT = Duration.ofSeconds(32);

  protected final VirtualLoop time = new VirtualLoop();
  protected final ScriptedServer server = new ScriptedServer(time);
  protected final FakeMediaEngine media = new FakeMediaEngine();
  protected final EventRecorder aliceHears = new EventRecorder();
  protected final EventRecorder callHears = new EventRecorder();
  protected final ScriptedPhone bob = server.phone("bob");
  protected final ScriptedPhone carol = server.phone("carol");
  protected final RealUA alice = (RealUA) server.userAgent(configure());
  private final List<CompletableFuture<?>> promised = new ArrayList<>();
  private ActiveUA active;

  /** What alice is made of. */
  protected UABuilder configure() {
    return UA.builder()
        .server("wss://pbx.example:8089/ws")
        .user("alice")
        .domain("pbx.example")
        .password("secret")
        .keepAlive(KeepAlive.OFF)
        .media(media);
  }

  @BeforeEach
  void aliceIsThere() {
    alice.addListener(aliceHears);
    assertThat(aliceStarts()).isCompleted();
    aliceHears.clear();
  }

  /** Starts alice, who is started already when a test begins. */
  protected final CompletableFuture<Void> aliceStarts() {
    CompletableFuture<Void> started = promised(alice.start());
    ActiveUA begun = alice.active(); // null if it has failed already
    active = begun == null ? active : begun;
    return started;
  }

  /** A future that must have completed, in whatever way, when the test is over. */
  protected final <T> CompletableFuture<T> promised(CompletableFuture<T> future) {
    promised.add(future);
    return future;
  }

  /** Alice calls; {@link #callHears} listens. */
  protected final Call aliceCalls(String target) {
    Call call = alice.call(target, CallOptions.builder().listener(callHears).build());
    promised(call.answered());
    promised(call.ended());
    return call;
  }

  /** The call that has come in; {@link #callHears} listens. */
  protected final Call incoming() {
    Call call = aliceHears.only(Call.class);
    call.addListener(callHears);
    promised(call.answered());
    promised(call.ended());
    return call;
  }

  /** How the call of {@link #callHears} ended. */
  protected final CallEndedEvent end() {
    return callHears.only(CallEndedEvent.class);
  }

  /** How many transactions alice has. */
  protected final int transactions() {
    return active.core().transactions().size();
  }

  /** How many dialogs alice has. */
  protected final int dialogs() {
    return active.core().dialogs().size();
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(server.unread()).as("messages that the test did not look at").isEmpty();
    if (active.callCount() == 0
        && active.serviceCount() == 0
        && alice.registration().state() == RegistrationState.UNREGISTERED) {
      // Not by virtue of stop(), which ends everything, but because each has come to its own end.
      time.advance(TIMEOUT.multipliedBy(3));
      assertNothingIsLeft();
    }
    promised(alice.stop());
    time.advance(TIMEOUT.multipliedBy(3));
    assertNothingIsLeft();
    assertThat(promised).as("futures").allSatisfy(future -> assertThat(future).isDone());
    assertThat(server.isConnected()).isFalse();
    assertThat(server.runs()).isZero();
    assertThat(media.uses()).isZero();
  }

  private void assertNothingIsLeft() {
    assertThat(active.callCount()).as("calls").isZero();
    assertThat(dialogs()).as("dialogs").isZero();
    assertThat(transactions()).as("transactions").isZero();
    assertThat(media.openSessions()).as("media sessions").isZero();
    assertThat(time.pendingTimers()).as("timers").isZero();
  }
}
