package io.jasip.webrtc;

import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.SdpType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Offers and answers that were damaged on purpose: each is taken or refused, and the process lives.
 * The system property {@code jasip.mutations} says how many; each run begins with the same seed.
 */
class MutatedDescriptionTest {

  private static final int COUNT = Integer.getInteger("jasip.mutations", 1_000);
  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  /** What the address of a candidate is replaced in, so that nothing leaves the machine. */
  private static final Pattern ADDRESS =
      Pattern.compile("(a=candidate:\\S+ \\S+ \\S+ \\S+ )[0-9A-Fa-f.:]+ ");

  private final Random random = new Random(20_261_121);
  private final Map<Reason, Integer> refused = new EnumMap<>(Reason.class);
  private int taken;

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @Test
  void offersAreTakenOrRefused() {
    try (Party alice = Party.join(ENGINE, "alice")) {
      String offer = done(alice.session.createOffer());
      Party bob = Party.join(ENGINE, "bob");
      for (int i = 0; i < COUNT / 2; i++) {
        if (note(bob.session.createAnswer(mutated(offer, i)))) {
          bob.close();
          bob = Party.join(ENGINE, "bob");
        }
      }
      bob.close();
    }
    conclude("offers");
  }

  @Test
  void offersOfVideoAreTakenOrRefused() {
    try (Party alice = Party.join(ENGINE, "alice", withVideo())) {
      String offer = done(alice.session.createOffer());
      assertThat(offer).contains("m=video");
      Party bob = Party.join(ENGINE, "bob", withVideo());
      for (int i = 0; i < COUNT / 2; i++) {
        if (note(bob.session.createAnswer(mutated(offer, i)))) {
          bob.close();
          bob = Party.join(ENGINE, "bob", withVideo());
        }
      }
      bob.close();
    }
    conclude("offers of video");
  }

  private static AudioOptions.Builder withVideo() {
    return AudioOptions.builder()
        .video(VideoOptions.builder().source(VideoSource.testPattern(64, 48)).build());
  }

  @Test
  void answersAreTakenOrRefused() {
    Party alice = Party.join(ENGINE, "alice");
    String answer = answerTo(done(alice.session.createOffer()));
    for (int i = 0; i < COUNT / 2; i++) {
      if (note(alice.session.acceptAnswer(SdpType.ANSWER, mutated(answer, i)))) {
        alice.close();
        alice = Party.join(ENGINE, "alice");
        done(alice.session.createOffer());
      }
    }
    alice.close();
    conclude("answers");
  }

  private static String answerTo(String offer) {
    try (Party bob = Party.join(ENGINE, "bob")) {
      return done(bob.session.createAnswer(offer));
    }
  }

  /** Whether the native side has seen the description: after that a session may take no other. */
  private boolean note(CompletableFuture<?> result) {
    try {
      result.exceptionally(failure -> null).join();
    } catch (RuntimeException e) {
      throw new AssertionError("neither taken nor refused", e);
    }
    if (!result.isCompletedExceptionally()) {
      taken++;
      return true;
    }
    MediaException why = failure(result);
    refused.merge(why.reason(), 1, Integer::sum);
    return !why.getMessage().contains("cannot be used: ");
  }

  private void conclude(String what) {
    System.out.println("Mutated " + what + ": " + taken + " taken, refused " + refused);
    assertThat(taken).isPositive();
    assertThat(refused.keySet()).isSubsetOf(Reason.BAD_DESCRIPTION, Reason.NEGOTIATION);
    assertThat(refused.values().stream().mapToInt(each -> each).sum() + taken).isEqualTo(COUNT / 2);
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      bob.awaitTone(440);
    }
  }

  private String mutated(String sdp, int number) {
    List<String> lines = new ArrayList<>(sdp.lines().toList());
    int line = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    String text = lines.get(line);
    switch (number % 10) {
      case 0 -> lines.set(number / 10 % lines.size(), insert(lines, number, "%n%s"));
      case 1 -> lines.remove(number / 10 % lines.size());
      case 2 -> Collections.swap(lines, line, other);
      case 3 -> lines.add(line, lines.get(other));
      case 4 -> lines.set(line, text.replaceFirst("[0-9]+", "99999999999999999999"));
      case 5 -> lines.set(line, text.substring(0, random.nextInt(text.length() + 1)));
      case 6 -> lines.set(line, text + " " + "x".repeat(number % 100 == 6 ? 1_000_000 : 3_000));
      case 7 -> {
        return local(sdp.substring(0, random.nextInt(sdp.length())));
      }
      default -> {
        return local(flipped(sdp, 1 + random.nextInt(number % 10 == 8 ? 3 : 30)));
      }
    }
    return local(String.join("\r\n", lines) + "\r\n");
  }

  private String insert(List<String> lines, int number, String what) {
    String text = lines.get(number / 10 % lines.size());
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + what + text.substring(at);
  }

  private String flipped(String sdp, int count) {
    char[] characters = sdp.toCharArray();
    for (int i = 0; i < count; i++) {
      characters[random.nextInt(characters.length)] ^= (char) (1 << random.nextInt(8));
    }
    return new String(characters);
  }

  private static String local(String sdp) {
    return ADDRESS
        .matcher(sdp)
        .replaceAll(match -> Matcher.quoteReplacement(match.group(1) + "127.0.0.1 "));
  }
}
