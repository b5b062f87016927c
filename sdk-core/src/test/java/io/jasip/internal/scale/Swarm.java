package io.jasip.internal.scale;

import io.jasip.RegistrationEvent;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAConfig;
import io.jasip.UAListener;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.ua.Platform;
import io.jasip.internal.ua.RealUA;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many user agents as in production, sockets and threads included. Only the long waits, such as
 * that for a refresh, end when the test says so.
 */
final class Swarm implements Platform, AutoCloseable {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(590);
  private static final int AT_ONCE = 100;

  private final List<RealUA> members = new ArrayList<>();
  private final Set<SipLoop> loops = ConcurrentHashMap.newKeySet();
  private final Set<Parked> parked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger confirmed = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();

  /** A wait that has not ended; each is itself alone, whatever it holds. */
  private static final class Parked {
    final SipLoop loop;
    final Duration delay;
    final Runnable task;

    Parked(SipLoop loop, Duration delay, Runnable task) {
      this.delay = delay;
      this.loop = loop;
      this.task = task;
    }
  }

  /** Makes, starts and registers user agents. */
  void grow(int size, int port) {
    Semaphore room = new Semaphore(AT_ONCE);
    List<CompletableFuture<?>> registered = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      UAConfig config =
          UA.builder()
              .server("ws://127.0.0.1:" + port + "/ws")
              .user("u" + i)
              .password("secret")
              .build()
              .config();
      RealUA member = new RealUA(config, this);
      member.addListener(new Count());
      members.add(member);
      room.acquireUninterruptibly();
      registered.add(
          member
              .start()
              .thenCompose(started -> member.register())
              .whenComplete((registration, failure) -> room.release()));
    }
    CompletableFuture.allOf(registered.toArray(new CompletableFuture<?>[0])).join();
  }

  private final class Count implements UAListener {
    @Override
    public void onRegistration(RegistrationEvent event) {
      if (event.to() == RegistrationState.REGISTERED) {
        confirmed.incrementAndGet();
      } else if (event.cause() != null || event.to() == RegistrationState.UNREGISTERED) {
        lost.incrementAndGet();
      }
    }
  }

  /** Lets the long waits end at once that are due before the registrations expire. */
  void passTime() {
    finishTurns();
    for (Parked each : List.copyOf(parked)) {
      if (each.delay.compareTo(BEFORE_EXPIRY) < 0 && parked.remove(each)) {
        each.loop.execute(each.task);
      }
    }
  }

  /** Who has been counted may not have begun to wait yet: the event comes before. */
  private void finishTurns() {
    List<CompletableFuture<Void>> turns = new ArrayList<>();
    for (SipLoop loop : loops) {
      CompletableFuture<Void> turn = new CompletableFuture<>();
      turns.add(turn);
      loop.execute(() -> turn.complete(null));
    }
    turns.forEach(CompletableFuture::join);
  }

  /** How often a registration was made or refreshed. */
  int confirmed() {
    return confirmed.get();
  }

  /** How often one was lost. */
  int lost() {
    return lost.get();
  }

  /** How many are registered now. */
  long registered() {
    return members.stream()
        .filter(member -> member.registration().state() == RegistrationState.REGISTERED)
        .count();
  }

  /** Stops all. */
  @Override
  public void close() {
    CompletableFuture.allOf(members.stream().map(RealUA::stop).toArray(CompletableFuture<?>[]::new))
        .join();
  }

  @Override
  public Place acquire(UAConfig config, Executor background) {
    Place place = Platform.NETTY.acquire(config, background);
    loops.add(place.loop());
    return new Place(new ParkingLoop(place.loop()), place.connector(), place.locator());
  }

  @Override
  public CompletableFuture<Void> release() {
    return Platform.NETTY.release();
  }

  private final class ParkingLoop implements SipLoop {
    private final SipLoop loop;

    ParkingLoop(SipLoop loop) {
      this.loop = loop;
    }

    @Override
    public boolean inLoop() {
      return loop.inLoop();
    }

    @Override
    public long nanoTime() {
      return loop.nanoTime();
    }

    @Override
    public void execute(Runnable task) {
      loop.execute(task);
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      if (delay.compareTo(LONG) < 0) {
        return loop.schedule(delay, task);
      }
      Parked wait = new Parked(loop, delay, task);
      parked.add(wait);
      return () -> parked.remove(wait);
    }
  }
}
