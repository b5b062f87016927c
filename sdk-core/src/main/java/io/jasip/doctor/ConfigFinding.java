package io.jasip.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.asterisk.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A mistake in the configuration of an Asterisk.
 *
 * @param rule what kind of mistake it is, as a stable id such as {@code http-tls-not-enabled}
 * @param fault what goes wrong because of it
 * @param verdict {@link Verdict#FAILED}, or {@link Verdict#WARNING} if calls may work in spite of
 *     it
 * @param file the file that is to be changed
 * @param line its line, counted from 1; 0 if the whole file is meant
 * @param found what is there now, passwords masked; empty if the whole file is meant
 * @param correction what should be there instead: one or more lines; empty if the line is to be
 *     removed, or its section if it begins one; the same as {@code found} if it may stay, and what
 *     it names is wrong, such as a certificate
 * @param values the names and values that the sentence speaks of
 */
public record ConfigFinding(
    String rule,
    Fault fault,
    Verdict verdict,
    Path file,
    int line,
    String found,
    String correction,
    List<String> values) {

  /**
   * Checks the arguments.
   *
   * @param rule what kind of mistake it is, as a stable id such as {@code http-tls-not-enabled}
   * @param fault what goes wrong because of it
   * @param verdict {@link Verdict#FAILED}, or {@link Verdict#WARNING} if calls may work in spite of
   *     it
   * @param file the file that is to be changed
   * @param line its line, counted from 1; 0 if the whole file is meant
   * @param found what is there now, passwords masked; empty if the whole file is meant
   * @param correction what should be there instead: one or more lines; empty if the line is to be
   *     removed, or its section if it begins one; the same as {@code found} if it may stay, and
   *     what it names is wrong, such as a certificate
   * @param values the names and values that the sentence speaks of
   */
  public ConfigFinding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(verdict, "verdict");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(correction, "correction");
    values = List.copyOf(values);
  }

  /**
   * What is wrong there, and why it matters.
   *
   * @param locale English, Spanish or Portuguese; English for any other
   * @return one or two sentences
   */
  public String sentence(Locale locale) {
    return Texts.of("config." + rule, locale, values);
  }
}
