package io.jasip.internal.call;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Our reliable provisional responses to an INVITE (RFC 3262 section 3): one at a time, each sent
 * again at growing intervals until its PRACK comes. On the loop.
 */
final class ReliableResponses {

  private final UserAgentCore core;
  private final ServerTransaction transaction;
  private final Runnable unacknowledged;
  private final Queue<Pending> waiting = new ArrayDeque<>();
  private final List<Runnable> whenDone = new ArrayList<>();
  private long number = ThreadLocalRandom.current().nextLong(1, 1L << 31);
  private @Nullable Pending current;
  private Duration interval = Duration.ZERO;
  private Timer repeat = Timer.NONE;
  private Timer giveUp = Timer.NONE;

  private record Pending(long number, SipResponse response, Consumer<SipRequest> acknowledged) {}

  /**
   * Makes an empty queue.
   *
   * @param unacknowledged run when a response gets no PRACK within 64*T1
   */
  ReliableResponses(UserAgentCore core, ServerTransaction transaction, Runnable unacknowledged) {
    this.core = core;
    this.transaction = transaction;
    this.unacknowledged = unacknowledged;
  }

  /**
   * Sends a response, once those before it are acknowledged.
   *
   * @param acknowledged told of the PRACK
   */
  void send(ResponseBuilder response, Consumer<SipRequest> acknowledged) {
    long next = number++;
    SipResponse built =
        response.header("Require", "100rel").header("RSeq", Long.toString(next)).build();
    waiting.add(new Pending(next, built, acknowledged));
    if (current == null) {
      proceed();
    }
  }

  /** Sends the next response; if there is none, what waits for that may go on. */
  void proceed() {
    Pending next = waiting.poll();
    current = next;
    if (next == null) {
      List<Runnable> due = List.copyOf(whenDone);
      whenDone.clear();
      due.forEach(Runnable::run);
      return;
    }
    transaction.respond(next.response());
    interval = core.timers().t1();
    scheduleRepeat(next);
    giveUp =
        core.loop()
            .schedule(
                core.timers().timeout(),
                () -> {
                  stop();
                  unacknowledged.run();
                });
  }

  private void scheduleRepeat(Pending pending) {
    repeat =
        core.loop()
            .schedule(
                interval,
                () -> {
                  transaction.respond(pending.response());
                  interval = interval.multipliedBy(2);
                  scheduleRepeat(pending);
                });
  }

  /** Runs a task as soon as no response awaits its PRACK: a 2xx must not overtake it. */
  void whenAcknowledged(Runnable task) {
    if (current == null) {
      task.run();
    } else {
      whenDone.add(task);
    }
  }

  /**
   * Takes a PRACK (RFC 3262 section 7.2). Once it was answered, {@link #proceed}.
   *
   * @return false if it acknowledges nothing: to be answered with 481
   */
  boolean acknowledge(SipRequest prack) {
    Pending pending = current;
    if (pending == null || !rAck(prack).equals(rAck(pending))) {
      return false;
    }
    repeat.cancel();
    giveUp.cancel();
    pending.acknowledged().accept(prack);
    return true;
  }

  private static String rAck(SipRequest prack) {
    return prack.header("RAck").orElse("").strip().replaceAll("\\s+", " ");
  }

  private static String rAck(Pending pending) {
    return pending.number() + " " + pending.response().cSeq();
  }

  /** Nobody waits for an acknowledgement any more. */
  void stop() {
    repeat.cancel();
    giveUp.cancel();
    waiting.clear();
    whenDone.clear();
  }
}
