package io.jasip.webrtc.internal.negotiation;

import static java.util.stream.Collectors.joining;

import io.jasip.webrtc.AddressFamily;
import java.util.ArrayList;
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

  /** Whether it leaves a candidate, given as RFC 8839 section 5.1 writes it after {@code a=}. */
  public boolean lets(String candidate) {
    return wanted == AddressFamily.ANY || !isUnwanted("a=" + candidate);
  }

  /** The description without the candidates of the other family, also as default address. */
  public String apply(String sdp) {
    if (wanted == AddressFamily.ANY) {
      return sdp;
    }
    List<String> lines = new ArrayList<>(sdp.lines().filter(line -> !isUnwanted(line)).toList());
    String[] first = candidate(lines);
    int media = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("m=")) {
        media = i;
      } else if (lines.get(i).startsWith(unwantedDefault())) {
        String[] own = candidate(lines.subList(i, end(lines, i)));
        if (media >= 0 && own.length > 0) {
          lines.set(media, lines.get(media).replaceFirst(" [1-9][0-9]*", " " + own[5]));
        }
        lines.set(i, withDefault(lines.get(i), own.length > 0 ? own : first));
      }
    }
    return lines.stream().map(line -> line + "\r\n").collect(joining());
  }

  /** Where the next m-line is. */
  private static int end(List<String> lines, int from) {
    int at = from;
    while (at < lines.size() && !lines.get(at).startsWith("m=")) {
      at++;
    }
    return at;
  }

  /** The fields of the first candidate; none if there is none. */
  private static String[] candidate(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("a=candidate:"))
        .map(line -> line.split(" ", -1))
        .filter(fields -> fields.length > 5)
        .findFirst()
        .orElse(new String[0]);
  }

  /** A candidate with a name in place of an address is resolved by the engine, and stays. */
  private boolean isUnwanted(String line) {
    String[] fields = line.split(" ", -1);
    return line.startsWith("a=candidate:")
        && fields.length > 5
        && (wanted == AddressFamily.IPV4 ? fields[4].contains(":") : fields[4].matches("[0-9.]+"));
  }

  private String unwantedDefault() {
    return wanted == AddressFamily.IPV4 ? "c=IN IP6 " : "c=IN IP4 ";
  }

  /**
   * The default address and port are those of a candidate that is left (RFC 8839 section 4.2.1).
   */
  private String withDefault(String line, String[] candidate) {
    return candidate.length == 0
        ? line
        : (wanted == AddressFamily.IPV4 ? "c=IN IP4 " : "c=IN IP6 ") + candidate[4];
  }
}
