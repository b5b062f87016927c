package io.jasip.doctor;

import io.jasip.fault.Fault;
import io.jasip.internal.asterisk.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What lines of Asterisk's log mean. Lines that say the same of the same user, number or file are
 * one finding.
 *
 * @param rule what kind of line it is, as a stable id such as {@code idle-transport}
 * @param fault the fault that it proves or hints at; empty if it is none
 * @param harmless whether it needs no attention, because it is usual or follows from another
 * @param firstLine the number of the first such line, counted from 1
 * @param lastLine the number of the last one
 * @param count how many there are
 * @param line the first one, without colours, cut when it is very long
 * @param values the names and values that the sentence speaks of
 */
public record LogFinding(
    String rule,
    Optional<Fault> fault,
    boolean harmless,
    long firstLine,
    long lastLine,
    long count,
    String line,
    List<String> values) {

  /**
   * Checks the arguments.
   *
   * @param rule what kind of line it is, as a stable id such as {@code idle-transport}
   * @param fault the fault that it proves or hints at; empty if it is none
   * @param harmless whether it needs no attention, because it is usual or follows from another
   * @param firstLine the number of the first such line, counted from 1
   * @param lastLine the number of the last one
   * @param count how many there are
   * @param line the first one, without colours, cut when it is very long
   * @param values the names and values that the sentence speaks of
   */
  public LogFinding {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(fault, "fault");
    Objects.requireNonNull(line, "line");
    values = List.copyOf(values);
  }

  /**
   * What the lines mean.
   *
   * @param locale English, Spanish or Portuguese; English for any other
   * @return one or two sentences
   */
  public String sentence(Locale locale) {
    return Texts.of("log." + rule, locale, values);
  }
}
