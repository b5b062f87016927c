package io.jasip.internal.ua;

import static org.assertj.core.api.Assertions.assertThat;

import io.jasip.UA;
import io.jasip.testkit.ScriptedServer;
import io.jasip.testkit.VirtualLoop;
import io.jasip.transport.ConnectionState;
import io.jasip.transport.KeepAlive;
import io.jasip.transport.ReconnectPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand phones lose their server in the same moment. */
class StampedeTest {

  private static final int PHONES = 1_000;
  private static final int SLICES = 10;

  private final VirtualLoop time = new VirtualLoop();
  private final List<ScriptedServer> lines = new ArrayList<>();
  private final List<UA> phones = new ArrayList<>();

  private void start() {
    for (int i = 0; i < PHONES; i++) {
      ScriptedServer line = new ScriptedServer(time);
      UA phone =
          line.userAgent(
              UA.builder().server("wss://pbx.example/ws").user("u" + i).keepAlive(KeepAlive.OFF));
      phone.start();
      lines.add(line);
      phones.add(phone);
    }
  }

  /** How many come in each slice of a span of time that begins now. */
  private List<Integer> arrivals(Duration span) {
    List<Integer> counts = new ArrayList<>();
    long before = attempts();
    for (int slice = 0; slice < SLICES; slice++) {
      time.advance(span.dividedBy(SLICES));
      counts.add((int) (attempts() - before));
      before = attempts();
    }
    return counts;
  }

  private static int sum(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  private long attempts() {
    return lines.stream().mapToLong(line -> line.door().attempts().size()).sum();
  }

  @Test
  void theyComeBackEvenlySpreadOverTheWindow() {
    start();
    lines.forEach(ScriptedServer::drop);
    List<Integer> counts = arrivals(ReconnectPolicy.DEFAULT.firstWindow());

    // 100 are due in each tenth; 50 to 150 is five standard deviations to either side.
    assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(50, 150));
    time.advance(Duration.ofSeconds(1)); // whoever drew the very end of the window
    assertThat(attempts()).as("one at the start, one now").isEqualTo(2L * PHONES);
    assertThat(phones)
        .allSatisfy(
            phone -> assertThat(phone.connectionState()).isEqualTo(ConnectionState.CONNECTED));
    phones.forEach(UA::stop);
    assertThat(time.pendingTimers()).isZero();
  }

  @Test
  void theyKnockEvenlyWhileTheServerIsDownForLong() {
    start();
    lines.forEach(line -> line.door().refuse());
    lines.forEach(ScriptedServer::drop);
    time.advance(Duration.ofMinutes(3));
    Duration largest = ReconnectPolicy.DEFAULT.largestWindow();
    List<Integer> counts = arrivals(largest);

    // Each waits 15 s on average: 2,000 in 30 s, 200 in each tenth, and 15 more or less.
    assertThat(counts).allSatisfy(count -> assertThat(count).isBetween(110, 290));
    lines.forEach(line -> line.door().accept());
    List<Integer> back = arrivals(largest);
    assertThat(sum(back)).isEqualTo(PHONES);
    // Of waits that have begun already the rest is drawn: more of the short ones, none at once.
    assertThat(back).allSatisfy(count -> assertThat(count).isLessThan(280));
    phones.forEach(UA::stop);
  }
}
