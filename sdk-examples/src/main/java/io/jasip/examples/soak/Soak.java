package io.jasip.examples.soak;

import io.jasip.UABuilder;
import io.jasip.UAConfig;
import io.jasip.transport.WebSocketServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Phones that register, call and hang up for a long time, on a network that breaks, to see whether
 * anything is left behind.
 *
 * <pre>{@code
 * SoakReport report = Soak.run(plan);
 * System.out.println(report.text());
 * }</pre>
 */
public final class Soak {

  /** Loads classes, fills pools, starts threads: what is there after that is there to stay. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  /**
   * How long it may take until all are back, and calls without a peer gone, after the last fault.
   */
  private static final Duration RECOVERY = Duration.ofSeconds(60);

  private Soak() {}

  /**
   * Runs it. Blocks for that long, or until the thread is interrupted.
   *
   * @param plan what to do
   * @return how it went
   * @throws InterruptedException if the thread is interrupted; the phones have hung up by then
   * @throws CompletionException if a phone cannot connect or register at all
   * @throws IllegalArgumentException if there are to be faults and the server is not on this
   *     machine
   */
  public static SoakReport run(SoakPlan plan) throws InterruptedException {
    SoakTally tally = new SoakTally();
    if (!plan.hasFaults()) {
      return run(plan, tally, plan.builder(), () -> {}, () -> {});
    }
    UAConfig config = plan.builder().get().build().config();
    WebSocketServer server = config.servers().get(0);
    if (!server.host().equals("localhost") && !server.host().startsWith("127.")) {
      throw new IllegalArgumentException(
          "server \""
              + server.host()
              + "\" is another machine; a soak with faults needs one on"
              + " 127.0.0.1, so give --faults 0s");
    }
    try (BadNetwork network = new BadNetwork(server.port(), tally)) {
      String url =
          (server.secure() ? "wss" : "ws") + "://127.0.0.1:" + network.port() + server.path();
      String domain = config.account().uri().host();
      return run(
          plan,
          tally,
          () -> plan.builder().get().server(url).domain(domain),
          () -> network.breakEvery(plan.faultEvery()),
          network::calmDown);
    }
  }

  private static SoakReport run(
      SoakPlan plan, SoakTally tally, Supplier<UABuilder> builder, Runnable storm, Runnable calm)
      throws InterruptedException {
    List<SoakPhone> phones = new ArrayList<>();
    for (int i = 0; i < plan.phones(); i++) {
      phones.add(new SoakPhone(builder.get().build(), plan, tally));
    }
    try {
      all(phones.stream().map(SoakPhone::start).toList());
      callFor(WARM_UP, phones);
      Vitals before = Vitals.settled();
      storm.run();
      callFor(plan.length(), phones);
      calm.run();
      awaitAtMost(RECOVERY, () -> phones.stream().allMatch(SoakPhone::isRegistered));
      Vitals after = Vitals.settledSince(before, RECOVERY);
      int registered = (int) phones.stream().filter(SoakPhone::isRegistered).count();
      return tally.report(before, after, phones.size(), registered);
    } finally {
      allOf(phones.stream().map(SoakPhone::stop).toList()).join();
    }
  }

  private static void callFor(Duration length, List<SoakPhone> phones) throws InterruptedException {
    long deadline = System.nanoTime() + length.toNanos();
    all(phones.stream().map(phone -> phone.callUntil(deadline)).toList());
  }

  private static void all(List<CompletableFuture<Void>> futures) throws InterruptedException {
    try {
      allOf(futures).get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    }
  }

  private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> futures) {
    return CompletableFuture.allOf(futures.toArray(new CompletableFuture<?>[0]));
  }

  private static void awaitAtMost(Duration limit, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
      all(List.of(SoakPhone.pause(Duration.ofMillis(200))));
    }
  }
}
