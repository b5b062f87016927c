package io.jasip.examples.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Calls over what a machine may have of IPv4 and IPv6. */
class AddressesIT {

  @Test
  @InNamespace("10.77.0.1/24")
  void ipv4_only() {
    assertThat(mediaAddress()).contains("10.77.0.1");
  }

  @Test
  @InNamespace("fd77::1/64")
  void ipv6_only() {
    assertThat(mediaAddress()).contains("fd77::1");
  }

  @Test
  @InNamespace({"10.77.0.1/24", "fd77::1/64"})
  void both() {
    assertThat(mediaAddress()).containsAnyOf("10.77.0.1", "fd77::1");
  }

  @Test
  @InNamespace
  void nothing_but_loopback() {
    assertThat(mediaAddress()).contains("127.0.0.1");
  }

  /** Our side's address of a call in which alice hears herself. */
  private static String mediaAddress() {
    try (EchoCall echo = EchoCall.toEmbeddedPbx()) {
      echo.awaitEcho();
      return String.valueOf(EchoCall.get(echo.call.stats()).localCandidate());
    }
  }
}
