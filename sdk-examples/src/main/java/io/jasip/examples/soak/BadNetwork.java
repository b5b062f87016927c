package io.jasip.examples.soak;

import io.jasip.testkit.FaultProxy;
import io.jasip.testkit.FaultProxy.Direction;
import io.jasip.testkit.FaultProxy.Fault;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A network that breaks again and again, each time for some seconds, and in another way. */
final class BadNetwork implements AutoCloseable {

  /** A connection that is dead for longer than that is noticed: KeepAlive. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final List<Fault> FAULTS = List.of(Fault.values());
  private static final int MOST_BYTES = 3_000;

  private final FaultProxy proxy;
  private final SoakTally tally;
  private @Nullable Fault ordered;
  private final SplittableRandom random = new SplittableRandom();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "soak-faults");
            thread.setDaemon(true);
            return thread;
          });

  /** Leads to a port of this machine; nothing breaks yet. */
  BadNetwork(int serverPort, SoakTally tally) {
    this.proxy = FaultProxy.to(serverPort);
    this.tally = tally;
  }

  int port() {
    return proxy.port();
  }

  /** From now on it breaks so often. */
  void breakEvery(Duration pause) {
    clock.scheduleWithFixedDelay(
        this::breakOnce, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void breakOnce() {
    if (clock.isShutdown()) {
      return; // what broke after the healing would stay broken
    }
    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
    Direction direction = random.nextBoolean() ? Direction.TO_SERVER : Direction.FROM_SERVER;
    count();
    ordered = fault;
    proxy.inject(fault, direction, random.nextInt(MOST_BYTES));
    clock.schedule(this::heal, random.nextLong(1_000, LONGEST.toMillis()), TimeUnit.MILLISECONDS);
  }

  private synchronized void heal() {
    proxy.heal();
    count();
  }

  /** A fault that has found no bytes to hit has not happened. */
  private void count() {
    if (ordered != null && proxy.hasStruck()) {
      tally.broke(ordered.name());
      ordered = null;
    }
  }

  /** From now on nothing breaks any more. */
  synchronized void calmDown() {
    clock.shutdownNow();
    heal();
  }

  @Override
  public void close() {
    clock.shutdownNow();
    proxy.close();
  }
}
