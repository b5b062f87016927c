package io.jasip.webrtc;

import static io.jasip.webrtc.Party.PATIENCE;
import static io.jasip.webrtc.Party.done;
import static io.jasip.webrtc.Party.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jasip.media.MediaDirection;
import io.jasip.media.MediaException;
import io.jasip.media.MediaException.Reason;
import io.jasip.media.SdpType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits as RTP events (RFC 4733). A receiver that gets such events plays their tones. */
class DtmfTest {

  /** So long that nobody who listens every now and then misses it. */
  private static final Duration LONG = Duration.ofSeconds(4);

  private static final Duration TONE = Duration.ofMillis(100);
  private static final Duration GAP = Duration.ofMillis(70);
  private static final WebRtcMedia ENGINE = WebRtcMedia.headless();

  @BeforeAll
  static void retain() {
    done(ENGINE.retain());
  }

  @AfterAll
  static void release() {
    done(ENGINE.release());
  }

  @ParameterizedTest
  @EnumSource(AudioCodec.class)
  void aDigitOfAliceReachesBobRightAfterTheCallIsUp(AudioCodec codec) {
    try (Party alice = Party.join(ENGINE, "alice", AudioOptions.builder().codecs(List.of(codec)));
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      done(alice.session.sendDtmf("1", LONG, GAP));
      await()
          .atMost(PATIENCE)
          .until(() -> faintly(bob.ear, 697) && faintly(bob.ear, 1209) && !faintly(bob.ear, 941));
    }
  }

  @Test
  void aMutedCallStillSendsDigits() {
    try (Party alice = Party.join(ENGINE, "alice", 440);
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      done(alice.session.setMuted(true));
      done(alice.session.sendDtmf("#", LONG, GAP));
      await().atMost(PATIENCE).until(() -> faintly(bob.ear, 941) && faintly(bob.ear, 1477));
    }
  }

  @Test
  void everyDigitAndThePauseAreTaken() {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      done(alice.session.sendDtmf("0123456789ABCDabcd*#,", TONE, GAP));
    }
  }

  /** Of 100 frames a second. Less may be heard on a busy machine, so much more is sent. */
  @ParameterizedTest
  @EnumSource(AudioCodec.class)
  void tonesAndTheGapsBetweenThemAreAsLongAsWasSaid(AudioCodec codec) {
    AtomicInteger tone = new AtomicInteger();
    AtomicInteger gap = new AtomicInteger();
    AudioSink ear =
        frame -> {
          boolean first = Goertzel.amplitude(frame.samples(), 697) > 0.02;
          boolean second = Goertzel.amplitude(frame.samples(), 852) > 0.02;
          if (first) {
            tone.incrementAndGet();
          } else if (!second && tone.get() > 0) {
            gap.incrementAndGet();
          }
        };
    try (Party alice = Party.join(ENGINE, "alice", AudioOptions.builder().codecs(List.of(codec)));
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      bob.sound().addReceivedSink(ear);
      done(alice.session.sendDtmf("17", LONG, LONG));
      await().atMost(PATIENCE).until(() -> faintly(bob.ear, 852));
      assertThat(tone).hasValueGreaterThan(100);
      assertThat(gap).hasValueGreaterThan(100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "1 2", "12E", "+1", "%s%n", "\u0661", "1\0", "1\n"})
  void whatIsNoDigitIsRefusedAndNamed(String tones) {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      alice.offer(bob);
      var refused = refused(alice, tones, TONE, GAP);
      assertThat(refused.reason()).isEqualTo(Reason.BAD_OPTION);
      assertThat(refused).hasMessageContaining("A-D");
    }
  }

  @ParameterizedTest
  @CsvSource({"39, 70", "6001, 70", "0, 70", "-100, 70", "100, 29", "100, 0", "100, -70"})
  void timesOutOfRangeAreRefusedAndNamed(long duration, long gap) {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      alice.offer(bob);
      var refused = refused(alice, "1", Duration.ofMillis(duration), Duration.ofMillis(gap));
      assertThat(refused.reason()).isEqualTo(Reason.BAD_OPTION);
      assertThat(refused)
          .hasMessageContaining(String.valueOf(duration))
          .hasMessageContaining(String.valueOf(gap));
    }
  }

  @Test
  void aCallThatHasNotBegunTakesNoDigits() {
    try (Party alice = Party.join(ENGINE, "alice")) {
      assertThat(refused(alice, "1", TONE, GAP).reason()).isEqualTo(Reason.DTMF_NOT_NEGOTIATED);
      done(alice.session.createOffer());
      assertThat(refused(alice, "1", TONE, GAP).reason()).isEqualTo(Reason.DTMF_NOT_NEGOTIATED);
    }
  }

  @Test
  void aPeerWithoutTelephoneEventTakesNoDigits() {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      String offer = done(alice.session.createOffer());
      String answer = done(bob.session.createAnswer(withoutTelephoneEvent(offer)));
      done(alice.session.acceptAnswer(SdpType.ANSWER, answer));
      alice.awaitConnected();
      MediaException refused = refused(alice, "1", TONE, GAP);
      assertThat(refused.reason()).isEqualTo(Reason.DTMF_NOT_NEGOTIATED);
      assertThat(refused).hasMessageContaining("telephone-event");
    }
  }

  @Test
  void aCallOnHoldTakesNoDigitsAndAResumedOneDoes() {
    try (Party alice = Party.join(ENGINE, "alice");
        Party bob = Party.join(ENGINE, "bob")) {
      alice.call(bob);
      done(alice.session.setDirection(MediaDirection.INACTIVE));
      alice.offer(bob);
      assertThat(refused(alice, "1", TONE, GAP).reason()).isEqualTo(Reason.DTMF_NOT_NEGOTIATED);
      done(alice.session.setDirection(MediaDirection.SEND_RECV));
      alice.offer(bob);
      done(alice.session.sendDtmf("1", TONE, GAP));
    }
  }

  private static boolean faintly(Ear ear, double frequency) {
    return Goertzel.amplitude(ear.sound(), frequency) > 0.02;
  }

  private static MediaException refused(Party party, String tones, Duration tone, Duration gap) {
    return failure(party.session.sendDtmf(tones, tone, gap));
  }

  private static String withoutTelephoneEvent(String sdp) {
    String without = sdp;
    Matcher event = Pattern.compile("a=rtpmap:(\\d+) telephone-event/\\d+\r\n").matcher(sdp);
    while (event.find()) {
      String payload = event.group(1);
      without =
          without
              .replace(event.group(), "")
              .replaceAll("(?m)^a=fmtp:" + payload + " .*\r\n", "")
              .replaceAll("(?m)^(m=audio .*) " + payload + "(?=[ \r])", "$1");
    }
    return without;
  }
}
