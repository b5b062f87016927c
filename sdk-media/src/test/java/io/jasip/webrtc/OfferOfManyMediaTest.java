package io.jasip.webrtc;

import static io.jasip.webrtc.Party.done;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.media.SdpType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Offers with more than one m-line, as video phones and conference servers send them. */
class OfferOfManyMediaTest {

  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @Test
  void videoAfterAudio() {
    answered("", "video", "96", "a=rtpmap:96 VP8/90000");
  }

  @Test
  void aGroupOfVideoAlone() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer =
          offer(alice, "", "video", "96", "a=rtpmap:96 VP8/90000")
              .replaceFirst("BUNDLE 0 more", "BUNDLE more");
      List<String> lines = mediaLines(done(bob.session.createAnswer(offer)));
      assertThat(lines.get(0)).startsWith("m=audio ").doesNotStartWith("m=audio 0 ");
      assertThat(lines.get(1)).startsWith("m=video 0 ");
    }
  }

  @Test
  void noGroup() {
    answeredWithoutGroup("a=none:");
  }

  @Test
  void noGroupAndNoNames() {
    answeredWithoutGroup("a=mid:");
  }

  private static void answeredWithoutGroup(String unwanted) {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer =
          offer(alice, "", "video", "96", "a=rtpmap:96 VP8/90000")
              .replaceAll("(?m)^(a=group:|" + unwanted + ").*\r\n", "");
      String answer = done(bob.session.createAnswer(offer));
      List<String> lines = mediaLines(answer);
      assertThat(lines.get(0)).startsWith("m=audio ").doesNotStartWith("m=audio 0 ");
      assertThat(lines.get(1)).startsWith("m=video 0 ");
      assertThat(answer).doesNotContain("a=group:");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=group:", "a=group:|a=mid:|a=extmap:"})
  void soundAloneNeedsNoGroup(String absent) {
    String unwanted = "(?m)^(" + absent + ").*\r\n";
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer = done(alice.session.createOffer()).replaceAll(unwanted, "");
      String answer = done(bob.session.createAnswer(offer));
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer.replaceAll(unwanted, "")));
      alice.awaitTone(1000);
      bob.awaitTone(440);
      String again = done(bob.session.createOffer()).replaceAll(unwanted, "");
      answer = done(alice.session.createAnswer(again)).replaceAll(unwanted, "");
      done(bob.session.acceptAnswer(SdpType.ANSWER, answer));
    }
  }

  @Test
  void anAnswerWithoutAGroup() {
    VideoOptions video = VideoOptions.builder().build();
    try (Party alice = Party.join(ENGINE, "alice", AudioOptions.builder().video(video));
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String answer = done(bob.session.createAnswer(done(alice.session.createOffer())));
      assertThat(mediaLines(answer)).hasSize(2);
      done(
          alice.session.acceptAnswer(SdpType.ANSWER, answer.replaceAll("(?m)^a=group:.*\r\n", "")));
      alice.awaitTone(1000);
    }
  }

  @Test
  void videoOfAnUnknownCodecAfterAudio() {
    answered("", "video", "96", "a=rtpmap:96 NONE/90000");
  }

  @Test
  void videoBeforeAudio() {
    answered("first", "video", "96", "a=rtpmap:96 VP8/90000");
  }

  @Test
  void videoOfAnUnknownCodecBeforeAudio() {
    answered("first", "video", "96", "a=rtpmap:96 NONE/90000");
  }

  @Test
  void aSecondAudio() {
    answered("", "audio", "8", "a=rtpmap:8 PCMA/8000");
  }

  @Test
  void ofTwoAudiosTheFirstIsTaken() {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      String many = offer(alice, "first", "audio", "8", "a=rtpmap:8 PCMA/8000");
      List<String> lines = mediaLines(done(bob.session.createAnswer(many)));
      assertThat(lines.get(0)).doesNotStartWith("m=audio 0 ").endsWith(" 8");
      assertThat(lines.get(1)).startsWith("m=audio 0 ");
    }
  }

  @Test
  void audioOfAnUnknownCodecBefore() {
    answered("first", "audio", "97", "a=rtpmap:97 NONE/8000");
  }

  @Test
  void audioOfAnUnknownCodecAfter() {
    answered("", "audio", "97", "a=rtpmap:97 NONE/8000");
  }

  @Test
  void textAfterAudio() {
    answered("", "text", "98", "a=rtpmap:98 t140/1000");
  }

  @Test
  void textBeforeAudio() {
    answered("first", "text", "98", "a=rtpmap:98 t140/1000");
  }

  @Test
  void faxAfterAudio() {
    answeredWithoutFax("m=audio ", "m=image ");
  }

  @Test
  void faxBeforeAudio() {
    answeredWithoutFax("m=image ", "m=audio ");
  }

  /** Answers an offer of these two, of which the fax is T.38 (ITU-T T.38 annex D). */
  private static void answeredWithoutFax(String... order) {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String offer = done(alice.session.createOffer());
      int start = offer.indexOf("m=audio");
      String audio = offer.substring(start);
      String fax = "m=image 4000 udptl t38\r\nc=IN IP4 192.0.2.1\r\na=T38FaxVersion:0\r\n";
      boolean audioFirst = order[0].startsWith("m=audio");
      String answer =
          done(
              bob.session.createAnswer(
                  offer.substring(0, start) + (audioFirst ? audio + fax : fax + audio)));
      List<String> lines = mediaLines(answer);
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).startsWith(order[0]);
      assertThat(lines.get(1)).startsWith(order[1]);
      assertThat(lines.get(audioFirst ? 0 : 1)).doesNotStartWith("m=audio 0 ");
      assertThat(lines.get(audioFirst ? 1 : 0)).startsWith("m=image 0 udptl ");
      done(alice.session.acceptAnswer(SdpType.ANSWER, sessionOfOne(answer)));
      alice.awaitTone(1000);
      bob.awaitTone(440);
    }
  }

  private static void answered(String place, String media, String payload, String codec) {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob", 1000)) {
      String many = offer(alice, place, media, payload, codec);
      String answer = done(bob.session.createAnswer(many));
      List<String> lines = mediaLines(answer);
      assertThat(lines).hasSize(2);
      String taken = lines.get(place.isEmpty() ? 0 : 1);
      String refused = lines.get(place.isEmpty() ? 1 : 0);
      assertThat(taken).startsWith("m=audio ").doesNotStartWith("m=audio 0 ");
      assertThat(refused).startsWith("m=" + media + " 0 ");
      done(alice.session.acceptAnswer(SdpType.ANSWER, sessionOfOne(answer)));
      alice.awaitTone(1000);
      bob.awaitTone(440);
    }
  }

  private static List<String> mediaLines(String sdp) {
    return sdp.lines().filter(line -> line.startsWith("m=")).toList();
  }

  /** Alice's offer of audio, with one more m-line before or after it. */
  private static String offer(
      Party alice, String place, String media, String payload, String codec) {
    String offer = done(alice.session.createOffer());
    int start = offer.indexOf("m=audio");
    String audio = offer.substring(start);
    String more =
        audio
                .replaceAll("(?m)^a=(rtpmap|fmtp|rtcp-fb|ssrc|msid|candidate).*\r\n", "")
                .replaceFirst("m=audio (\\d+) (\\S+) .*", "m=" + media + " $1 $2 " + payload)
                .replaceFirst("a=mid:0", "a=mid:more")
            + codec
            + "\r\n";
    String session =
        offer
            .substring(0, start)
            .replaceFirst("BUNDLE 0", place.isEmpty() ? "BUNDLE 0 more" : "BUNDLE more 0");
    return place.isEmpty() ? session + audio + more : session + more + audio;
  }

  /** What alice, who offered audio alone, has to see of an answer. */
  private static String sessionOfOne(String answer) {
    String[] sections = answer.split("(?m)(?=^m=)", -1);
    return Stream.of(sections)
        .filter(section -> !section.matches("(?s)m=\\S+ 0 .*"))
        .collect(joining())
        .replaceFirst("a=group:BUNDLE .*", "a=group:BUNDLE 0");
  }
}
