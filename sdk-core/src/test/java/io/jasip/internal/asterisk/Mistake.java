package io.jasip.internal.asterisk;

import io.jasip.fault.Fault;

/**
 * One change in a configuration that works.
 *
 * @param file where the change is
 * @param from the text that is replaced where it is found first
 * @param to what stands there then
 * @param rule what the linter must say
 * @param fault what goes wrong
 * @param foundIn the file that the finding names
 * @param line what the line of the finding contains
 */
record Mistake(
    String file, String from, String to, String rule, Fault fault, String foundIn, String line) {

  static Mistake of(String file, String from, String to, String rule, Fault fault, String line) {
    return new Mistake(file, from, to, rule, fault, file, line);
  }

  @Override
  public String toString() {
    return rule + ": " + to.replace('\n', '|');
  }
}
