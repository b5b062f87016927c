package io.jasip.webrtc.internal.negotiation;

import static java.util.stream.Collectors.joining;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.webrtc.AudioCodec;
import io.jasip.webrtc.VideoCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A session description of the peer, checked before native code sees it: that it is well formed and
 * small, holds nothing that the native parser is known to trip over, and offers what WebRTC needs
 * (RFC 8827, RFC 8834).
 */
public final class RemoteDescription {

  private static final int MAX_LENGTH = 65_536;
  private static final int MAX_LINES = 1_000;

  private final String text;
  private final boolean video;
  private final boolean refusedVideo;
  private final boolean grouped;

  private RemoteDescription(String text, boolean video, boolean refusedVideo, boolean grouped) {
    this.text = text;
    this.video = video;
    this.refusedVideo = refusedVideo;
    this.grouped = grouped;
  }

  /**
   * Checks a description, and refuses all its media but one stream of audio, and one of video if
   * that is wanted.
   *
   * @param ours our last description, whose m-lines are those of this one; empty if there is none
   * @param codecs those that this side takes; a description without any of them must not reach the
   *     native connection, which could not go back to what was agreed before
   * @param videoCodecs those that this side takes; none to refuse video
   * @throws MediaException of reason BAD_DESCRIPTION, with what is wrong and who can mend it
   */
  public static RemoteDescription check(
      String sdp, String ours, List<AudioCodec> codecs, List<VideoCodec> videoCodecs) {
    if (sdp.isBlank()) {
      throw bad("it is empty");
    }
    if (sdp.length() > MAX_LENGTH) {
      throw bad("it has " + sdp.length() + " characters, more than " + MAX_LENGTH);
    }
    // The native parser quotes a bad line in an error text that it then takes for a printf format.
    if (sdp.indexOf('%') >= 0) {
      throw bad("it holds the character %, which has no place in it");
    }
    List<String> lines = lines(sdp);
    List<List<String>> sections = sections(lines);
    List<List<String>> audios = new ArrayList<>();
    for (List<String> section : sections.subList(1, sections.size())) {
      String[] media = mediaFields(section);
      if (media[0].equals("audio") && !media[1].equals("0")) {
        audios.add(section);
      }
    }
    if (audios.isEmpty()) {
      throw bad("it has no audio, or refuses it (port 0): no codec in common");
    }
    List<String> audio =
        audios.stream()
            .filter(each -> !Collections.disjoint(codecs(each), namesOf(codecs)))
            .findFirst()
            .orElse(audios.get(0));
    checkAudio(sections.get(0), audio, mediaFields(audio)[2]);
    if (Collections.disjoint(codecs(audio), namesOf(codecs))) {
      throw bad(
          "no codec in common: its audio is "
              + String.join(", ", codecs(audio))
              + " and this side takes "
              + String.join(", ", namesOf(codecs))
              + "; allow one of them on both sides");
    }
    if (codecs.get(0) == AudioCodec.OPUS) {
      TelephoneEvents.besideOpus(audio);
    }
    List<List<String>> offered = VideoSections.open(sections, audio);
    List<String> video = VideoSections.choose(offered, videoCodecs);
    // Of each kind there is one: the peer hears that all else is refused (RFC 3264 section 6).
    for (List<String> section : sections.subList(1, sections.size())) {
      if (section != audio && section != video) {
        section.removeIf(line -> line.equals("a=bundle-only"));
        section.set(0, section.get(0).replaceFirst(" \\S+", " 0"));
        sections.get(0).replaceAll(line -> withoutMid(line, section));
      }
    }
    boolean grouped = VideoSections.isGrouped(sections.get(0), audio);
    nameAll(sections, !grouped, sections(ours.lines().toList()));
    if (!grouped) {
      group(sections.get(0), audio);
    }
    return new RemoteDescription(
        sections.stream().flatMap(List::stream).map(line -> line + "\r\n").collect(joining()),
        video != null,
        video == null && !offered.isEmpty(),
        grouped);
  }

  /**
   * The native connection takes nothing that is not in a BUNDLE group. A peer that does not know of
   * groups gets what it can do: sound alone (RFC 8829 section 4.1.1).
   */
  private static void group(List<String> session, List<String> audio) {
    session.removeIf(line -> line.startsWith("a=group:BUNDLE"));
    session.add("a=group:BUNDLE " + name(audio).orElseThrow().substring("a=mid:".length()));
  }

  /**
   * Names the m-lines that have no a=mid, as those of fax, where others have one: the native parser
   * would give them names that the others have. They keep the names that they have already.
   */
  private static void nameAll(
      List<List<String>> sections, boolean always, List<List<String>> ours) {
    List<List<String>> media = sections.subList(1, sections.size());
    if (always || media.stream().anyMatch(each -> name(each).isPresent())) {
      for (int i = 0; i < media.size(); i++) {
        if (name(media.get(i)).isEmpty()) {
          Optional<String> known = i + 1 < ours.size() ? name(ours.get(i + 1)) : Optional.empty();
          media.get(i).add(known.orElse("a=mid:unnamed" + i));
        }
      }
    }
  }

  private static Optional<String> name(List<String> section) {
    return section.stream().filter(line -> line.startsWith("a=mid:")).findFirst();
  }

  /** What is refused cannot carry the rest of its BUNDLE group (RFC 9143 section 7.2). */
  private static String withoutMid(String line, List<String> refused) {
    if (!line.startsWith("a=group:BUNDLE")) {
      return line;
    }
    List<String> members = new ArrayList<>(List.of(line.split(" +", -1)));
    members.removeIf(member -> refused.contains("a=mid:" + member));
    return String.join(" ", members);
  }

  /** Kind of media, port, protocol, formats. */
  static String[] mediaFields(List<String> section) {
    String[] fields = section.get(0).substring(2).strip().split(" +", -1);
    if (fields.length < 4) {
      throw bad("its line \"" + section.get(0) + "\" is malformed");
    }
    return fields;
  }

  private static List<String> namesOf(List<AudioCodec> codecs) {
    return codecs.stream().map(codec -> codec.encodingName().toUpperCase(Locale.ROOT)).toList();
  }

  /** The codecs in capital letters; G.711 and G.722 need no a=rtpmap (RFC 3551 section 6). */
  static Set<String> codecs(List<String> audio) {
    List<String> formats = Arrays.asList(mediaFields(audio)).subList(3, mediaFields(audio).length);
    Set<String> codecs = new LinkedHashSet<>();
    for (String format : formats) {
      switch (format) {
        case "0" -> codecs.add("PCMU");
        case "8" -> codecs.add("PCMA");
        case "9" -> codecs.add("G722");
        default ->
            audio.stream()
                .filter(line -> line.startsWith("a=rtpmap:" + format + " "))
                .map(line -> line.substring(line.indexOf(' ') + 1).split("/", 2)[0].strip())
                .forEach(name -> codecs.add(name.toUpperCase(Locale.ROOT)));
      }
    }
    return codecs;
  }

  private static List<String> lines(String sdp) {
    List<String> lines = new ArrayList<>();
    for (String line : sdp.split("\r?\n", -1)) {
      if (line.isEmpty()) {
        continue;
      }
      if (line.length() < 2 || line.charAt(1) != '=' || !Character.isLetter(line.charAt(0))) {
        throw bad("line " + (lines.size() + 1) + " is not of the form x=value");
      }
      for (int i = 0; i < line.length(); i++) {
        if (line.charAt(i) < ' ' && line.charAt(i) != '\t') {
          throw bad("line " + (lines.size() + 1) + " holds a control character");
        }
      }
      lines.add(line);
      if (lines.size() > MAX_LINES) {
        throw bad("it has more than " + MAX_LINES + " lines");
      }
    }
    if (lines.isEmpty() || !lines.get(0).equals("v=0")) {
      throw bad("it does not begin with v=0");
    }
    return lines;
  }

  /** The session part, then one part per m-line. */
  private static List<List<String>> sections(List<String> lines) {
    List<List<String>> sections = new ArrayList<>();
    sections.add(new ArrayList<>());
    for (String line : lines) {
      if (line.startsWith("m=")) {
        sections.add(new ArrayList<>());
      }
      sections.get(sections.size() - 1).add(line);
    }
    return sections;
  }

  /**
   * RTP/SAVPF beside a fingerprint is DTLS-SRTP by an older name (RFC 8829 section 5.1.2), which an
   * Asterisk with force_avp=yes sends.
   */
  private static void checkAudio(List<String> session, List<String> audio, String protocol) {
    if (!protocol.toUpperCase(Locale.ROOT).contains("RTP/SAVP")) {
      throw bad(
          "its audio is "
              + protocol
              + " and not UDP/TLS/RTP/SAVPF: the peer's endpoint lacks webrtc=yes (DTLS-SRTP)");
    }
    Predicate<String> has =
        attribute ->
            session.stream().anyMatch(line -> line.startsWith("a=" + attribute))
                || audio.stream().anyMatch(line -> line.startsWith("a=" + attribute));
    if (!has.test("fingerprint:")) {
      throw bad(
          "its audio is "
              + protocol
              + " without a DTLS fingerprint: the peer's endpoint lacks webrtc=yes");
    }
    if (!has.test("ice-ufrag:") || !has.test("ice-pwd:")) {
      throw bad(
          "its audio has no ICE credentials: the peer's endpoint lacks webrtc=yes (ice_support), or"
              + " icesupport is off in rtp.conf");
    }
    if (audio.stream().noneMatch(line -> line.equals("a=rtcp-mux"))) {
      throw bad(
          "its audio has no a=rtcp-mux: the peer's endpoint lacks webrtc=yes (rtcp_mux), or is one"
              + " of chan_sip without rtcp_mux=yes");
    }
  }

  private static MediaException bad(String what) {
    return new MediaException(
        Reason.BAD_DESCRIPTION, "the peer's session description cannot be used: " + what);
  }

  /** Whether there is video that is not refused. */
  public boolean hasVideo() {
    return video;
  }

  /** Whether the peer wants video, and this side takes none. */
  public boolean refusedVideo() {
    return refusedVideo;
  }

  /** Whether the peer has its audio in a BUNDLE group. */
  public boolean isGrouped() {
    return grouped;
  }

  /** The description with uniform line ends, and all refused that this side does not take. */
  public String text() {
    return text;
  }
}
