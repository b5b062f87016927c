package io.jasip.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.fault.AnswerReading.Candidate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses of a server for its media can be reached, seen from where its SIP leads. */
class CandidateReachTest {

  private static List<Candidate> candidates(String addresses) {
    return Arrays.stream(addresses.split(" "))
        .map(address -> new Candidate(address, "12000", "udp", "host", ""))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 198.51.100.1",
    "198.51.100.1, 10.0.0.5 198.51.100.1",
    "10.0.0.5, 10.0.0.5",
    "10.0.0.5, 172.17.0.2",
    "127.0.0.1, 172.17.0.2",
    "127.0.0.1, 127.0.0.1",
    "198.51.100.1, 2001:db8::1",
    "198.51.100.1, 6ffb1a2b.local"
  })
  void these_may_be_reached(String server, String addresses) throws UnknownHostException {
    assertThat(CandidateReach.problem(candidates(addresses), InetAddress.getByName(server)))
        .isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.1, 172.17.0.2",
    "198.51.100.1, 10.0.0.5 192.168.1.5 169.254.1.1",
    "198.51.100.1, 100.64.0.9",
    "198.51.100.1, fd00::2 fe80::1",
    "10.0.0.5, 127.0.0.1",
    "198.51.100.1, 0.0.0.0"
  })
  void these_cannot(String server, String addresses) throws UnknownHostException {
    assertThat(CandidateReach.problem(candidates(addresses), InetAddress.getByName(server)))
        .isNotNull();
  }

  @Test
  void without_any_address_there_is_nothing_to_reach() {
    assertThat(CandidateReach.problem(List.of(), null)).isEqualTo("the server names no address");
  }

  @Test
  void a_nat_that_maps_each_destination_anew() {
    Candidate one = new Candidate("203.0.113.9", "40001", "udp", "srflx", "10.0.0.7:5000");
    Candidate other = new Candidate("203.0.113.9", "40002", "udp", "srflx", "10.0.0.7:5000");

    assertThat(CandidateReach.isSymmetricNat(List.of(one, other))).isTrue();
    assertThat(CandidateReach.isSymmetricNat(List.of(one, one))).isFalse();
    assertThat(CandidateReach.isSymmetricNat(candidates("10.0.0.7"))).isFalse();
  }
}
