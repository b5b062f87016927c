package io.jasip.internal.transfer;

import io.jasip.Call;
import io.jasip.Cause;
import io.jasip.TransferFailedException;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.TransferState;
import io.jasip.internal.core.ClientRequest;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transfer.TransferMachine.Action;
import io.jasip.internal.transfer.TransferMachine.Input;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A REFER that we send, and the reports on it that come back (RFC 3515). Owner of a {@link
 * TransferMachine}. On the loop.
 */
public final class ReferClient implements ReferUsage, ResponseListener {

  /** How long reports may fail to come if the peer does not say (RFC 3261 timer C). */
  private static final Duration REPORTS = Duration.ofMinutes(3);

  /** A peer may promise reports for longer than anybody waits. */
  private static final long MAX_EXPIRES = 600;

  private final UserAgentCore core;
  private final @Nullable Call call;
  private final SipUri target;
  private final TransferOptions options;
  private final Listener listener;
  private TransferState state = TransferState.WAITING;
  private @Nullable ClientRequest request;
  private @Nullable Sending sending;
  private BooleanSupplier alone = () -> true;
  private Timer timer = Timer.NONE;

  /** Told how the transfer goes. */
  interface Listener {
    void onProgress(TransferProgress progress);

    /** The peer has agreed; the response makes a dialog if the REFER was sent outside of one. */
    void onAccepted(SipRequest refer, SipResponse response);

    void onCompleted(TransferProgress progress);

    void onFailed(TransferFailedException why);
  }

  /** How the REFER goes out. */
  private record Sending(
      ReferTo referTo, Supplier<RequestBuilder> requests, LongSupplier nextSequence) {}

  /**
   * Makes a transfer that waits.
   *
   * @param target for the application to read
   */
  ReferClient(
      UserAgentCore core,
      @Nullable Call call,
      SipUri target,
      TransferOptions options,
      Listener listener) {
    this.core = core;
    this.call = call;
    this.target = target;
    this.options = options;
    this.listener = listener;
  }

  /**
   * Sends the REFER, unless the transfer has failed meanwhile.
   *
   * @param requests makes a REFER, in a dialog or outside
   * @param callIsOver whether the call with the peer is over by the time it falls silent
   */
  public void send(
      ReferTo referTo,
      Supplier<RequestBuilder> requests,
      LongSupplier nextSequence,
      BooleanSupplier callIsOver) {
    sending = new Sending(referTo, requests, nextSequence);
    alone = callIsOver;
    input(Input.READY, 0, "", null);
  }

  /** What the transfer waits for will not come. */
  public void broken(Cause cause, String detail, @Nullable Throwable failure) {
    fail(Input.BROKEN, cause, detail, 0, null, failure);
  }

  /** To whom the peer is referred. */
  public SipUri target() {
    return target;
  }

  /** The call with the peer is over: a REFER that was not sent yet cannot be sent any more. */
  public void callEnded(Cause cause) {
    if (state == TransferState.WAITING) {
      broken(cause, "the call ended before the peer could be referred", null);
    }
  }

  @Override
  public boolean isOpen() {
    return !state.isFinal();
  }

  @Override
  public SipMethod method() {
    return SipMethod.NOTIFY;
  }

  @Override
  public long id() {
    return request == null ? -1 : request.request().cSeq().number();
  }

  @Override
  public void abandon(Cause cause) {
    broken(
        cause,
        cause == Cause.STOPPED
            ? "the user agent was stopped before the outcome was known"
            : "the connection to the server was lost before the outcome was known",
        null);
  }

  private void sendRefer() {
    Sending how = sending;
    if (how == null) {
      return;
    }
    RequestBuilder refer =
        how.requests()
            .get()
            .header("Contact", core.contact().toString())
            .header("Refer-To", how.referTo().toString())
            .header("Referred-By", core.identity().addressOfRecord().toString())
            .header("Supported", core.supported());
    if (!options.reported()) {
      refer.header("Refer-Sub", "false");
    }
    request = core.send(refer.headers(options.headers()).build(), how.nextSequence(), this);
  }

  @Override
  public void onResponse(SipRequest refer, SipResponse response) {
    if (response.isProvisional()) {
      return;
    }
    int status = response.status();
    if (response.isSuccess()) {
      listener.onAccepted(refer, response);
      boolean silent =
          response.header("Refer-Sub").orElse("").strip().toLowerCase(Locale.ROOT).equals("false");
      input(silent ? Input.TAKEN_UNREPORTED : Input.TAKEN, status, response.reason(), null);
    } else {
      String detail = "the peer refused: " + status + " " + response.reason();
      fail(Input.REFUSED, Cause.ofStatus(status), detail, status, response, null);
    }
  }

  @Override
  public void onTimeout() {
    String within = " within " + core.timers().timeout().toSeconds() + " s";
    fail(
        Input.REFUSED, Cause.REQUEST_TIMEOUT, "the REFER was not answered" + within, 0, null, null);
  }

  @Override
  public void onTransportError() {
    abandon(Cause.CONNECTION_ERROR);
  }

  /** A report (RFC 3515 section 2.4.4). */
  @Override
  public void receive(ServerTransaction transaction) {
    SipRequest notify = transaction.request();
    String subscription = notify.header("Subscription-State").orElse("");
    SipFrag report = SipFrag.of(notify).orElse(null);
    boolean readable = report != null || (!notify.hasBody() && !subscription.isEmpty());
    core.refuse(transaction, readable ? StatusCode.OK : StatusCode.BAD_REQUEST);
    if (report != null) {
      report(report);
    }
    if (state == TransferState.PROCEEDING || state == TransferState.ACCEPTED) {
      watch(patience(subscription));
    }
  }

  private void report(SipFrag report) {
    int status = report.status();
    String reason = report.reason().isEmpty() ? StatusCode.reason(status) : report.reason();
    if (status < 200) {
      input(Input.PROVISIONAL, status, reason, null);
    } else if (status < 300) {
      input(Input.SUCCESS, status, reason, null);
    } else {
      String detail = "the target was not reached: " + status + " " + reason;
      fail(Input.FAILURE, Cause.ofStatus(status), detail, status, null, null);
    }
  }

  /**
   * How long to wait for the next report. Some peers call every report the last one, so even that
   * is not taken at its word before a while has passed.
   */
  private Duration patience(String subscription) {
    String[] parts = subscription.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*", -1);
    if (parts[0].equals("terminated")) {
      return core.timers().timeout();
    }
    for (String part : parts) {
      if (part.matches("expires=[0-9]{1,9}")) {
        long seconds = Long.parseLong(part.substring("expires=".length()));
        return Duration.ofSeconds(Math.min(Math.max(seconds, 1), MAX_EXPIRES))
            .plus(core.timers().timeout());
      }
    }
    return REPORTS;
  }

  private void watch(Duration patience) {
    timer.cancel();
    timer = core.loop().schedule(patience, () -> silence(patience));
  }

  private void silence(Duration patience) {
    if (alone.getAsBoolean()) {
      input(Input.SILENCE_AFTER_CALL, 0, "", null);
    } else {
      String detail =
          "the peer agreed, but reported no outcome within " + patience.toSeconds() + " s";
      fail(Input.SILENCE, Cause.REQUEST_TIMEOUT, detail, 0, null, null);
    }
  }

  private void fail(
      Input input,
      Cause cause,
      String detail,
      int status,
      @Nullable SipResponse response,
      @Nullable Throwable failure) {
    String sentence = "transfer to " + target + ": " + detail;
    String reason = status == 0 ? "" : StatusCode.reason(status);
    input(
        input,
        status,
        response == null ? reason : response.reason(),
        new TransferFailedException(cause, sentence, status, response, failure));
  }

  private void input(
      Input input, int status, String reason, @Nullable TransferFailedException failure) {
    TransferMachine.Step step = TransferMachine.step(state, input);
    state = step.next();
    if (state.isFinal()) {
      timer.cancel();
    }
    TransferProgress progress = new TransferProgress(call, target, state, status, reason);
    for (Action action : step.actions()) {
      switch (action) {
        case SEND_REFER -> sendRefer();
        case WATCH -> watch(core.timers().timeout());
        case PUBLISH -> listener.onProgress(progress);
        case COMPLETE -> listener.onCompleted(progress);
        case FAIL -> {
          if (failure != null) {
            listener.onFailed(failure);
          }
        }
      }
    }
  }
}
