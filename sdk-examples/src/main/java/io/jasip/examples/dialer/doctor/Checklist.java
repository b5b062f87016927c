package io.jasip.examples.dialer.doctor;

import io.jasip.doctor.DoctorListener;
import io.jasip.doctor.Step;
import io.jasip.doctor.StepResult;
import io.jasip.doctor.Verdict;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows the steps while they happen, a line each. On a terminal the line of the step that is under
 * way shows how long it has taken so far. Safe for use by several threads.
 */
public final class Checklist implements DoctorListener, AutoCloseable {

  private static final long TICK_MS = 100;
  private static final int TIME_COLUMNS = 9;

  private final PrintWriter out;
  private final Terminal terminal;
  private final Phrases phrases;
  private final Secrets secrets;
  private final int nameColumns;
  private final ScheduledExecutorService clock;
  private final List<Step> skipped = new ArrayList<>();
  private @Nullable ScheduledFuture<?> ticks;
  private boolean closed;

  /**
   * Begins an empty list.
   *
   * @param out where lines go
   * @param terminal what can be shown
   * @param phrases in the language of the user
   * @param secrets what must not be shown
   */
  public Checklist(PrintWriter out, Terminal terminal, Phrases phrases, Secrets secrets) {
    this.out = out;
    this.terminal = terminal;
    this.phrases = phrases;
    this.secrets = secrets;
    this.nameColumns =
        Arrays.stream(Step.values())
            .mapToInt(step -> terminal.plain(phrases.step(step)).length())
            .max()
            .orElse(0);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "dialer-checklist");
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public synchronized void onStepBegun(Step step) {
    if (closed) {
      return;
    }
    stopTicking();
    if (terminal.colour()) {
      long begin = System.nanoTime();
      ticks = clock.scheduleAtFixedRate(() -> tick(step, begin), 0, TICK_MS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void tick(Step step, long begin) {
    if (ticks == null) {
      return; // ended while this one waited for its turn
    }
    Duration soFar = Duration.ofNanos(System.nanoTime() - begin);
    String seconds = "%.1f s".formatted(soFar.toMillis() / 1000.0);
    erase();
    out.print("  " + terminal.plain("…") + " " + name(step) + time(seconds));
    out.flush();
  }

  @Override
  public synchronized void onStepEnded(StepResult result) {
    if (closed) {
      return;
    }
    stopTicking();
    if (result.verdict() == Verdict.SKIPPED) {
      skipped.add(result.step());
      return;
    }
    flushSkipped();
    String left =
        terminal.sign(result.verdict())
            + " "
            + name(result.step())
            + time(result.took().toMillis() + " ms");
    int room = terminal.width() - 4 - nameColumns - TIME_COLUMNS - 2;
    String highlight =
        room < 10 ? "" : terminal.cut(secrets.mask(Highlights.of(result, phrases)), room);
    out.println(("  " + left + "  " + terminal.faint(highlight)).stripTrailing());
    out.flush();
  }

  /** The steps that were left out, in one line: nobody wants to read a screen of them. */
  private void flushSkipped() {
    if (skipped.isEmpty()) {
      return;
    }
    String names = String.join(", ", skipped.stream().map(phrases::step).toList());
    skipped.clear();
    String text = terminal.plain(phrases.say("checklist.skipped", names));
    List<String> lines = Lines.wrap(text, terminal.width() - 6);
    for (int i = 0; i < lines.size(); i++) {
      String start = i == 0 ? "  " + terminal.sign(Verdict.SKIPPED) + " " : "    ";
      out.println(start + terminal.faint(lines.get(i)));
    }
    out.flush();
  }

  private String name(Step step) {
    return Lines.pad(terminal.plain(phrases.step(step)), nameColumns);
  }

  private static String time(String text) {
    return " ".repeat(Math.max(1, TIME_COLUMNS - text.length())) + text;
  }

  private void stopTicking() {
    if (ticks != null) {
      ticks.cancel(false);
      ticks = null;
      erase();
    }
  }

  private void erase() {
    out.print("\r\033[K");
    out.flush();
  }

  /** Nothing more is shown: takes the line of a step that is under way from the screen. */
  @Override
  public synchronized void close() {
    closed = true;
    stopTicking();
    flushSkipped();
    clock.shutdownNow();
  }
}
