package io.jasip.webrtc.internal.rtc;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Keeps one engine ready, so that a call need not wait for its making (some 10 ms, and 400 ms for
 * the first of a process). Any thread.
 */
final class EnginePool {

  private final Supplier<AudioEngine> maker;
  private final Executor background;
  private final Queue<AudioEngine> ready = new ArrayDeque<>();
  private boolean open = true;
  private boolean making;

  /** Makes an empty pool that makes engines on the given executor. */
  EnginePool(Supplier<AudioEngine> maker, Executor background) {
    this.maker = maker;
    this.background = background;
  }

  /** An engine for a call, which disposes of it when it is done. */
  AudioEngine take() {
    AudioEngine engine;
    synchronized (ready) {
      engine = ready.poll();
    }
    return engine == null ? maker.get() : engine;
  }

  /** Makes an engine ready in the background if none is. */
  void refill() {
    synchronized (ready) {
      if (!open || making || !ready.isEmpty()) {
        return;
      }
      making = true;
    }
    background.execute(this::make);
  }

  /** Makes an engine ready now. */
  void warm() {
    AudioEngine engine = maker.get();
    keep(engine);
  }

  private void make() {
    Guard.run("Making a media engine ahead", this::warm);
    synchronized (ready) {
      making = false;
    }
  }

  private void keep(AudioEngine engine) {
    boolean kept;
    synchronized (ready) {
      kept = open && ready.isEmpty() && ready.add(engine);
    }
    if (!kept) {
      engine.dispose();
    }
  }

  /** Disposes of what is ready; nothing is kept from now on. */
  void close() {
    AudioEngine engine;
    synchronized (ready) {
      open = false;
      engine = ready.poll();
    }
    if (engine != null) {
      engine.dispose();
    }
  }
}
