package io.jasip.doctor;

import java.util.Objects;

/**
 * Something that was observed. Secrets are never part of it.
 *
 * @param name what it is, as a stable id in lower case such as {@code tls.subject}
 * @param value what was seen, as it was seen
 */
public record Evidence(String name, String value) {

  /**
   * Checks the arguments.
   *
   * @param name what it is, as a stable id in lower case such as {@code tls.subject}
   * @param value what was seen, as it was seen
   */
  public Evidence {
    Objects.requireNonNull(name, "name");
    // Servers have their say in some values: no line breaks, no control characters.
    value = value.replaceAll("\\p{Cntrl}+", " ");
  }
}
