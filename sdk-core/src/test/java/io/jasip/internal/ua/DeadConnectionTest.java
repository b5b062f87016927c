package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.ConnectionEvent;
import io.jasip.UABuilder;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.KeepAlive;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The network, a middlebox or the server falls silent, and nobody closes the connection. */
class DeadConnectionTest extends UserAgentFlow {

  @Override
  protected UABuilder configure() {
    return super.configure().keepAlive(KeepAlive.DEFAULT);
  }

  @AfterEach
  void stop() {
    promised(alice.stop());
  }

  private ConnectionEvent firstEvent() {
    return aliceHears.all(ConnectionEvent.class).get(0);
  }

  @Test
  @DisplayName("#9 an idle connection is pinged at least every 25 seconds")
  void pings() {
    time.advance(Duration.ofMinutes(10));
    assertThat(server.pings()).isBetween(24, 30);
    assertThat(aliceHears.lines()).isEmpty();
  }

  @Test
  @DisplayName("#10 an idle connection that is dead is found within 45 seconds")
  void idle() {
    server.fallSilent();
    time.advance(Duration.ofSeconds(45));
    assertThat(firstEvent().to()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(firstEvent().failure()).hasMessageContaining("ping was not answered");
    assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  @DisplayName("#10 a dead connection is found within 8 seconds when a request waits")
  void withARequest() {
    server.fallSilent();
    aliceCalls("bob");
    time.advance(Duration.ofSeconds(8));
    assertThat(firstEvent().to()).isEqualTo(ConnectionState.DISCONNECTED);
    assertThat(callHears.lines()).endsWith("ended CONNECTION_ERROR by SYSTEM");
  }

  @Test
  @DisplayName("#10 a server that answers pings may take its time with a request")
  void aSlowServer() {
    aliceCalls("bob");
    time.advance(Duration.ofSeconds(31));
    assertThat(aliceHears.lines()).isEmpty();
    server.answer(server.receive(SipMethod.INVITE), 486);
    server.receive(SipMethod.ACK);
  }

  @Test
  @DisplayName("#10 after a change of the network the connection is checked at once")
  void networkChanged() {
    server.fallSilent();
    alice.networkChanged();
    time.advance(Duration.ofSeconds(4));
    assertThat(firstEvent().to()).isEqualTo(ConnectionState.DISCONNECTED);
  }

  @Test
  @DisplayName("#10 a connection that survives the change of the network stays")
  void networkChangedAndAlive() {
    alice.networkChanged();
    time.advance(Duration.ofMinutes(1));
    assertThat(server.door().attempts()).hasSize(1);
  }

  /** Alice wants to know sooner. */
  @Nested
  class InTimesOfHerOwn extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure()
          .keepAlive(
              new KeepAlive(
                  KeepAlive.Method.WEBSOCKET_PING,
                  Duration.ofSeconds(6),
                  Duration.ofSeconds(3),
                  Duration.ofSeconds(2)));
    }

    @Test
    @DisplayName("#10 interval and limit of a pong are an option")
    void idle() {
      server.fallSilent();
      time.advance(Duration.ofMillis(7_700)); // an interval is shortened by a fifth at most
      assertThat(aliceHears.lines()).isEmpty();
      time.advance(Duration.ofMillis(1_300));
      assertThat(aliceHears.lines()).startsWith("DISCONNECTED");
      promised(alice.stop());
    }

    @Test
    @DisplayName("#10 and so is the limit while a request waits")
    void withARequest() {
      server.fallSilent();
      promised(alice.register());
      time.advance(Duration.ofMillis(1_900));
      assertThat(alice.connectionState()).isEqualTo(ConnectionState.CONNECTED);
      time.advance(Duration.ofMillis(100));
      assertThat(alice.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
      promised(alice.stop());
    }
  }

  /** Alice pings by CRLF. */
  @Nested
  class ByCrlf extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure().keepAlive(KeepAlive.DEFAULT.with(KeepAlive.Method.CRLF));
    }

    @Test
    @DisplayName("#7 a CRLF ping whose pong is missing ends the flow")
    void missingPong() {
      time.advance(Duration.ofMinutes(1));
      assertThat(server.crlfPings()).isBetween(2, 3);
      assertThat(aliceHears.lines()).isEmpty();
      server.fallSilent();
      time.advance(Duration.ofSeconds(45));
      assertThat(aliceHears.lines()).containsExactly("DISCONNECTED", "CONNECTING", "CONNECTED");
      promised(alice.stop());
    }
  }

  /** Alice pings by OPTIONS. */
  @Nested
  class ByOptions extends UserAgentFlow {
    @Override
    protected UABuilder configure() {
      return super.configure().keepAlive(KeepAlive.DEFAULT.with(KeepAlive.Method.OPTIONS));
    }

    private SipRequest asked() {
      time.advance(Duration.ofSeconds(25));
      SipRequest options = server.receive(SipMethod.OPTIONS);
      assertThat(options.uri()).hasToString("sip:pbx.example");
      return options;
    }

    @Test
    @DisplayName("#8 any response to an OPTIONS ping is a sign of life")
    void anyResponse() {
      server.answer(asked(), 404);
      time.advance(Duration.ofSeconds(15));
      assertThat(aliceHears.lines()).isEmpty();
      promised(alice.stop());
    }

    @Test
    @DisplayName("#8 but 503 and 408 are none")
    void gone() {
      server.answer(asked(), 503);
      assertThat(aliceHears.lines()).containsExactly("DISCONNECTED");
      time.advance(Duration.ofSeconds(2));
      server.answer(asked(), 408);
      assertThat(aliceHears.lines()).endsWith("DISCONNECTED");
      promised(alice.stop());
    }

    @Test
    @DisplayName("#8 no response ends the flow")
    void silence() {
      asked();
      time.advance(Duration.ofSeconds(10));
      assertThat(aliceHears.lines()).startsWith("DISCONNECTED");
      promised(alice.stop());
    }
  }
}
