package io.jasip.internal.doctor;

import io.jasip.internal.fault.AnswerReading.Candidate;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the addresses that a server names for its media can be reached. Pure. */
final class CandidateReach {

  private CandidateReach() {}

  /**
   * Compares the addresses with that of the server itself.
   *
   * @param candidates of the answer
   * @param server where the SIP connection leads, or null if that is not known
   * @return one sentence on why none can be reached from here; null if one may be
   */
  static @Nullable String problem(List<Candidate> candidates, @Nullable InetAddress server) {
    List<InetAddress> addresses = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (!isLiteral(candidate.address())) {
        return null; // a name, which the engine resolves
      }
      addresses.add(literal(candidate.address()));
    }
    if (addresses.isEmpty()) {
      return "the server names no address";
    }
    if (server == null || server.isLoopbackAddress()) {
      return null; // on this machine everything can be reached
    }
    if (addresses.stream().allMatch(CandidateReach::isNowhere)) {
      return "the server names only addresses of its own machine, and it is another machine";
    }
    if (isPublic(server) && addresses.stream().noneMatch(CandidateReach::isPublic)) {
      return "the server is reached at the public address "
          + server.getHostAddress()
          + " and names only private addresses for its media";
    }
    return null;
  }

  /** Whether a NAT here gives another port for each destination, so that no peer can answer. */
  static boolean isSymmetricNat(List<Candidate> ours) {
    Map<String, Set<String>> mapped = new HashMap<>();
    for (Candidate candidate : ours) {
      if (candidate.type().equals("srflx") && !candidate.base().isEmpty()) {
        mapped
            .computeIfAbsent(candidate.base(), base -> new HashSet<>())
            .add(candidate.address() + ":" + candidate.port());
      }
    }
    return mapped.values().stream().anyMatch(addresses -> addresses.size() > 1);
  }

  private static boolean isNowhere(InetAddress address) {
    return address.isLoopbackAddress() || address.isAnyLocalAddress();
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc; // RFC 4193
    boolean shared = // RFC 6598
        bytes.length == 4 && (bytes[0] & 0xff) == 100 && (bytes[1] & 0xc0) == 64;
    return !isNowhere(address)
        && !address.isSiteLocalAddress()
        && !address.isLinkLocalAddress()
        && !uniqueLocal
        && !shared;
  }

  private static boolean isLiteral(String address) {
    return address.matches("[0-9.]{7,15}") || address.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  }

  private static InetAddress literal(String address) {
    try {
      return InetAddress.getByName(address); // a literal is not looked up
    } catch (UnknownHostException e) {
      return InetAddress.getLoopbackAddress();
    }
  }
}
