package io.jasip.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"faults.properties", "faults_es.properties", "faults_pt.properties"})
  void eachFaultHasItsTextsInEachLanguageAndNothingElseIsThere(String file) {
    Set<String> expected = new TreeSet<>();
    for (Fault fault : Fault.values()) {
      expected.add(fault + ".sentence");
      expected.add(fault + ".proof");
      expected.add(fault + ".mistake");
      if (!fault.text(Locale.ROOT).alternatives().isEmpty()) {
        expected.add(fault + ".question");
      }
    }

    Properties texts = read(file);

    assertThat(new TreeSet<>(texts.stringPropertyNames())).isEqualTo(expected);
    assertThat(texts.values()).allSatisfy(text -> assertThat((String) text).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"faults.properties", "faults_es.properties", "faults_pt.properties"})
  void sentencesAreOneSentence(String file) {
    Properties texts = read(file);
    for (Fault fault : Fault.values()) {
      String sentence = texts.getProperty(fault + ".sentence");
      assertThat(sentence).as(fault.name()).endsWith(".").doesNotContain(". ").hasSizeLessThan(190);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"faults_es.properties", "faults_pt.properties"})
  void eachTextIsTranslated(String file) {
    Properties english = read("faults.properties");
    Properties other = read(file);

    assertThat(english.stringPropertyNames())
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(other.getProperty(key)).as(key).isNotEqualTo(english.getProperty(key)));
  }

  @Test
  void remediesNameExistingFaultsAndVersions() {
    Set<String> allowed = new TreeSet<>();
    for (Fault fault : Fault.values()) {
      allowed.add(fault + ".confirm");
      allowed.add(fault + ".alternatives");
      allowed.add(fault + ".fix");
      Arrays.stream(AsteriskVersion.values()).forEach(v -> allowed.add(fault + ".fix." + v));
    }

    assertThat(allowed).containsAll(read("remedies.properties").stringPropertyNames());
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void faultsThatLookTheSameNameEachOther(Fault fault) {
    for (Fault other : fault.text(Locale.ROOT).alternatives()) {
      assertThat(other).isNotEqualTo(fault);
      assertThat(other.text(Locale.ROOT).alternatives()).as("%s", other).contains(fault);
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aFixBeginsWithTheNameOfItsFile(Fault fault) {
    fault
        .text(Locale.ROOT)
        .fixes()
        .values()
        .forEach(
            lines -> {
              assertThat(lines.get(0)).as("%s", fault).startsWith("; ");
              assertThat(lines).as("%s", fault).noneMatch(String::isBlank);
            });
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Fault.class.getResourceAsStream(file), file), UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return properties;
  }
}
