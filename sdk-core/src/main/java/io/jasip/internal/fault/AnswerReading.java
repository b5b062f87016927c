package io.jasip.internal.fault;

import io.jasip.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A session description that answers an offer of WebRTC, read before any native code sees it (RFC
 * 8866, RFC 8827, RFC 8839).
 *
 * @param profile of the audio, such as {@code UDP/TLS/RTP/SAVPF}; {@code ""} without audio
 * @param name of the session, the line {@code s=}, where servers say what they are
 * @param codecs of the audio in capital letters, without telephone events
 * @param candidates for RTP
 * @param fingerprint the value of the attribute; {@code ""} if it is missing or empty
 * @param faults what keeps WebRTC from working with it, the most telling first
 */
public record AnswerReading(
    String profile,
    String name,
    List<String> codecs,
    List<Candidate> candidates,
    String fingerprint,
    List<Fault> faults) {

  private static final Set<String> NOT_SOUND = Set.of("TELEPHONE-EVENT", "CN", "RED", "");

  /** Copies the lists. */
  public AnswerReading {
    codecs = List.copyOf(codecs);
    candidates = List.copyOf(candidates);
    faults = List.copyOf(faults);
  }

  /**
   * A candidate for RTP (RFC 8839 section 5.1).
   *
   * @param address an IP address or a name
   * @param port its port
   * @param protocol such as {@code udp}
   * @param type such as {@code host}
   * @param base address and port that it was found from; {@code ""} for a host
   */
  public record Candidate(String address, String port, String protocol, String type, String base) {
    @Override
    public String toString() {
      return address + ":" + port + " " + protocol + " " + type;
    }
  }

  /**
   * Reads a description.
   *
   * @param sdp as it came
   * @param offered the codecs of the offer in capital letters; empty to compare with none
   * @return the reading, with its faults
   */
  public static AnswerReading of(String sdp, Set<String> offered) {
    List<String> lines = sdp.lines().map(String::stripTrailing).toList();
    List<String> session = new ArrayList<>();
    List<String> audio = new ArrayList<>();
    boolean inAudio = false;
    boolean beforeMedia = true;
    for (String line : lines) {
      if (line.startsWith("m=")) {
        beforeMedia = false;
        inAudio = line.startsWith("m=audio ") && audio.isEmpty();
      }
      if (beforeMedia) {
        session.add(line);
      } else if (inAudio) {
        audio.add(line);
      }
    }
    return new Reader(lines, session, audio).read(offered);
  }

  /** The sections of one description. */
  private record Reader(List<String> lines, List<String> session, List<String> audio) {

    AnswerReading read(Set<String> offered) {
      String[] media = audio.isEmpty() ? new String[0] : audio.get(0).substring(2).split(" +", -1);
      List<String> codecs = new ArrayList<>(codecs(media));
      List<Candidate> candidates =
          audio.stream()
              .filter(line -> line.startsWith("a=candidate:"))
              .map(Reader::candidate)
              .filter(each -> !each.address().isEmpty())
              .toList();
      String fingerprint = fingerprint();
      return new AnswerReading(
          media.length > 2 ? media[2] : "",
          value("s="),
          codecs,
          candidates,
          fingerprint,
          faults(media, codecs, fingerprint, offered));
    }

    private List<Fault> faults(
        String[] media, List<String> codecs, String fingerprint, Set<String> offered) {
      if (!isWellFormed()) {
        return List.of(Fault.ANSWER_INVALID);
      }
      if (media.length < 4 || media[1].equals("0")) {
        return List.of(Fault.ANSWER_REJECTS_AUDIO);
      }
      List<Fault> lacks = new ArrayList<>();
      if (fingerprint.isEmpty()) {
        boolean secure = media[2].contains("SAVP") && !has("crypto:");
        lacks.add(secure ? Fault.ANSWER_WITHOUT_FINGERPRINT : Fault.ANSWER_NOT_ENCRYPTED);
      }
      if (!has("ice-ufrag:") || !has("ice-pwd:")) {
        lacks.add(Fault.ANSWER_WITHOUT_ICE);
      }
      if (!audio.contains("a=rtcp-mux")) {
        lacks.add(Fault.ANSWER_WITHOUT_RTCP_MUX);
      }
      List<Fault> faults = new ArrayList<>();
      if (lacks.size() > 1) { // not one forgotten option, but none of them
        faults.add(Fault.ENDPOINT_NOT_WEBRTC);
      }
      faults.addAll(lacks);
      boolean common =
          codecs.stream().anyMatch(each -> offered.isEmpty() || offered.contains(each));
      if (!common) {
        faults.add(Fault.NO_COMMON_CODEC);
      }
      return faults;
    }

    /** No line that is none, and nothing that trips the parsers of media engines. */
    private boolean isWellFormed() {
      return !lines.isEmpty()
          && lines.get(0).equals("v=0")
          && lines.stream()
              .allMatch(line -> line.isEmpty() || line.matches("[a-z]=[^%\\p{Cntrl}]*"));
    }

    private boolean has(String attribute) {
      return session.stream().anyMatch(line -> line.startsWith("a=" + attribute))
          || audio.stream().anyMatch(line -> line.startsWith("a=" + attribute));
    }

    private String value(String start) {
      return lines.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .findFirst()
          .orElse("");
    }

    /** The digest; an Asterisk without certificate names the algorithm and leaves it empty. */
    private String fingerprint() {
      String value =
          Stream.concat(audio.stream(), session.stream())
              .filter(line -> line.startsWith("a=fingerprint:"))
              .map(line -> line.substring("a=fingerprint:".length()).strip())
              .findFirst()
              .orElse("");
      return value.matches("\\S+ +[0-9A-Fa-f:]{8,}") ? value : "";
    }

    private Set<String> codecs(String[] media) {
      Set<String> codecs = new LinkedHashSet<>();
      for (int i = 3; i < media.length; i++) {
        codecs.add(codec(media[i]));
      }
      return codecs.stream()
          .filter(each -> !NOT_SOUND.contains(each))
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private String codec(String format) {
      String start = "a=rtpmap:" + format + " ";
      return audio.stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()).split("/", 2)[0].strip())
          .findFirst()
          .orElse(
              switch (format) { // RFC 3551 section 6
                case "0" -> "PCMU";
                case "3" -> "GSM";
                case "8" -> "PCMA";
                case "9" -> "G722";
                case "18" -> "G729";
                default -> "";
              })
          .toUpperCase(Locale.ROOT);
    }

    private static Candidate candidate(String line) {
      String[] fields = line.substring("a=candidate:".length()).split(" +", -1);
      if (fields.length < 8 || !fields[1].equals("1")) {
        return new Candidate("", "", "", "", "");
      }
      String base = "";
      for (int i = 8; i + 3 < fields.length; i++) {
        if (fields[i].equals("raddr") && fields[i + 2].equals("rport")) {
          base = fields[i + 1] + ":" + fields[i + 3];
        }
      }
      return new Candidate(
          fields[4], fields[5], fields[2].toLowerCase(Locale.ROOT), fields[7], base);
    }
  }
}
