package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.DoctorOptions;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Firewalls on the way to a server, and what the doctor makes of them. */
class DoctorNetworkIT {

  private static final DoctorOptions WITHOUT_CALL =
      new DoctorOptions("9999", false, false, Duration.ofSeconds(2));

  /** N12, S14: nothing comes back. */
  @Test
  @InNamespace("10.77.0.1/24")
  void packets_that_are_dropped() throws Exception {
    examine("drop", Fault.TCP_FILTERED);
  }

  /** N13: the firewall says so. */
  @Test
  @InNamespace("10.77.0.1/24")
  void packets_that_are_refused() throws Exception {
    examine("reject with icmpx type admin-prohibited", Fault.TCP_NO_ROUTE);
  }

  /** N13, S14: the firewall answers as if nothing listened. */
  @Test
  @InNamespace("10.77.0.1/24")
  void connections_that_are_reset() throws Exception {
    examine("reject with tcp reset", Fault.TCP_REFUSED);
  }

  private static void examine(String rule, Fault expected)
      throws IOException, InterruptedException {
    nft("add table inet wall");
    nft("add chain inet wall out { type filter hook output priority 0; }");
    nft("add rule inet wall out tcp dport 8089 " + rule);
    UA alice =
        UA.builder().server("wss://10.77.0.1:8089/ws").user("250").password("secret250").build();

    Diagnosis diagnosis =
        alice
            .diagnose(WITHOUT_CALL, new DoctorListener() {})
            .orTimeout(60, TimeUnit.SECONDS)
            .join();

    System.out.println(rule + ": " + diagnosis.first());
    assertThat(diagnosis.first())
        .hasValueSatisfying(finding -> assertThat(finding.fault()).isEqualTo(expected));
  }

  private static void nft(String command) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("nft", command).inheritIO().start().waitFor();
    assertThat(exit).as("nft %s", command).isZero();
  }
}
