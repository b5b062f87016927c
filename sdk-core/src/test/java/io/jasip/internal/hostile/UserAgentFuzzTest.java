package io.jasip.internal.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.internal.message.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Damaged messages sent to a whole user agent, the same in every run; more with {@code
 * -Djasip.fuzz.runs=100000}. Coverage-guided fuzzing of the same target: {@code .ci/fuzz}.
 */
@Isolated("an error that anybody logs counts")
class UserAgentFuzzTest {

  private static final int RUNS = Integer.getInteger("jasip.fuzz.runs", 1_000);
  private static final Path SEEDS = Path.of("src/test/resources/fuzz");

  @Test
  void nothingEscapesAndNothingIsLeft() throws IOException {
    List<byte[]> seeds = seeds();
    Random random = new Random(4475);
    for (int run = 0; run < RUNS; run++) {
      byte[] input = seeds.get(run % seeds.size());
      for (int damage = run < seeds.size() ? 0 : 1 + random.nextInt(3); damage > 0; damage--) {
        input = Damage.to(input, random);
      }
      try {
        UserAgentFuzzTarget.fuzzerTestOneInput(input);
      } catch (Throwable e) {
        throw new AssertionError("run " + run + ": " + HexFormat.of().formatHex(input), e);
      }
    }
  }

  private static List<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    try (Stream<Path> files = Files.list(SEEDS)) {
      for (Path file : files.sorted().toList()) {
        seeds.add(Files.readAllBytes(file));
      }
    }
    assertThat(seeds).isNotEmpty();
    return seeds;
  }
}
