package io.jasip.internal.core;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.provider.Arguments;

/**
 * The table of a machine, a line per state and input: {@code CALLING PROVISIONAL -> PROCEEDING
 * STOP_TIMER_B PASS_UP}. What a state ignores has its line too.
 */
public final class TransitionTable {

  private TransitionTable() {}

  /**
   * The lines as arguments of a parameterized test: state, input, and what follows the arrow.
   *
   * @throws AssertionError if a state and input are missing or there twice
   */
  public static <S extends Enum<S>, I extends Enum<I>> List<Arguments> rows(
      Class<S> states, Class<I> inputs, String table) {
    Set<String> missing = new LinkedHashSet<>();
    for (S state : EnumSet.allOf(states)) {
      EnumSet.allOf(inputs).forEach(input -> missing.add(state + " " + input));
    }
    List<Arguments> rows = new ArrayList<>();
    for (String line : table.lines().filter(each -> !each.isBlank()).toList()) {
      String[] halves = line.strip().split("\\s*->\\s*", -1);
      String[] pair = halves[0].split("\\s+");
      if (!missing.remove(pair[0] + " " + pair[1])) {
        throw new AssertionError(halves[0] + " is in the table twice");
      }
      rows.add(
          Arguments.of(
              Enum.valueOf(states, pair[0]),
              Enum.valueOf(inputs, pair[1]),
              halves[1].replaceAll("\\s+", " ")));
    }
    if (!missing.isEmpty()) {
      throw new AssertionError("not in the table: " + missing);
    }
    return rows;
  }

  /** What a machine has made of an input, written like the right half of a line. */
  public static String outcome(Enum<?> next, List<? extends Enum<?>> actions) {
    return (next + " " + actions.stream().map(Enum::name).collect(Collectors.joining(" "))).strip();
  }
}
