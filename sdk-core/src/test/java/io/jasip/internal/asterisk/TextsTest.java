package io.jasip.internal.asterisk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest
  @ValueSource(strings = {"es", "pt"})
  void eachLanguageHasTheSameSentencesWithTheSameValues(String language) throws IOException {
    Properties english = read("asterisk.properties");
    Properties other = read("asterisk_" + language + ".properties");

    assertThat(new TreeSet<>(other.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(values(other.getProperty(key)))
          .as(key)
          .isEqualTo(values(english.getProperty(key)));
      assertThat(other.getProperty(key))
          .as(key)
          .isNotEqualTo(english.getProperty(key))
          .isNotBlank();
    }
  }

  @Test
  void aSentenceIsInTheLanguageThatIsAskedForAndElseInEnglish() {
    List<String> values = List.of("9999", "from-internal");

    assertThat(Texts.of("log.number", Locale.forLanguageTag("pt-BR"), values))
        .isEqualTo("O número 9999 não está no contexto from-internal.");
    assertThat(Texts.of("log.number", Locale.forLanguageTag("es-419"), values))
        .isEqualTo("El número 9999 no está en el contexto from-internal.");
    assertThat(Texts.of("log.number", Locale.JAPANESE, values))
        .isEqualTo("The number 9999 is not in the context from-internal.");
  }

  private static Set<String> values(String text) {
    return Pattern.compile("\\{\\d}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static Properties read(String name) throws IOException {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(TextsTest.class.getResourceAsStream("/io/jasip/doctor/" + name)),
            UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }
}
