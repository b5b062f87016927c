package io.jasip.internal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.internal.ua.ActiveUA;
import io.jasip.internal.ua.RealUA;
import io.jasip.testkit.FakeMediaEngine;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Alice, a server that may do anything, and what must hold whatever it does. To be closed: that
 * stops alice and looks for what is left.
 */
final class World implements AutoCloseable {

  static final String ADDRESS = "sip:alice@pbx.example";

  /** Longer than any timer that serves the end of something. */
  private static final Duration LONG = Duration.ofMinutes(10);

  final List<String> broken = new ArrayList<>();
  final VirtualLoop time = new VirtualLoop();
  final FakeMediaEngine media = new FakeMediaEngine();
  final HostileServer server = new HostileServer(time, broken);
  final RealUA alice;
  final List<Call> calls = new ArrayList<>();
  private final List<CompletableFuture<?>> promised = new ArrayList<>();
  private final List<CallRules> rules = new ArrayList<>();
  private final List<ActiveUA> runs = new ArrayList<>();
  private final ErrorLog errors = new ErrorLog();
  private RegistrationState registration = RegistrationState.UNREGISTERED;

  World() {
    this("alice");
  }

  /** Alice by another name. */
  World(String user) {
    alice =
        server
            .wire()
            .userAgent(
                UA.builder()
                    .server("wss://pbx.example:8089/ws")
                    .user(user)
                    .domain("pbx.example")
                    .password("secret")
                    .keepAlive(KeepAlive.OFF)
                    .reconnect(ReconnectPolicy.builder().giveUpAfter(Duration.ofMinutes(5)).build())
                    .media(media));
    alice.addListener(new UserAgentRules());
    errors.begin();
    start();
  }

  /** An exception that somebody has caught and logged is one that was not foreseen. */
  private final class ErrorLog extends AppenderBase<ILoggingEvent> {
    private final Logger jasip = (Logger) LoggerFactory.getLogger("io.jasip");
    private final @Nullable Level level = jasip.getLevel();

    void begin() {
      // Bad peers make warnings by the thousand; they are read here and written nowhere.
      jasip.setLevel(Level.WARN);
      jasip.setAdditive(false);
      start();
      jasip.addAppender(this);
    }

    void end() {
      jasip.detachAppender(this);
      jasip.setAdditive(true);
      jasip.setLevel(level);
    }

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel() == Level.ERROR) {
        broken.add("logged: " + event.getFormattedMessage() + " " + trace(event));
      }
    }

    private static String trace(ILoggingEvent event) {
      return event.getThrowableProxy() == null
          ? ""
          : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(event.getThrowableProxy());
    }
  }

  private final class UserAgentRules implements UAListener {
    @Override
    public void onRegistration(RegistrationEvent event) {
      if (event.from() != registration) {
        broken.add("registration from " + event.from() + ", but was " + registration);
      }
      registration = event.to();
    }

    @Override
    public void onIncomingCall(Call call) {
      watch(call, io.jasip.CallState.INCOMING);
    }
  }

  private void watch(Call call, io.jasip.CallState state) {
    CallRules rule = new CallRules(state, broken);
    call.addListener(rule);
    add(call, rule);
  }

  private void add(Call call, CallRules rule) {
    rules.add(rule);
    calls.add(call);
    promised(call.answered());
    promised(call.ended());
  }

  /** A future that must be done when all is over. */
  <T> CompletableFuture<T> promised(CompletableFuture<T> future) {
    promised.add(future);
    return future;
  }

  /** Starts alice, unless she runs. */
  void start() {
    if (alice.active() == null) {
      promised(alice.start());
      ActiveUA active = alice.active();
      if (active != null) {
        runs.add(active);
      }
    }
  }

  /** Alice calls bob; null if she is not started. */
  @Nullable Call call() {
    if (alice.active() == null) {
      return null;
    }
    CallRules rule = new CallRules(io.jasip.CallState.NEW, broken);
    Call call = alice.call("bob", CallOptions.builder().listener(rule).build());
    add(call, rule);
    return call;
  }

  /** The newest call but so many; null if there was none. */
  @Nullable Call call(int back) {
    return calls.isEmpty() ? null : calls.get(calls.size() - 1 - back % Math.min(3, calls.size()));
  }

  /** How many transactions alice has. */
  int transactions() {
    ActiveUA active = alice.active();
    return active == null ? 0 : active.core().transactions().size();
  }

  /** Fails if anything was wrong so far. */
  void assertNothingWrong() {
    assertThat(broken).as("broken rules").isEmpty();
  }

  /** The connection goes, and then the calls: nothing of them may be left while alice runs. */
  void assertEndsWithoutAConnection() {
    server.wire().refuseConnections(true);
    server.wire().drop();
    calls.forEach(call -> promised(call.hangup()));
    promised(alice.unregister());
    time.advance(LONG);
    assertNothingIsLeft();
    assertThat(promised).as("futures").allSatisfy(future -> assertThat(future).isDone());
  }

  private void assertNothingIsLeft() {
    assertThat(media.openSessions()).as("media sessions").isZero();
    assertThat(time.pendingTimers()).as("timers").isZero();
    for (ActiveUA run : runs) {
      assertThat(run.callCount()).as("calls").isZero();
      assertThat(run.core().dialogs().size()).as("dialogs").isZero();
      assertThat(run.core().transactions().size()).as("transactions").isZero();
    }
  }

  @Override
  public void close() {
    try {
      promised(alice.stop());
      time.advance(LONG);
      assertThat(server.wire().isConnected()).as("connected").isFalse();
      assertThat(server.wire().runs()).as("runs").isZero();
      assertNothingIsLeft();
      assertThat(promised).as("futures").allSatisfy(future -> assertThat(future).isDone());
      rules.forEach(CallRules::mustHaveEnded);
      assertNothingWrong();
    } finally {
      errors.end();
    }
  }
}
