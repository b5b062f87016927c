package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.internal.location.DnsLookup;
import io.jasip.internal.location.FakeDns;
import io.jasip.internal.location.NaptrRecord;
import io.jasip.internal.location.ServerLocator;
import io.jasip.internal.location.SrvRecord;
import io.jasip.internal.transport.SipConnection;
import io.jasip.internal.transport.SipConnector;
import io.jasip.sip.SipMessage;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionFailedException.Layer;
import io.jasip.transport.ReconnectPolicy;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which servers are tried, and when the hunt is over (RFC 3263 section 4.3). */
class ServerHuntTest {

  private final VirtualLoop loop = new VirtualLoop();
  private final FakeDns dns = new FakeDns();
  private final List<String> tried = new ArrayList<>();
  private final ServerAvailability availability =
      new ServerAvailability(
          new ReconnectTimes(ReconnectPolicy.DEFAULT, () -> 0.5), loop::nanoTime);
  private SipConnector.@Nullable Attempt pending;
  private int givenUp;
  private @Nullable SipConnection taken;
  private @Nullable ConnectionFailedException failure;

  private final SipConnector connector =
      (server, attempt) -> {
        tried.add(server.host());
        pending = attempt;
        return () -> givenUp++;
      };

  private final SipConnector.Attempt result =
      new SipConnector.Attempt() {
        @Override
        public SipConnection.Listener onOpen(SipConnection connection) {
          taken = connection;
          return SILENT;
        }

        @Override
        public void onFailed(ConnectionFailedException why) {
          failure = why;
        }
      };

  private static final SipConnection.Listener SILENT =
      new SipConnection.Listener() {
        @Override
        public void onMessage(SipMessage message) {}

        @Override
        public void onClosed(ConnectionFailedException why) {}
      };

  private static final SipConnection CONNECTION =
      new SipConnection() {
        @Override
        public void send(SipMessage message) {}

        @Override
        public void ping() {}

        @Override
        public void close() {}
      };

  private ServerHunt hunt(UABuilder builder) {
    return hunt(builder, dns);
  }

  private ServerHunt hunt(UABuilder builder, DnsLookup asked) {
    Platform.Place place =
        new Platform.Place(loop, connector, new ServerLocator(asked, new SplittableRandom(1)));
    ServerHunt hunt =
        new ServerHunt(builder.user("alice").build().config(), place, availability, result);
    hunt.start();
    loop.advance(Duration.ZERO);
    return hunt;
  }

  private void refuse(String why) {
    SipConnector.Attempt attempt = pending;
    assertThat(attempt).isNotNull();
    attempt.onFailed(new ConnectionFailedException(Layer.TCP, why, 0, null));
    loop.advance(Duration.ZERO);
  }

  private static WebSocketServer server(String host, int weight) {
    return WebSocketServer.parse("wss://" + host + "/ws").withWeight(weight);
  }

  @Test
  void the_next_server_is_tried_when_one_refuses() {
    ServerHunt hunt = hunt(UA.builder().servers(List.of(server("backup", 1), server("main", 2))));
    assertThat(tried).containsExactly("main");

    refuse("main refuses");
    assertThat(tried).containsExactly("main", "backup");
    assertThat(failure).isNull();
    pending.onOpen(CONNECTION);

    assertThat(taken).isSameAs(CONNECTION);
    assertThat(hunt.server().host()).isEqualTo("backup");
  }

  @Test
  void when_all_refuse_the_last_reason_is_told_and_carries_the_others() {
    hunt(UA.builder().servers(List.of(server("one", 2), server("two", 1))));
    refuse("one refuses");
    refuse("two refuses");

    assertThat(tried).containsExactly("one", "two");
    assertThat(failure).hasMessageContaining("two refuses");
    assertThat(failure.getSuppressed()[0]).hasMessageContaining("one refuses");
  }

  @Test
  void the_servers_of_a_domain_are_looked_up() {
    dns.add("_sips._ws.example.com", new SrvRecord(1, 0, 443, "pbx1.example.com"))
        .add("_sips._ws.example.com", new SrvRecord(2, 0, 443, "pbx2.example.com"));

    hunt(UA.builder().server("sip:example.com"));
    refuse("pbx1 refuses");

    assertThat(tried).containsExactly("pbx1.example.com", "pbx2.example.com");
  }

  /** Or the pause would be that of a server that nobody asks any more, and so none at all. */
  @Test
  void a_server_that_the_DNS_names_no_more_is_not_waited_for() {
    UABuilder domain = UA.builder().server("sip:example.com");
    hunt(domain);
    refuse("the domain itself refuses");
    dns.add("_sips._ws.example.com", new SrvRecord(1, 0, 443, "pbx1.example.com"));
    loop.advance(availability.untilNext());

    hunt(domain);
    refuse("pbx1 refuses");

    assertThat(tried).containsExactly("example.com", "pbx1.example.com");
    assertThat(availability.untilNext()).isPositive();
  }

  /** As when the process may open no socket more. */
  @Test
  void a_look_up_that_cannot_even_begin_is_a_failure() {
    hunt(
        UA.builder().server("sip:example.com"),
        new DnsLookup() {
          @Override
          public CompletableFuture<List<SrvRecord>> srv(String name) {
            throw new IllegalStateException("too many open files");
          }

          @Override
          public CompletableFuture<List<NaptrRecord>> naptr(String name) {
            throw new IllegalStateException("too many open files");
          }
        });

    assertThat(failure)
        .hasMessageContaining("example.com")
        .hasRootCauseMessage("too many open files");
  }

  @Test
  void who_gives_up_is_told_nothing_any_more() {
    ServerHunt hunt = hunt(UA.builder().servers(List.of(server("one", 2), server("two", 1))));

    hunt.stop();
    refuse("one refuses");

    assertThat(givenUp).isEqualTo(1);
    assertThat(tried).containsExactly("one");
    assertThat(failure).isNull();
  }
}
