package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.Call;
import io.jasip.CallState;
import io.jasip.ConnectionEvent;
import io.jasip.RegistrationState;
import io.jasip.UABuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.testkit.FrontDoor;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Alice loses her connection and makes it again. */
class ReconnectTest extends UserAgentFlow {

  private static final Duration WINDOW = ReconnectPolicy.DEFAULT.firstWindow();

  private List<ConnectionEvent> events() {
    return aliceHears.all(ConnectionEvent.class);
  }

  private ConnectionEvent last() {
    return events().get(events().size() - 1);
  }

  @Test
  @DisplayName("#4 a connection that is lost is made again, and the registration with it")
  void again() {
    promised(alice.register());
    server.answer(server.receive(SipMethod.REGISTER), 200);
    aliceHears.clear();

    server.drop();
    ConnectionEvent lost = last();
    assertThat(lost.to()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(lost.failure()).isNotNull();
    assertThat(lost.retryIn()).isLessThan(WINDOW);
    time.advance(WINDOW);
    server.answer(server.receive(SipMethod.REGISTER), 200);
    assertThat(aliceHears.lines())
        .containsExactly(
            "DISCONNECTED",
            "UNREGISTERED CONNECTION_ERROR",
            "CONNECTING",
            "CONNECTED",
            "RECOVERING",
            "REGISTERED");
    assertThat(last().attempt()).isEqualTo(1);
    promised(alice.unregister());
    server.answer(server.receive(SipMethod.REGISTER), 200);
  }

  @Test
  @DisplayName("#4 the first connection fails at once")
  void theFirstFailsFast() {
    promised(alice.stop());
    server.refuseConnections();
    assertThat(aliceStarts()).isCompletedExceptionally();
    time.advance(Duration.ofHours(1));
    assertThat(server.door().attempts()).hasSize(2);
  }

  @Test
  @DisplayName("#4 attempts are counted, and spread over a window that grows")
  void attemptsAreCounted() {
    server.refuseConnections();
    server.drop();
    aliceHears.clear();
    time.advance(Duration.ofMinutes(30));
    List<ConnectionEvent> tried =
        events().stream().filter(event -> event.to() == ConnectionState.CONNECTING).toList();
    assertThat(tried).extracting(ConnectionEvent::attempt).startsWith(1, 2, 3, 4, 5);
    // Two minutes at one in a second on average, then one in fifteen.
    assertThat(tried.size()).isBetween(120, 350);
    assertThat(last().failure()).isNotNull();
    server.acceptConnections();
    time.advance(Duration.ofSeconds(30));
    assertThat(last().to()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(last().attempt()).isEqualTo(tried.size() + 1);
  }

  @Test
  @DisplayName("#4 when the network changes, the next attempt comes at once")
  void networkChanged() {
    server.door().refuse(new ConnectionFailedException(Layer.TLS, "bad certificate", 0, null));
    server.drop();
    time.advance(WINDOW);
    server.acceptConnections();
    assertThat(last().retryIn()).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    alice.networkChanged();
    assertThat(last().to()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  @DisplayName("#4 an attempt of the old network is given up")
  void networkChangedWhileConnecting() {
    server.holdConnections();
    server.drop();
    time.advance(WINDOW);
    alice.networkChanged();
    assertThat(server.door().attempts()).hasSize(3);
    server.open();
    assertThat(last().to()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  @DisplayName("#4 a server that refuses TLS is not hammered")
  void notHammered() {
    server.door().refuse(new ConnectionFailedException(Layer.TLS, "bad certificate", 0, null));
    server.drop();
    time.advance(Duration.ofMinutes(10));
    assertThat(server.door().attempts().size()).isLessThan(45);
    promised(alice.stop());
  }

  @Test
  @DisplayName("#4 a server that refuses with 403 is not hammered, and its Retry-After is obeyed")
  void retryAfter() {
    server
        .door()
        .refuse(
            new ConnectionFailedException(
                Layer.HTTP, "forbidden", 403, null, Duration.ofMinutes(20)));
    server.drop();
    time.advance(Duration.ofMinutes(20));
    assertThat(server.door().attempts()).hasSize(2);
    promised(alice.stop());
  }

  @Test
  @DisplayName("#4 stop ends the attempts")
  void stop() {
    server.refuseConnections();
    server.drop();
    assertThat(promised(alice.stop())).isCompleted();
    time.advance(Duration.ofHours(1));
    assertThat(server.door().attempts()).hasSize(1);
    assertThat(aliceHears.lines()).containsExactly("DISCONNECTED");
  }

  /** Alice gives up. */
  @Nested
  class GivesUp extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure()
          .reconnect(ReconnectPolicy.builder().giveUpAfter(Duration.ofMinutes(1)).build());
    }

    @Test
    @DisplayName("#4 after a minute there is no further attempt, unless the network changes")
    void afterAMinute() {
      server.refuseConnections();
      server.drop();
      time.advance(Duration.ofHours(1));
      List<ConnectionEvent> heard = aliceHears.all(ConnectionEvent.class);
      ConnectionEvent last = heard.get(heard.size() - 1);
      assertThat(last.to()).isEqualTo(ConnectionState.DISCONNECTED);
      assertThat(last.failure()).isNotNull();
      assertThat(last.retryIn()).isNull();
      assertThat(time.pendingTimers()).isZero();
      server.acceptConnections();
      alice.networkChanged();
      assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    @DisplayName("#4 a call that has outlived even that is refreshed when there is a connection")
    void aCallGoesOn() {
      Call call = aliceCalls("bob");
      bob.takesCall();
      bob.answers("Allow: INVITE, ACK, BYE, CANCEL, UPDATE");
      bob.receives(SipMethod.ACK);
      server.refuseConnections();
      server.drop();
      time.advance(Duration.ofHours(1));
      assertThat(call.state()).isEqualTo(CallState.ESTABLISHED);
      server.acceptConnections();
      alice.networkChanged();
      SipRequest refresh = bob.receives(SipMethod.UPDATE);
      server.answer(refresh, 200, "Contact: <sip:bob@phone.example;transport=ws>");
      bob.hangsUp();
      bob.receives(200);
    }
  }

  /** Alice may start before her server does. */
  @Nested
  class FirstToo extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure().reconnect(ReconnectPolicy.builder().firstToo(true).build());
    }

    @Test
    @DisplayName("#4 the first connection is tried again where the application asks for it")
    void firstToo() {
      promised(alice.stop());
      server.refuseConnections();
      CompletableFuture<Void> starting = aliceStarts();
      time.advance(Duration.ofMinutes(1));
      assertThat(starting).isNotDone();
      server.acceptConnections();
      time.advance(Duration.ofSeconds(2));
      assertThat(starting).isCompleted();
    }
  }

  /** Alice has two servers. */
  @Nested
  class TwoServers extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure()
          .servers(
              List.of(
                  WebSocketServer.parse("wss://main.example/ws").withWeight(2),
                  WebSocketServer.parse("wss://backup.example/ws").withWeight(1)));
    }

    private List<String> hosts() {
      return server.door().attempts().stream().map(FrontDoor.Attempt::host).toList();
    }

    private void mainIsDown() {
      server
          .door()
          .refuse("main.example", new ConnectionFailedException(Layer.TLS, "expired", 0, null));
      server.drop();
      time.advance(WINDOW);
    }

    @Test
    @DisplayName("#4 the lighter server takes over")
    void failOver() {
      mainIsDown();
      assertThat(hosts()).containsExactly("main.example", "main.example", "backup.example");
      assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
      promised(alice.stop());
    }

    @Test
    @DisplayName("#4 the heavier server is taken again when it is back")
    void failBack() {
      promised(alice.register());
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 3600");
      mainIsDown();
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 3600");
      time.advance(Duration.ofMinutes(5));
      assertThat(hosts()).endsWith("backup.example", "main.example");
      assertThat(server.unread()).isEmpty();

      server.acceptConnections();
      aliceHears.clear();
      while (server.unread().isEmpty()) {
        time.advance(Duration.ofSeconds(1));
      }
      ConnectionEvent moved = aliceHears.only(ConnectionEvent.class);
      assertThat(moved.from()).isEqualTo(ConnectionState.CONNECTED);
      assertThat(moved.to()).isEqualTo(ConnectionState.CONNECTED);
      assertThat(moved.server().host()).isEqualTo("main.example");
      server.answer(server.receive(SipMethod.REGISTER), 200, "Expires: 3600");
      assertThat(alice.registration().state()).isEqualTo(RegistrationState.REGISTERED);
      promised(alice.unregister());
      server.answer(server.receive(SipMethod.REGISTER), 200);
    }

    @Test
    @DisplayName("#4 a call is not disturbed by it")
    void notDuringACall() {
      mainIsDown();
      server.acceptConnections();
      aliceCalls("bob");
      bob.takesCall();
      bob.answers();
      bob.receives(SipMethod.ACK);
      time.advance(Duration.ofMinutes(20));
      assertThat(hosts()).endsWith("backup.example");
      bob.hangsUp();
      bob.receives(200);
      time.advance(Duration.ofMinutes(5));
      assertThat(hosts()).endsWith("main.example");
    }
  }
}
