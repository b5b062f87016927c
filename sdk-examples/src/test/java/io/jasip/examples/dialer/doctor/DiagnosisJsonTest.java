package io.jasip.examples.dialer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.JacksonNode;
import io.jasip.doctor.AsteriskConfig;
import io.jasip.doctor.AsteriskLog;
import io.jasip.doctor.Diagnosis;
import io.jasip.doctor.Step;
import io.jasip.fault.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs read is what the schema says. */
class DiagnosisJsonTest {

  private static String schema() throws IOException {
    try (InputStream schema = DiagnosisJson.class.getResourceAsStream("doctor.schema.json")) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String write(Diagnosis diagnosis, String language) {
    Phrases phrases = Phrases.in(Locale.forLanguageTag(language));
    int exit =
        switch (diagnosis.verdict()) {
          case FAILED -> 1;
          case WARNING -> 3;
          default -> 0;
        };
    return new DiagnosisJson(phrases).write(Diagnoses.report(diagnosis), exit);
  }

  private static Validator.Result validate(String json) throws IOException {
    return new ValidatorFactory()
        .withJsonNodeFactory(new JacksonNode.Factory())
        .validate(schema(), json);
  }

  private static void assertValid(String json) throws IOException {
    Validator.Result result = validate(json);
    assertThat(result.getErrors().stream().map(e -> e.getInstanceLocation() + e.getError()))
        .isEmpty();
    assertThat(result.isValid()).isTrue();
  }

  private static Stream<Diagnosis> diagnoses() {
    return Stream.of(Diagnoses.healthy(), Diagnoses.warning());
  }

  @ParameterizedTest
  @MethodSource("diagnoses")
  void it_fits_the_schema(Diagnosis diagnosis) throws IOException {
    assertValid(write(diagnosis, "en"));
  }

  @Test
  void what_was_read_of_the_server_fits_the_schema(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("http.conf"), "[general]\nenabled=yes\n");
    String log =
        "Asterisk Ready.\nERROR res_pjsip.c: Unable to retrieve PJSIP transport 'transport-wss'\n";
    ServerSide read =
        new ServerSide(
            Optional.of(new ServerSide.Log("-", AsteriskLog.explain(new StringReader(log)))),
            Optional.of(new ServerSide.Config("etc", AsteriskConfig.lint(folder))));
    Report report =
        Report.of(
            Diagnoses.healthy(),
            Diagnoses.SERVER,
            "alice",
            "9999",
            Optional.empty(),
            read,
            Secrets.of(List.of(), List.of()));

    String json = new DiagnosisJson(Phrases.in(Locale.ENGLISH)).write(report, 0);

    assertValid(json);
    JsonNode tree = new ObjectMapper().readTree(json);
    assertThat(tree.at("/log/findings").findValuesAsText("fault"))
        .contains("TRANSPORT_NAME_MISSING");
    assertThat(tree.at("/config/findings").findValuesAsText("fault")).contains("HTTPS_NOT_ENABLED");
    assertThat(validate(json.replace("\"correction\"", "\"fix\"")).isValid()).isFalse();
    assertThat(validate(json.replace("\"firstLine\"", "\"first\"")).isValid()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void each_fault_fits_the_schema_in_each_language(Fault fault) throws IOException {
    Diagnosis diagnosis = Diagnoses.broken(Step.REGISTER, fault, "what", "was seen");
    for (String language : new String[] {"en", "es", "pt"}) {
      assertValid(write(diagnosis, language));
    }
  }

  @Test
  void the_schema_is_one_that_can_be_broken() throws IOException {
    String json = write(Diagnoses.healthy(), "en");

    assertThat(validate(json.replace("\"schema\" : 1", "\"schema\" : 2")).isValid()).isFalse();
    assertThat(validate(json.replace("\"sentLevelDb\"", "\"level\"")).isValid()).isFalse();
  }

  @Test
  void the_first_finding_is_what_to_repair_first() throws IOException {
    JsonNode json =
        new ObjectMapper()
            .readTree(
                write(
                    Diagnoses.broken(
                        Step.REGISTER, Fault.CREDENTIALS_REFUSED, "sip.status", "401 «no»"),
                    "es"));

    assertThat(json.at("/verdict").asText()).isEqualTo("FAILED");
    assertThat(json.at("/exit").asInt()).isEqualTo(1);
    assertThat(json.at("/language").asText()).isEqualTo("es");
    assertThat(json.at("/findings/0/fault").asText()).isEqualTo("CREDENTIALS_REFUSED");
    assertThat(json.at("/findings/0/layer").asText()).isEqualTo("REGISTER");
    assertThat(json.at("/findings/0/evidence/0/value").asText()).isEqualTo("401 «no»");
    assertThat(json.at("/steps")).hasSize(Step.values().length);
    assertThat(json.at("/product").asText()).isEqualTo("Asterisk/22.10.1");
  }

  @Test
  void figures_that_are_not_known_are_null() throws IOException {
    JsonNode json = new ObjectMapper().readTree(write(Diagnoses.healthy(), "en"));

    assertThat(json.at("/samples/0/roundTripMs").isNull()).isTrue();
    assertThat(json.at("/samples/0/sentLevelDb").isNull()).isTrue();
    assertThat(json.at("/samples/5/sentLevelDb").asDouble()).isEqualTo(-18);
  }

  @Test
  void any_charset_can_carry_it() {
    assertThat(write(Diagnoses.healthy(), "es")).matches("[\\x20-\\x7e\\s]*").contains("\\u00F3");
  }
}
