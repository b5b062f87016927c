package io.jasip.internal.subscription;

import io.jasip.Publication;
import io.jasip.PublishOptions;
import io.jasip.internal.core.LongerIntervals;
import io.jasip.internal.core.RequestFailure;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One published state (RFC 3903 section 4). Only one PUBLISH is under way at a time. On the loop,
 * but for what {@link Publication} says.
 */
final class RealPublication implements Publication {

  private static final Duration MIN_REFRESH_DELAY = Duration.ofSeconds(1);

  private final Publisher publisher;
  private final UserAgentCore core;
  private final SipUri target;
  private final String event;
  private final PublishOptions options;
  private final String callId = Identifiers.callId();
  private final NameAddr from;
  private final Queue<Operation> queue = new ArrayDeque<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private long sequence;
  private final LongerIntervals longer = new LongerIntervals();
  private Duration asked;
  private SipBody state = SipBody.NONE;
  private @Nullable String entityTag;
  private @Nullable Operation current;
  private Timer refresh = Timer.NONE;
  private long expiresAt;
  private boolean missed;
  private boolean over;

  /** Written on the loop, read by any thread. */
  private volatile Duration expires = Duration.ZERO;

  private enum Kind {
    INITIAL,
    REFRESH,
    MODIFY,
    REMOVE
  }

  /** Something to be sent, and who waits for it. */
  private record Operation(Kind kind, SipBody body, CompletableFuture<Void> done) {}

  RealPublication(Publisher publisher, SipUri target, String event, PublishOptions options) {
    this.publisher = publisher;
    this.core = publisher.core();
    this.target = target;
    this.event = event;
    this.options = options;
    this.asked = options.expires();
    this.from = core.identity().addressOfRecord().withTag(Identifiers.tag());
  }

  @Override
  public String event() {
    return event;
  }

  @Override
  public Duration expires() {
    return expires;
  }

  @Override
  public CompletableFuture<Void> ended() {
    return ended.copy();
  }

  @Override
  public CompletableFuture<Void> modify(SipBody body) {
    if (body.isEmpty()) {
      throw new IllegalArgumentException("modify(): the state is empty; remove() takes it away");
    }
    return ask(Kind.MODIFY, body);
  }

  @Override
  public CompletableFuture<Void> remove() {
    return ask(Kind.REMOVE, SipBody.NONE);
  }

  /** The first PUBLISH. */
  CompletableFuture<Void> begin(SipBody body) {
    return ask(Kind.INITIAL, body);
  }

  private CompletableFuture<Void> ask(Kind kind, SipBody body) {
    Operation operation = new Operation(kind, body, new CompletableFuture<>());
    try {
      core.loop().run(() -> enqueue(operation));
    } catch (RejectedExecutionException e) {
      settleOver(operation);
    }
    return operation.done();
  }

  private void enqueue(Operation operation) {
    if (over) {
      settleOver(operation);
    } else {
      queue.add(operation);
      next();
    }
  }

  /** What is over needs no removal, and takes nothing else. */
  private void settleOver(Operation operation) {
    if (operation.kind() == Kind.REMOVE) {
      publisher.dispatcher().execute(() -> operation.done().complete(null));
    } else {
      publisher
          .dispatcher()
          .fail(
              operation.done(),
              publisher.isStopping()
                  ? RequestFailure.stopped(SipMethod.PUBLISH, target)
                  : new IllegalStateException("the publication of " + event + " is over"));
    }
  }

  private void next() {
    if (current == null && !queue.isEmpty()) {
      Operation begun = queue.remove();
      current = begun;
      refresh.cancel();
      send(begun);
    }
  }

  private void send(Operation operation) {
    boolean remove = operation.kind() == Kind.REMOVE;
    RequestBuilder publish =
        core.request(SipMethod.PUBLISH, target, from, NameAddr.of(target), callId, ++sequence)
            .header("Event", event)
            .header("Expires", remove ? "0" : Long.toString(asked.toSeconds()))
            .headers(options.headers());
    if (entityTag != null) {
      publish.header("SIP-If-Match", entityTag);
    }
    boolean whole = operation.kind() == Kind.REFRESH && entityTag == null;
    publish.body(whole ? state : operation.body());
    core.send(publish.build(), () -> ++sequence, new Answer(operation));
  }

  private void scheduleRefresh() {
    Duration remaining = Duration.ofNanos(expiresAt - core.loop().nanoTime());
    Duration delay = remaining.minus(remaining.dividedBy(10));
    refresh =
        core.loop()
            .schedule(
                delay.compareTo(MIN_REFRESH_DELAY) < 0 ? MIN_REFRESH_DELAY : delay, this::refresh);
  }

  private void refresh() {
    enqueue(new Operation(Kind.REFRESH, SipBody.NONE, new CompletableFuture<>()));
  }

  void connected() {
    if (missed) {
      missed = false;
      refresh();
    }
  }

  /** The user agent has stopped before the server confirmed. */
  void stopped() {
    finish(null);
  }

  private void finish(@Nullable RuntimeException why) {
    if (over) {
      return;
    }
    over = true;
    expires = Duration.ZERO;
    refresh.cancel();
    publisher.forget(this);
    if (current != null) {
      settleOver(current);
      current = null;
    }
    queue.forEach(this::settleOver);
    queue.clear();
    if (why == null) {
      publisher.dispatcher().execute(() -> ended.complete(null));
    } else {
      publisher.dispatcher().fail(ended, why);
    }
  }

  /** The answer to one PUBLISH. */
  private final class Answer implements ResponseListener {
    private final Operation operation;

    Answer(Operation operation) {
      this.operation = operation;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isProvisional() || over) {
        return;
      }
      int status = response.status();
      if (response.isSuccess()) {
        succeed(request, response);
      } else if (status == StatusCode.CONDITIONAL_REQUEST_FAILED && entityTag != null) {
        forgotten();
      } else if (status == StatusCode.INTERVAL_TOO_BRIEF && askForLonger(response)) {
        send(operation);
      } else {
        fail(RequestFailure.refused(SipMethod.PUBLISH, target, response));
      }
    }

    private void succeed(SipRequest request, SipResponse response) {
      current = null;
      publisher.dispatcher().execute(() -> operation.done().complete(null));
      if (operation.kind() == Kind.REMOVE) {
        finish(null);
        return;
      }
      if (request.hasBody()) {
        state = SipBody.of(request);
      }
      // Without a tag, which breaks RFC 3903 section 6, the next one publishes the whole anew.
      entityTag = response.header("SIP-ETag").map(String::strip).orElse(null);
      longer.agreed();
      expires = Seconds.of(response, "Expires").orElse(asked);
      expiresAt = core.loop().nanoTime() + expires.toNanos();
      scheduleRefresh();
      next();
    }

    /** The server does not have the state any more (section 4.1): the whole is published anew. */
    private void forgotten() {
      entityTag = null;
      if (operation.kind() == Kind.REMOVE) {
        current = null;
        publisher.dispatcher().execute(() -> operation.done().complete(null));
        finish(null);
      } else {
        send(operation);
      }
    }

    private boolean askForLonger(SipResponse response) {
      Optional<Duration> minimum =
          Seconds.of(response, "Min-Expires").filter(least -> least.compareTo(asked) > 0);
      if (minimum.isEmpty() || !longer.follow()) {
        return false;
      }
      asked = minimum.get();
      return true;
    }

    @Override
    public void onTimeout() {
      long seconds = core.timers().timeout().toSeconds();
      fail(RequestFailure.timeout(SipMethod.PUBLISH, target, seconds));
    }

    @Override
    public void onTransportError() {
      if (over) {
        return;
      }
      if (publisher.isStopping()) {
        finish(null);
      } else if (operation.kind() == Kind.REFRESH) {
        current = null;
        missed = true;
        next();
      } else {
        fail(RequestFailure.connectionLost(SipMethod.PUBLISH, target));
      }
    }

    /** A change that failed leaves what was before; without that there is nothing left. */
    private void fail(RuntimeException why) {
      if (over) {
        return;
      }
      current = null;
      publisher.dispatcher().fail(operation.done(), why);
      if (operation.kind() == Kind.MODIFY) {
        scheduleRefresh();
        next();
      } else {
        finish(why);
      }
    }
  }
}
