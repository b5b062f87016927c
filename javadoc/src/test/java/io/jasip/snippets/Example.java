package io.jasip.snippets;

import java.nio.file.Path;

/**
 * A piece of Java in the documentation.
 *
 * @param file where it stands
 * @param line the line of its first code line in {@code file}, counted from 1
 * @param code its text, without comment stars
 */
record Example(Path file, int line, String code) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
