package io.jasip.examples.dialer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Lines of standard input: the password first, if it comes from there, then what is typed. */
final class StandardInput {

  private static @Nullable InputStream from;
  private static @Nullable BufferedReader reader;

  private StandardInput() {}

  /** The next line; null at the end. One reader for all: what it has read ahead is not lost. */
  static @Nullable String readLine() throws IOException {
    return reader().readLine();
  }

  private static synchronized BufferedReader reader() {
    BufferedReader known = reader;
    if (known == null || from != System.in) {
      from = System.in;
      known = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      reader = known;
    }
    return known;
  }
}
