package io.jasip.internal.transfer;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.TransferRequest;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transfer.ReferServerMachine.Action;
import io.jasip.internal.transfer.ReferServerMachine.Input;
import io.jasip.internal.transfer.ReferServerMachine.State;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A REFER that has come in, and the reports on it that we send (RFC 3515 section 2.4). Owner of a
 * {@link ReferServerMachine}, on the loop; the public methods from any thread.
 */
final class RealTransferRequest implements TransferRequest, ReferUsage, CallOutcome {

  /** Time to decide: whoever asked gives up after 32 s (RFC 3261 timer F). */
  private static final Duration DECISION = Duration.ofSeconds(20);

  /** How long we report, unless asked for more: longer than any phone rings. */
  private static final Duration REPORTS = Duration.ofMinutes(5);

  private final Transfers transfers;
  private final UserAgentCore core;
  private final ReferUsages usages;
  private final ServerTransaction transaction;
  private final @Nullable Call call;
  private final ReferTo referTo;
  private final CompletableFuture<Call> followed = new CompletableFuture<>();

  /** Set by whoever decides first, on whatever thread. */
  private final AtomicBoolean decided = new AtomicBoolean();

  private final boolean reporting;
  private State state = State.OPEN;
  private int refusal = StatusCode.DECLINE;
  private SipFrag report = new SipFrag(StatusCode.TRYING, StatusCode.reason(StatusCode.TRYING));
  private Timer timer = Timer.NONE;

  RealTransferRequest(
      Transfers transfers,
      ReferUsages usages,
      ServerTransaction transaction,
      @Nullable Call call,
      ReferTo referTo) {
    this.transfers = transfers;
    this.core = transfers.core();
    this.usages = usages;
    this.transaction = transaction;
    this.call = call;
    this.referTo = referTo;
    this.reporting =
        !transaction.request().header("Refer-Sub").orElse("").strip().equalsIgnoreCase("false");
  }

  @Override
  public @Nullable Call call() {
    return call;
  }

  @Override
  public NameAddr from() {
    return transaction.request().from().withoutParameters();
  }

  @Override
  public SipUri target() {
    return referTo.target();
  }

  @Override
  public boolean isAttended() {
    return referTo.replaces() != null;
  }

  @Override
  public Optional<NameAddr> referredBy() {
    Optional<String> value = transaction.request().header("Referred-By");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(HeaderReader.address("Referred-By", value.get()));
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  @Override
  public Call accept() {
    return accept(CallOptions.DEFAULT);
  }

  @Override
  public Call accept(CallOptions options) {
    decide("accept()");
    return follow(options);
  }

  @Override
  public void reject(int status) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    decide("reject()");
    core.loop().run(() -> refuse(Input.REJECT, status));
  }

  @Override
  public void defer() {
    core.loop()
        .run(
            () -> {
              if (!decided.get()) {
                input(Input.DEFER);
              }
            });
  }

  @Override
  public CompletableFuture<Call> followed() {
    return followed.copy();
  }

  private void decide(String operation) {
    if (!decided.compareAndSet(false, true)) {
      throw new IllegalStateException(
          operation + ": the request to call " + target() + " is decided already");
    }
  }

  /** Every listener was told. */
  void listenersTold(boolean follow) {
    if (state == State.OPEN && decided.compareAndSet(false, true)) {
      if (follow) {
        follow(CallOptions.DEFAULT);
      } else {
        refuse(Input.REJECT, StatusCode.DECLINE);
      }
    }
  }

  private Call follow(CallOptions options) {
    core.loop().run(() -> input(Input.ACCEPT));
    try {
      Call made = transfers.follow(referTo, transaction.request(), options, this);
      transfers.dispatcher().complete(followed, made);
      return made;
    } catch (RuntimeException e) { // with these options no call can be made
      core.loop().run(() -> onEnded(Cause.INTERNAL_ERROR, null));
      transfers.dispatcher().fail(followed, e);
      throw e;
    }
  }

  private void refuse(Input input, int status) {
    refusal = status;
    input(input);
    transfers
        .dispatcher()
        .fail(followed, new CancellationException("the request to call was declined"));
  }

  @Override
  public boolean isOpen() {
    return state != State.OVER;
  }

  @Override
  public SipMethod method() {
    return SipMethod.SUBSCRIBE;
  }

  @Override
  public long id() {
    return transaction.request().cSeq().number();
  }

  /** Whoever asked wants reports for longer, or no more (RFC 6665 section 4.2.1). */
  @Override
  public void receive(ServerTransaction subscribe) {
    if (state != State.FOLLOWING || !reporting) {
      core.refuse(subscribe, StatusCode.CALL_DOES_NOT_EXIST);
      return;
    }
    boolean wanted = !subscribe.request().header("Expires").orElse("").strip().equals("0");
    subscribe.respond(
        core.response(subscribe, StatusCode.OK)
            .header("Contact", core.contact().toString())
            .header("Expires", wanted ? Long.toString(REPORTS.toSeconds()) : "0")
            .build());
    if (wanted) {
      promise();
      notify(active());
    } else {
      input(Input.UNSUBSCRIBE);
    }
  }

  @Override
  public void abandon(Cause cause) {
    if (decided.compareAndSet(false, true)) {
      refuse(Input.REJECT, StatusCode.TEMPORARILY_UNAVAILABLE);
    }
    input(Input.LOST);
  }

  @Override
  public void onProgress(SipResponse response) {
    report = new SipFrag(response.status(), response.reason());
    input(Input.PROGRESS);
  }

  @Override
  public void onAnswered() {
    report = new SipFrag(StatusCode.OK, StatusCode.reason(StatusCode.OK));
    input(Input.FINAL);
  }

  @Override
  public void onEnded(Cause cause, @Nullable SipResponse response) {
    int status =
        switch (cause) {
          case CANCELED, BYE, STOPPED -> StatusCode.REQUEST_TERMINATED;
          case REQUEST_TIMEOUT -> StatusCode.REQUEST_TIMEOUT;
          default -> StatusCode.SERVICE_UNAVAILABLE;
        };
    report =
        response == null || response.status() < 300
            ? new SipFrag(status, StatusCode.reason(status))
            : new SipFrag(response.status(), response.reason());
    input(Input.FINAL);
  }

  private void input(Input input) {
    ReferServerMachine.Step step = ReferServerMachine.step(state, input);
    state = step.next();
    step.actions().forEach(this::perform);
    usages.release();
  }

  private void perform(Action action) {
    switch (action) {
      case ACCEPT -> acknowledge();
      case REFUSE -> core.refuse(transaction, refusal);
      case START_TIMER -> timer = core.loop().schedule(DECISION, this::decisionTimeout);
      case STOP_TIMER -> timer.cancel();
      case NOTIFY_TRYING -> {
        promise();
        notify(active());
      }
      case NOTIFY_PROGRESS -> notify(active());
      case NOTIFY_FINAL -> notify("terminated;reason=noresource");
      case NOTIFY_TIMEOUT -> notify("terminated;reason=timeout");
    }
  }

  private void decisionTimeout() {
    if (decided.compareAndSet(false, true)) {
      refuse(Input.TIMEOUT, StatusCode.DECLINE);
    }
  }

  private void acknowledge() {
    ResponseBuilder accepted =
        core.response(transaction, StatusCode.ACCEPTED)
            .recordRoutes(transaction.request())
            .header("Contact", core.contact().toString());
    if (!reporting) {
      accepted.header("Refer-Sub", "false");
    }
    transaction.respond(accepted.build());
  }

  private static String active() {
    return "active;expires=" + REPORTS.toSeconds();
  }

  private void promise() {
    timer.cancel();
    if (reporting) {
      timer = core.loop().schedule(REPORTS, () -> input(Input.UNSUBSCRIBE));
    }
  }

  private void notify(String subscription) {
    if (!reporting) {
      return;
    }
    Dialog dialog = usages.dialog();
    SipRequest notify =
        dialog
            .request(SipMethod.NOTIFY)
            .header("Contact", core.contact().toString())
            .header("Event", "refer;id=" + id())
            .header("Subscription-State", subscription)
            .body(SipFrag.CONTENT_TYPE, report.body())
            .build();
    core.send(
        notify,
        dialog::nextSequence,
        new ResponseListener() {
          @Override
          public void onResponse(SipRequest request, SipResponse response) {
            if (response.status() >= 300) {
              input(Input.LOST); // nobody listens any more; the call to the target goes on
            }
          }

          @Override
          public void onTimeout() {
            input(Input.LOST);
          }

          @Override
          public void onTransportError() {
            input(Input.LOST);
          }
        });
  }
}
