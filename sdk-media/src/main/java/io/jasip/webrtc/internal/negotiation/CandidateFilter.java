package io.jasip.webrtc.internal.negotiation;

import static java.util.stream.Collectors.joining;

import io.jasip.webrtc.AddressFamily;
import java.util.List;

/**
 * Takes the candidates of one address family out of a description. The engine cannot be told to
 * leave them alone, so it is the parties that do not hear of them.
 */
public final class CandidateFilter {

  private final AddressFamily wanted;

  /** Makes a filter that lets one family through. */
  public CandidateFilter(AddressFamily wanted) {
    this.wanted = wanted;
  }

  /** The description without the candidates of the other family, also as default address. */
  public String apply(String sdp) {
    if (wanted == AddressFamily.ANY) {
      return sdp;
    }
    List<String> lines = sdp.lines().filter(line -> !isUnwanted(line)).toList();
    String[] first =
        lines.stream()
            .filter(line -> line.startsWith("a=candidate:"))
            .map(line -> line.split(" ", -1))
            .filter(fields -> fields.length > 5)
            .findFirst()
            .orElse(new String[0]);
    return lines.stream().map(line -> withDefault(line, first) + "\r\n").collect(joining());
  }

  /** A candidate with a name in place of an address is resolved by the engine, and stays. */
  private boolean isUnwanted(String line) {
    String[] fields = line.split(" ", -1);
    return line.startsWith("a=candidate:")
        && fields.length > 5
        && (wanted == AddressFamily.IPV4 ? fields[4].contains(":") : fields[4].matches("[0-9.]+"));
  }

  /**
   * The default address and port are those of a candidate that is left (RFC 8839 section 4.2.1).
   */
  private String withDefault(String line, String[] candidate) {
    String unwanted = wanted == AddressFamily.IPV4 ? "c=IN IP6 " : "c=IN IP4 ";
    String family = wanted == AddressFamily.IPV4 ? "c=IN IP4 " : "c=IN IP6 ";
    if (candidate.length > 5 && line.startsWith(unwanted)) {
      return family + candidate[4];
    }
    return line;
  }
}
