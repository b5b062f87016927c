package io.jasip.metrics;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallState;
import io.jasip.ConnectionEvent;
import io.jasip.ListenerHandle;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationState;
import io.jasip.UA;
import io.jasip.UAListener;
import io.jasip.trace.SipTrace;
import io.jasip.trace.TracedMessage;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters of one or more user agents:
 *
 * <pre>{@code
 * JasipMetrics metrics = new JasipMetrics(Tags.empty());
 * UA ua =
 *     UA.builder()
 *         .server("wss://pbx.example.com:8089/ws")
 *         .user("250")
 *         .trace(metrics) // for messages and round trips
 *         .build();
 * metrics.watch(ua); // for connections, registrations and calls
 * metrics.bindTo(registry);
 * }</pre>
 *
 * <p>The meters, of which none tells who calls whom:
 *
 * <ul>
 *   <li>{@code jasip.connections}: gauge, user agents that are connected
 *   <li>{@code jasip.reconnects}: counter, connections but the first of each user agent
 *   <li>{@code jasip.connection.failures}: counter by {@code layer}
 *   <li>{@code jasip.registrations}: gauge, user agents whose first account is registered
 *   <li>{@code jasip.registration.failures}: counter by {@code cause}
 *   <li>{@code jasip.calls.active}: gauge by {@code state}
 *   <li>{@code jasip.calls}: timer by {@code direction}, {@code cause} and {@code established}, of
 *       the time that calls that have ended were up
 *   <li>{@code jasip.requests}: timer by {@code method} and {@code status}, from a request of ours
 *       to its final response
 *   <li>{@code jasip.messages}: counter by {@code direction} and {@code kind}: the method of a
 *       request, or the hundreds of a response, such as {@code 2xx}
 * </ul>
 *
 * <p>Safe for use by several threads. What happens before {@link #bindTo} is counted nowhere.
 */
public final class JasipMetrics implements MeterBinder, SipTrace {

  private final CompositeMeterRegistry meters = new CompositeMeterRegistry();
  private final Tags tags;
  private final Set<UA> userAgents = ConcurrentHashMap.newKeySet();
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final RoundTrips roundTrips = new RoundTrips();

  /**
   * Watches nobody yet.
   *
   * @param tags that every meter has, such as the name of a site
   */
  public JasipMetrics(Iterable<Tag> tags) {
    this.tags = Tags.of(tags);
    Gauge.builder("jasip.connections", userAgents, JasipMetrics::connected)
        .description("user agents that are connected")
        .tags(this.tags)
        .register(meters);
    Gauge.builder("jasip.registrations", userAgents, JasipMetrics::registered)
        .description("user agents that are registered")
        .tags(this.tags)
        .register(meters);
    for (CallState state : CallState.values()) {
      if (state != CallState.ENDED) {
        Gauge.builder("jasip.calls.active", calls, all -> in(state, all))
            .description("calls that have not ended")
            .tags(this.tags.and("state", name(state)))
            .register(meters);
      }
    }
  }

  private static double connected(Set<UA> all) {
    return all.stream().filter(ua -> ua.connectionState() == ConnectionState.CONNECTED).count();
  }

  private static double registered(Set<UA> all) {
    return all.stream()
        .filter(ua -> ua.registration().state() == RegistrationState.REGISTERED)
        .count();
  }

  private static double in(CallState state, Set<Call> all) {
    return all.stream().filter(call -> call.state() == state).count();
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Has the meters in a registry from now on. Any thread. */
  @Override
  public void bindTo(MeterRegistry registry) {
    meters.add(registry);
  }

  /**
   * Watches a user agent, which is best done before its start.
   *
   * @param ua whose connections, registrations and calls count from now on
   * @return ends that
   */
  public ListenerHandle watch(UA ua) {
    userAgents.add(ua);
    ListenerHandle listening = ua.addListener(new Watch());
    return () -> {
      listening.remove();
      userAgents.remove(ua);
    };
  }

  /** A message has passed. On the thread of its user agent. */
  @Override
  public void onMessage(TracedMessage message) {
    SipText text = SipText.of(message.text());
    meters
        .counter(
            "jasip.messages",
            tags.and("direction", message.sent() ? "out" : "in", "kind", text.kind()))
        .increment();
    RoundTrips.Answered answered = roundTrips.pass(message.sent(), text);
    if (answered != null) {
      Timer.builder("jasip.requests")
          .description("from a request of ours to its final response")
          .tags(tags.and("method", answered.method(), "status", answered.status()))
          .register(meters)
          .record(answered.time());
    }
  }

  /** What happens to one user agent. */
  private final class Watch implements UAListener {
    private boolean connectedBefore;

    @Override
    public void onConnection(ConnectionEvent event) {
      ConnectionFailedException failure = event.failure();
      if (failure != null) {
        count("jasip.connection.failures", "layer", name(failure.layer()));
      } else if (event.to() == ConnectionState.CONNECTED) {
        if (connectedBefore) {
          meters.counter("jasip.reconnects", tags).increment();
        }
        connectedBefore = true;
      }
    }

    @Override
    public void onRegistration(RegistrationEvent event) {
      if (event.cause() != null) {
        count("jasip.registration.failures", "cause", name(event.cause()));
      }
    }

    @Override
    public void onIncomingCall(Call call) {
      follow(call);
    }

    @Override
    public void onOutgoingCall(Call call) {
      follow(call);
    }
  }

  private void count(String meter, String tag, String value) {
    meters.counter(meter, tags.and(tag, value)).increment();
  }

  private void follow(Call call) {
    if (calls.add(call)) {
      call.ended().thenAccept(this::ended);
    }
  }

  private void ended(CallEndedEvent end) {
    calls.remove(end.call());
    Timer.builder("jasip.calls")
        .description("how long calls that have ended were up")
        .tags(
            tags.and(
                "direction", name(end.call().direction()),
                "cause", name(end.cause()),
                "established", String.valueOf(end.established())))
        .register(meters)
        .record(end.duration());
  }
}
