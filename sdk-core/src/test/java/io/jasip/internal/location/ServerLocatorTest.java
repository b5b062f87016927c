package io.jasip.internal.location;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.transport.WebSocketServer;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** RFC 3263 section 4, with the transport of RFC 7118. */
class ServerLocatorTest {

  private final FakeDns dns = new FakeDns();

  private List<String> locate() {
    return new ServerLocator(dns, new SplittableRandom(7))
        .locate("example.com").join().stream().map(WebSocketServer::url).toList();
  }

  @Test
  void naptr_names_the_srv_records_of_secure_websockets() {
    dns.add("example.com", new NaptrRecord(10, 50, "s", "SIP+D2U", "_sip._udp.example.com"))
        .add("example.com", new NaptrRecord(10, 90, "s", "SIP+D2W", "_sip._ws.example.com"))
        .add("example.com", new NaptrRecord(20, 10, "S", "sips+d2w", "edge.example.net"))
        .add("edge.example.net", new SrvRecord(1, 0, 8089, "pbx1.example.net"));

    assertThat(locate()).containsExactly("wss://pbx1.example.net:8089/ws");
    assertThat(dns.questions()).containsExactly("NAPTR example.com", "SRV edge.example.net");
  }

  @Test
  void naptr_records_are_taken_by_order_then_preference() {
    dns.add("example.com", new NaptrRecord(20, 1, "s", "SIPS+D2W", "third"))
        .add("example.com", new NaptrRecord(10, 9, "s", "SIPS+D2W", "second"))
        .add("example.com", new NaptrRecord(10, 1, "s", "SIPS+D2W", "first"))
        .add("second", new SrvRecord(1, 0, 443, "pbx2.example.net"))
        .add("third", new SrvRecord(1, 0, 443, "pbx3.example.net"));

    assertThat(locate()).containsExactly("wss://pbx2.example.net:443/ws");
    assertThat(dns.questions()).containsSubsequence("SRV first", "SRV second");
  }

  @Test
  void without_naptr_the_names_of_srv_are_made_of_the_domain() {
    dns.add("_sips._tcp.example.com", new SrvRecord(1, 0, 7443, "pbx.example.com"));

    assertThat(locate()).containsExactly("wss://pbx.example.com:7443/ws");
    assertThat(dns.questions())
        .containsExactly(
            "NAPTR example.com", "SRV _sips._ws.example.com", "SRV _sips._tcp.example.com");
  }

  @Test
  void without_any_record_the_domain_itself_is_the_server() {
    assertThat(locate()).containsExactly("wss://example.com:443/ws");
  }

  @Test
  void a_service_that_is_decidedly_not_there_names_no_server() {
    dns.add("_sips._ws.example.com", new SrvRecord(0, 0, 0, ""));

    assertThat(locate()).containsExactly("wss://example.com:443/ws");
  }

  @Test
  void lower_priorities_come_first_and_weights_share_the_load() {
    int heavyFirst = 0;
    int lightFirst = 0;
    for (int seed = 0; seed < 1_000; seed++) {
      List<SrvRecord> ordered =
          ServerOrder.bySrv(
              List.of(
                  new SrvRecord(2, 9, 443, "backup"),
                  new SrvRecord(1, 90, 443, "heavy"),
                  new SrvRecord(1, 10, 443, "light")),
              new SplittableRandom(seed));
      assertThat(ordered).hasSize(3);
      assertThat(ordered.get(2).target()).isEqualTo("backup");
      if (ordered.get(0).target().equals("heavy")) {
        heavyFirst++;
      } else {
        lightFirst++;
      }
    }
    assertThat(heavyFirst).isBetween(850, 950);
    assertThat(lightFirst).isPositive();
  }

  @Test
  void records_of_weight_0_are_taken_too() {
    List<SrvRecord> ordered =
        ServerOrder.bySrv(
            List.of(new SrvRecord(1, 0, 443, "a"), new SrvRecord(1, 0, 443, "b")),
            new SplittableRandom(1));

    assertThat(ordered).extracting(SrvRecord::target).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void given_servers_are_tried_by_weight_and_equals_by_chance() {
    WebSocketServer main = WebSocketServer.parse("wss://main/ws").withWeight(10);
    WebSocketServer one = WebSocketServer.parse("wss://one/ws");
    WebSocketServer two = WebSocketServer.parse("wss://two/ws");
    int oneSecond = 0;
    for (int seed = 0; seed < 100; seed++) {
      List<WebSocketServer> ordered =
          ServerOrder.byWeight(List.of(one, two, main), new SplittableRandom(seed));
      assertThat(ordered.get(0)).isEqualTo(main);
      oneSecond += ordered.get(1).equals(one) ? 1 : 0;
    }
    assertThat(oneSecond).isBetween(20, 80);
  }
}
