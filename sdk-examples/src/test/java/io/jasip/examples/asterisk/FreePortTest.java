package io.jasip.examples.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two servers of one test have two ports, also before either has taken its own. */
class FreePortTest {

  @Test
  void noPortIsGivenTwice() {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      int pair = FreePort.pair();
      ports.addAll(List.of(FreePort.next(), pair, pair + 1));
    }

    assertThat(ports).doesNotHaveDuplicates();
  }
}
