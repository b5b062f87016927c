package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.doctor.Step;
import io.jasip.doctor.Verdict;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each language has every phrase. */
class PhrasesTest {

  private static final Pattern VALUE = Pattern.compile("\\{\\d}");

  private static Properties bundle(String suffix) {
    Properties bundle = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Phrases.class.getResourceAsStream("phrases" + suffix + ".properties"),
            StandardCharsets.UTF_8)) {
      bundle.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bundle;
  }

  @ParameterizedTest
  @ValueSource(strings = {"_es", "_pt"})
  void a_translation_has_the_same_phrases_with_the_same_values(String suffix) {
    Properties english = bundle("");
    Properties translation = bundle(suffix);

    assertThat(translation.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (String key : english.stringPropertyNames()) {
      assertThat(values(translation.getProperty(key)))
          .as(key)
          .isEqualTo(values(english.getProperty(key)));
      if (english.getProperty(key).matches(".*\\p{L} .*\\p{L} .*\\p{L}.*")) {
        // A single word may be the same in two languages, three are not.
        assertThat(translation.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key));
      }
    }
  }

  private static Object values(String phrase) {
    return VALUE.matcher(phrase).results().map(result -> result.group()).sorted().toList();
  }

  @Test
  void every_step_verdict_and_station_has_its_words() {
    Phrases phrases = Phrases.in(Locale.ENGLISH);

    assertThat(Step.values())
        .allSatisfy(step -> assertThat(phrases.step(step)).isNotBlank())
        .allSatisfy(step -> assertThat(phrases.about(step)).endsWith("?"));
    assertThat(Verdict.values()).allSatisfy(v -> assertThat(phrases.verdict(v)).isNotBlank());
    assertThat(Arrays.stream(Station.values()).map(each -> phrases.say("station." + each)))
        .doesNotHaveDuplicates();
  }

  @Test
  void values_in_words_are_translated_and_others_stay() {
    Phrases phrases = Phrases.in(Locale.forLanguageTag("es"));

    assertThat(phrases.value("true")).isEqualTo("sí");
    assertThat(phrases.value("unanswered, as is usual")).startsWith("sin respuesta");
    assertThat(phrases.value("250 ms without a close")).isEqualTo("250 ms sin cierre");
    assertThat(phrases.value("SIP/2.0 200 OK")).isEqualTo("SIP/2.0 200 OK");
    assertThat(phrases.value("")).isEmpty();
  }

  @Test
  void apostrophes_stay() {
    assertThat(Phrases.in(Locale.ENGLISH).say("title", "alice's", "b")).contains("alice's");
  }

  @Test
  void an_observation_without_a_name_keeps_its_id() {
    assertThat(Phrases.in(Locale.ENGLISH).evidence("no.such.thing")).isEqualTo("no.such.thing");
  }
}
