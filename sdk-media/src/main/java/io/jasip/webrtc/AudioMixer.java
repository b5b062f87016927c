package io.jasip.webrtc;

import io.jasip.ListenerHandle;
import io.jasip.webrtc.internal.audio.JitterQueue;
import io.jasip.webrtc.internal.audio.Limiter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A conference of any number of calls in this process: each hears all others and not itself. Where
 * several talk at once and the sum is too loud, it is turned down, and slowly up again, rather than
 * clipped. The calls' clocks may differ: each joins through small queues, 40 ms in and 40 ms out.
 *
 * <p>The mixing is done on a thread of the mixer's own, {@code jasip-mixer}, a daemon, every 10 ms
 * from the first {@link #join()} to {@link #close()}. All methods: any thread.
 *
 * <pre>{@code
 * try (AudioMixer mixer = new AudioMixer()) {
 *   AudioMixer.Participant alice = mixer.join();
 *   call.answer(
 *       CallOptions.builder()
 *           .media(AudioOptions.builder().source(alice.source()).sink(alice.sink()).build())
 *           .build());
 * }
 * }</pre>
 */
public final class AudioMixer implements AutoCloseable {

  private final List<Participant> participants = new CopyOnWriteArrayList<>();
  private final AudioFanOut everything = new AudioFanOut();
  private final ScheduledExecutorService clock;

  /** Touched by the mixing thread alone. */
  private final int[] sum = new int[PcmFrame.SAMPLES];

  private final Limiter limiter = new Limiter();
  private final PcmFrame mixed = new PcmFrame();

  private boolean started;
  private boolean closed;

  /** Makes an empty conference. */
  public AudioMixer() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "jasip-mixer");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    clock = executor;
  }

  /**
   * Lets a call join.
   *
   * @return its source and its sink, for the call's {@link AudioOptions} or {@link CallAudio}
   * @throws IllegalStateException if the mixer is closed
   */
  public Participant join() {
    Participant joined = admit();
    start();
    return joined;
  }

  Participant admit() {
    Participant joined = new Participant();
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the mixer is closed; make a new one");
      }
      participants.add(joined);
    }
    return joined;
  }

  private synchronized void start() {
    if (!started && !closed) {
      started = true;
      clock.scheduleAtFixedRate(this::mix, 10, 10, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * How many take part.
   *
   * @return those that have joined and not left
   */
  public int size() {
    return participants.size();
  }

  /**
   * Gives the sound of all participants together to a sink, for instance a recorder.
   *
   * @param sink called on the mixing thread
   * @return takes it away again
   */
  public ListenerHandle addSink(AudioSink sink) {
    return everything.add(sink);
  }

  /** One step: 10 ms of everybody. On the mixing thread. */
  void mix() {
    Arrays.fill(sum, 0);
    for (Participant each : participants) {
      each.in.read(each.heard);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += each.heard[i];
      }
      each.counted = true;
    }
    for (Participant each : participants) {
      if (each.counted) { // one that joined a moment ago is not in the sum
        each.send(sum);
      }
    }
    limiter.limit(sum, null, mixed.samples());
    everything.write(mixed);
  }

  /** Ends the conference: everybody hears silence, and the thread ends. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    clock.shutdown();
    participants.clear();
  }

  /** One call in the conference. */
  public final class Participant implements AutoCloseable {

    private final JitterQueue in = new JitterQueue();
    private final JitterQueue out = new JitterQueue();

    /** From here on all is touched by the mixing thread alone. */
    private final short[] heard = new short[PcmFrame.SAMPLES];

    private final short[] others = new short[PcmFrame.SAMPLES];
    private final Limiter ownLimiter = new Limiter();
    private boolean counted;

    private Participant() {}

    private void send(int[] all) {
      ownLimiter.limit(all, heard, others);
      out.write(others);
    }

    /**
     * What the call is to send: the sound of all others.
     *
     * @return for one reading thread; never ends, gives silence after {@link #close()}
     */
    public AudioSource source() {
      return frame -> {
        out.read(frame.samples());
        return true;
      };
    }

    /**
     * What takes the sound that the call receives.
     *
     * @return for one writing thread
     */
    public AudioSink sink() {
      return frame -> in.write(frame.samples());
    }

    /** Leaves the conference. Idempotent. */
    @Override
    public void close() {
      participants.remove(this);
    }
  }
}
