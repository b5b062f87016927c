package io.jasip.internal.asterisk;

import java.util.List;
import java.util.stream.Stream;

/** The mistakes of all files. */
final class Mistakes {

  static final List<Mistake> ALL =
      Stream.of(ServerMistakes.ALL, PjsipMistakes.ALL, EndpointMistakes.ALL)
          .flatMap(List::stream)
          .toList();

  private Mistakes() {}
}
