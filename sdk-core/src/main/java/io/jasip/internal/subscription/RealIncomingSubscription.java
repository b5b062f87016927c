package io.jasip.internal.subscription;

import io.jasip.IncomingSubscription;
import io.jasip.RequestFailedException;
import io.jasip.SubscriptionEnd;
import io.jasip.SubscriptionState;
import io.jasip.internal.core.RequestFailure;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One subscription of somebody else (RFC 6665 section 4.2). On the loop, but for the API. */
final class RealIncomingSubscription implements IncomingSubscription, DialogTable.Owner {

  private static final Set<SubscriptionEnd> REASONS =
      EnumSet.range(SubscriptionEnd.DEACTIVATED, SubscriptionEnd.INVARIANT);

  private final Notifier notifier;
  private final UserAgentCore core;
  private final ServerTransaction transaction;
  private final Dialog dialog;
  private final EventHeader event;
  private final CompletableFuture<SubscriptionEnd> ended = new CompletableFuture<>();
  private Duration asked;
  private SipBody last = SipBody.NONE;
  private Timer expiry = Timer.NONE;
  private long expiresAt;

  /** Written on the loop, read by any thread. */
  private volatile SubscriptionState state = SubscriptionState.SUBSCRIBING;

  RealIncomingSubscription(
      Notifier notifier, ServerTransaction transaction, EventHeader event, Duration asked)
      throws MalformedMessageException {
    this.notifier = notifier;
    this.core = notifier.core();
    this.transaction = transaction;
    this.event = event;
    this.asked = asked;
    this.dialog =
        Dialog.ofServer(transaction.request(), transaction.localTag(), core.identity()::via);
  }

  @Override
  public NameAddr from() {
    return transaction.request().from().withoutParameters();
  }

  @Override
  public String event() {
    return event.token();
  }

  @Override
  public List<String> accept() {
    return transaction.request().headers().tokens("Accept").stream()
        .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  @Override
  public SipRequest request() {
    return transaction.request();
  }

  @Override
  public SubscriptionState state() {
    return state;
  }

  @Override
  public CompletableFuture<SubscriptionEnd> ended() {
    return ended.copy();
  }

  @Override
  public void accept(SipBody body) {
    onLoop(
        () -> {
          if (state == SubscriptionState.SUBSCRIBING) {
            install(SubscriptionState.ACTIVE, body);
          } else if (state == SubscriptionState.PENDING) {
            state = SubscriptionState.ACTIVE;
            last = body;
            report(new CompletableFuture<>());
          }
        });
  }

  @Override
  public void reject(int status, SipHeaders headers) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    onLoop(
        () -> {
          if (state == SubscriptionState.SUBSCRIBING) {
            refuse(status, headers);
          } else if (state == SubscriptionState.PENDING) {
            last = SipBody.NONE;
            finish(SubscriptionEnd.REJECTED, SubscriptionEnd.REJECTED, Duration.ZERO);
          }
        });
  }

  @Override
  public CompletableFuture<Void> notify(SipBody body) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          if (state == SubscriptionState.ACTIVE) {
            last = body;
            report(done);
          } else {
            notifier
                .dispatcher()
                .fail(
                    done,
                    new IllegalStateException(
                        "notify(): the subscription is " + state + "; only an active one reports"));
          }
        });
    return done;
  }

  @Override
  public CompletableFuture<Void> end(SubscriptionEnd reason, Duration retryAfter) {
    if (!REASONS.contains(reason)) {
      throw new IllegalArgumentException("end(" + reason + "): no notifier gives that reason");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          if (isInstalled()) {
            finish(reason, reason, retryAfter, done);
          } else {
            notifier.dispatcher().execute(() -> done.complete(null));
          }
        });
    return done;
  }

  private void onLoop(Runnable task) {
    try {
      core.loop().run(task);
    } catch (RejectedExecutionException e) {
      if (state != SubscriptionState.TERMINATED) {
        throw e;
      }
      task.run(); // the user agent was stopped, and the subscription refuses what is asked
    }
  }

  private boolean isInstalled() {
    return state == SubscriptionState.PENDING || state == SubscriptionState.ACTIVE;
  }

  /** The application has seen it. */
  void seen(boolean failed) {
    if (state == SubscriptionState.SUBSCRIBING && failed) {
      refuse(StatusCode.SERVER_INTERNAL_ERROR, SipHeaders.NONE);
    } else if (state == SubscriptionState.SUBSCRIBING) {
      install(SubscriptionState.PENDING, SipBody.NONE);
    }
  }

  private void refuse(int status, SipHeaders headers) {
    transaction.respond(core.response(transaction, status).headers(headers).build());
    over(SubscriptionEnd.REJECTED);
  }

  /** Accepts, and reports at once, as must be done (RFC 6665 section 4.2.1.2). */
  private void install(SubscriptionState to, SipBody body) {
    state = to;
    last = body;
    dialog.confirm();
    core.dialogs().add(dialog.id(), this);
    grant(transaction, asked);
  }

  private void grant(ServerTransaction of, Duration time) {
    asked = time;
    of.respond(
        core.response(of, StatusCode.OK)
            .recordRoutes(of.request())
            .header("Contact", core.contact().toString())
            .header("Expires", Long.toString(time.toSeconds()))
            .build());
    expiry.cancel();
    if (time.isZero()) {
      finish(SubscriptionEnd.UNSUBSCRIBED, SubscriptionEnd.TIMEOUT, Duration.ZERO);
      return;
    }
    expiresAt = core.loop().nanoTime() + time.toNanos();
    expiry =
        core.loop()
            .schedule(
                time,
                () -> finish(SubscriptionEnd.TIMEOUT, SubscriptionEnd.TIMEOUT, Duration.ZERO));
    report(new CompletableFuture<>());
  }

  private void report(CompletableFuture<Void> done) {
    long left = Duration.ofNanos(expiresAt - core.loop().nanoTime()).toSeconds();
    send(state.name().toLowerCase(Locale.ROOT) + ";expires=" + left, done);
  }

  private void send(String subscriptionState, CompletableFuture<Void> done) {
    RequestBuilder notify =
        dialog
            .request(SipMethod.NOTIFY)
            .header("Contact", core.contact().toString())
            .header("Event", event.toString())
            .header("Subscription-State", subscriptionState)
            .body(state == SubscriptionState.PENDING ? SipBody.NONE : last);
    core.send(notify.build(), dialog::nextSequence, new Answer(done));
  }

  private void finish(SubscriptionEnd why, SubscriptionEnd reason, Duration retryAfter) {
    finish(why, reason, retryAfter, new CompletableFuture<>());
  }

  /** Ends it by a last NOTIFY. */
  private void finish(
      SubscriptionEnd why,
      SubscriptionEnd reason,
      Duration retryAfter,
      CompletableFuture<Void> done) {
    String later = retryAfter.isZero() ? "" : ";retry-after=" + retryAfter.toSeconds();
    send("terminated;reason=" + reason.name().toLowerCase(Locale.ROOT) + later, done);
    over(why);
  }

  /** It is over, without a word or after the last one. */
  private void over(SubscriptionEnd why) {
    state = SubscriptionState.TERMINATED;
    expiry.cancel();
    dialog.terminate();
    core.dialogs().remove(dialog.id());
    notifier.forget(this);
    notifier.dispatcher().complete(ended, why);
  }

  void connectionLost() {
    if (state != SubscriptionState.TERMINATED) {
      over(notifier.isStopping() ? SubscriptionEnd.STOPPED : SubscriptionEnd.CONNECTION_ERROR);
    }
  }

  /** The user agent stops. What is to be waited for. */
  CompletableFuture<Void> stop() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (isInstalled()) {
      finish(SubscriptionEnd.STOPPED, SubscriptionEnd.DEACTIVATED, Duration.ZERO, done);
    } else {
      refuse(StatusCode.TEMPORARILY_UNAVAILABLE, SipHeaders.NONE);
      done.complete(null);
    }
    return done;
  }

  @Override
  public void onAck(SipRequest ack) {
    // There is no INVITE in this dialog; an ACK is never answered.
  }

  @Override
  public void onRequest(ServerTransaction refresh) {
    SipRequest request = refresh.request();
    if (!request.is(SipMethod.SUBSCRIBE)) {
      refresh.respond(
          core.response(refresh, StatusCode.METHOD_NOT_ALLOWED)
              .header("Allow", "SUBSCRIBE")
              .build());
    } else if (!dialog.acceptSequence(request)) {
      core.refuse(refresh, StatusCode.SERVER_INTERNAL_ERROR);
    } else if (EventHeader.of(request, "Event").filter(event::matches).isEmpty()) {
      notifier.refuseEvent(refresh);
    } else {
      notifier.time(refresh).ifPresent(time -> refresh(refresh, time));
    }
  }

  private void refresh(ServerTransaction refresh, Duration time) {
    try {
      dialog.refreshTarget(refresh.request());
    } catch (MalformedMessageException e) {
      core.refuse(refresh, StatusCode.BAD_REQUEST);
      return;
    }
    grant(refresh, time);
  }

  /** The answer to a NOTIFY (RFC 6665 section 4.2.2). */
  private final class Answer implements ResponseListener {
    private final CompletableFuture<Void> done;

    Answer(CompletableFuture<Void> done) {
      this.done = done;
    }

    @Override
    public void onResponse(SipRequest request, SipResponse response) {
      if (response.isSuccess()) {
        notifier.dispatcher().execute(() -> done.complete(null));
      } else if (!response.isProvisional()) {
        boolean fatal = RetryRules.endsSubscription(response.status());
        fail(
            RequestFailure.refused(SipMethod.NOTIFY, dialog.remoteTarget(), response),
            fatal ? SubscriptionEnd.REFUSED : null);
      }
    }

    @Override
    public void onTimeout() {
      long seconds = core.timers().timeout().toSeconds();
      fail(
          RequestFailure.timeout(SipMethod.NOTIFY, dialog.remoteTarget(), seconds),
          SubscriptionEnd.NO_ANSWER);
    }

    @Override
    public void onTransportError() {
      fail(
          RequestFailure.connectionLost(SipMethod.NOTIFY, dialog.remoteTarget()),
          SubscriptionEnd.CONNECTION_ERROR);
    }

    private void fail(RequestFailedException failure, @Nullable SubscriptionEnd why) {
      notifier.dispatcher().fail(done, failure);
      if (why != null && state != SubscriptionState.TERMINATED) {
        over(why);
      }
    }
  }
}
