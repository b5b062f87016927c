package io.jasip.webrtc.internal.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EModelTest {

  /** ITU-T G.107 table B.1, and the default of section 7.7. */
  @ParameterizedTest
  @CsvSource({
    "-5, 1",
    "0, 1",
    "50, 2.58",
    "60, 3.10",
    "70, 3.60",
    "80, 4.03",
    "90, 4.34",
    "93.2, 4.41",
    "100, 4.5",
    "120, 4.5"
  })
  void aRatingHasTheScoreOfTheRecommendation(double rating, double mos) {
    assertThat(EModel.mos(rating)).isCloseTo(mos, within(0.01));
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "3", "6", "10"})
  void noScoreIsBelowOne(double rating) {
    assertThat(EModel.mos(rating)).isGreaterThanOrEqualTo(1);
  }

  /** ITU-T G.113 appendix I: G.711 with concealment, random loss. */
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 5", "2, 7", "3, 10", "5, 15", "7, 20", "10, 25", "15, 35", "20, 45"})
  void lossImpairsG711AsTheRecommendationMeasured(double percent, double impairment) {
    double rating = EModel.rating(EModel.Codec.of("PCMU"), percent / 100, Duration.ZERO);
    assertThat(93.2 - rating).isCloseTo(impairment, within(3.0));
  }

  /** ITU-T G.114 figure 1, without other impairments. */
  @ParameterizedTest
  @CsvSource({"0, 93.2", "100, 93.2", "150, 93", "250, 84.3", "400, 69.1", "500, 62.4"})
  void delayImpairsAsTheRecommendationSays(long millis, double rating) {
    assertThat(EModel.rating(EModel.Codec.of("PCMA"), 0, Duration.ofMillis(millis)))
        .isCloseTo(rating, within(0.7));
  }

  /** ITU-T G.113 table I.1. */
  @ParameterizedTest
  @CsvSource({"PCMU, 0", "opus, 0", "G722, 0", ", 0", "G729, 11", "gsm, 20", "iLBC, 11"})
  void aCodecImpairsByItself(String codec, double impairment) {
    assertThat(EModel.rating(EModel.Codec.of(codec), 0, Duration.ZERO))
        .isCloseTo(93.2 - impairment, within(0.001));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 60000", "1.5, 0", "0.5, 60000"})
  void theWorstIsBadAndNotLess(double loss, long millis) {
    double mos = EModel.mos(EModel.Codec.of("opus"), loss, Duration.ofMillis(millis));
    assertThat(mos).isBetween(1.0, 1.5);
  }
}
