package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.doctor.Finding;
import io.jasip.examples.asterisk.AsteriskServer;
import io.jasip.fault.Fault;
import io.jasip.transport.TlsConfig;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Names that lead nowhere: a real name server, which the operating system is set to, and a real
 * Asterisk that they should lead to.
 */
class DoctorNamesIT {

  private static final DoctorOptions WITHOUT_CALL =
      new DoctorOptions("9999", false, false, Duration.ofSeconds(2));

  /** N01 to N05. */
  @Test
  @InNamespace({"10.77.0.1/24", "fd00:77::1/64"})
  void names_that_lead_nowhere() throws Exception {
    Security.setProperty("networkaddress.cache.negative.ttl", "0"); // before the first look-up
    AsteriskServer pbx = AsteriskServer.version(22);
    pbx.installAndStart();
    try (NameServer names =
        new NameServer(
            "--host-record=pbx.test,127.0.0.1",
            "--txt-record=text.test,nothing else",
            "--host-record=six.test,fd00:77::1",
            "--srv-host=_sips._ws.sip.test,pbx.test," + port(pbx))) {
      assertThat(names).isNotNull();
      await().atMost(Duration.ofSeconds(20)).until(() -> isKnown("pbx.test"));
      List<String> wrong = new ArrayList<>();
      examine(pbx, "    the right name", "pbx.test", null, wrong);
      examine(pbx, "    a domain, by SRV", "sip:sip.test", null, wrong);
      examine(pbx, "N01 no such domain", "sip:nobody.test", Fault.DNS_NAME_UNKNOWN, wrong);
      examine(pbx, "N01 no such name", "nobody.test", Fault.DNS_NAME_UNKNOWN, wrong);
      examine(pbx, "N02 the name server refuses", "pbx.example", Fault.DNS_SERVER_FAILING, wrong);
      examine(pbx, "N04 no address", "text.test", Fault.DNS_NO_ADDRESS, wrong);
      examine(pbx, "N05 an IPv6 address alone", "six.test", Fault.TCP_WRONG_FAMILY, wrong);
      NameServer.run("nft", "add table inet wall");
      NameServer.run("nft", "add chain inet wall in { type filter hook input priority 0; }");
      NameServer.run("nft", "add rule inet wall in udp dport 53 drop");
      examine(pbx, "N03 the name server is silent", "other.test", Fault.DNS_SERVER_SILENT, wrong);
      examine(pbx, "N03 ... for a domain", "sip:other.test", Fault.DNS_SERVER_SILENT, wrong);
      assertThat(wrong).isEmpty();
    } finally {
      pbx.stop();
    }
  }

  private static int port(AsteriskServer pbx) {
    return URI.create(pbx.wssUrl()).getPort();
  }

  private static boolean isKnown(String name) {
    try {
      return InetAddress.getByName(name).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static void examine(
      AsteriskServer pbx, String row, String name, @Nullable Fault expected, List<String> wrong) {
    UA alice =
        UA.builder()
            .server(name.startsWith("sip:") ? name : "wss://" + name + ":" + port(pbx) + "/ws")
            .tls(TlsConfig.builder().trust(pbx.caFile()).withoutHostNameVerification().build())
            .user("250")
            .password("secret250")
            .build();
    Diagnosis diagnosis =
        alice
            .diagnose(WITHOUT_CALL, new DoctorListener() {})
            .orTimeout(60, TimeUnit.SECONDS)
            .join();
    @Nullable Fault found = diagnosis.first().map(Finding::fault).orElse(null);
    System.out.printf(
        "%-30s %-20s %-20s %d ms%n", row, found, expected, diagnosis.took().toMillis());
    if (expected == null && name.startsWith("sip:")) {
      // The host name and the port are those of the record.
      assertThat(diagnosis.steps().toString())
          .contains("wss://pbx.test:" + port(pbx) + "/ws", "127.0.0.1");
    }
    if (found != expected) {
      wrong.add(row + ": " + found + " instead of " + expected + ": " + diagnosis.steps());
    }
  }
}
