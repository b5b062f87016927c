package io.jasip.internal.transfer;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.TransferFailedException;
import io.jasip.TransferOptions;
import io.jasip.TransferPolicy;
import io.jasip.TransferProgress;
import io.jasip.TransferRequest;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transfers of one user agent. On the loop. */
public final class Transfers {

  private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);

  private final UserAgentCore core;
  private final CallbackDispatcher dispatcher;
  private final TransferPolicy policy;
  private final Function<String, SipUri> addresses;
  private final Caller caller;
  private final Set<ReferUsages> active = new LinkedHashSet<>();
  private final Set<ReferenceOutsideCall> outside = new LinkedHashSet<>();

  /** Makes calls. */
  @FunctionalInterface
  public interface Caller {
    /**
     * Makes a call, any thread.
     *
     * @param transferred header fields of the INVITE that come from the REFER
     */
    Call call(SipUri target, SipHeaders transferred, CallOptions options, CallOutcome outcome);
  }

  /**
   * Makes the transfers of a user agent.
   *
   * @param addresses makes an address of what a person dials, or throws IllegalArgumentException
   */
  public Transfers(
      UserAgentCore core,
      CallbackDispatcher dispatcher,
      TransferPolicy policy,
      Function<String, SipUri> addresses,
      Caller caller) {
    this.core = core;
    this.dispatcher = dispatcher;
    this.policy = policy;
    this.addresses = addresses;
    this.caller = caller;
  }

  /** Transfers of a user agent that makes none: REFER is declined. */
  public static Transfers none(UserAgentCore core, CallbackDispatcher dispatcher) {
    return new Transfers(
        core,
        dispatcher,
        TransferPolicy.DEFAULT,
        SipUri::parse,
        (target, transferred, options, outcome) -> {
          throw new UnsupportedOperationException("this user agent follows no REFER");
        });
  }

  UserAgentCore core() {
    return core;
  }

  CallbackDispatcher dispatcher() {
    return dispatcher;
  }

  /** The address of what a person dials. Any thread. */
  public SipUri resolve(String target) {
    return addresses.apply(target);
  }

  /** The REFERs of a dialog. */
  public ReferUsages usagesOf(Dialog dialog) {
    return new ReferUsages(core, active, dialog);
  }

  /**
   * A transfer of a call.
   *
   * @param progress told of each step, on the loop
   */
  public ReferClient transfer(
      ReferUsages usages,
      Call call,
      SipUri target,
      TransferOptions options,
      Consumer<TransferProgress> progress,
      CompletableFuture<TransferProgress> done) {
    ReferClient client =
        client(call, target, options, progress, done, (refer, response) -> {}, usages::release);
    usages.add(client);
    return client;
  }

  /** Told of the response that accepts a REFER. */
  interface Acceptance {
    void onAccepted(SipRequest refer, SipResponse response);
  }

  ReferClient client(
      @Nullable Call call,
      SipUri target,
      TransferOptions options,
      Consumer<TransferProgress> progress,
      CompletableFuture<TransferProgress> done,
      Acceptance acceptance,
      Runnable over) {
    return new ReferClient(
        core,
        call,
        target,
        options,
        new ReferClient.Listener() {
          @Override
          public void onProgress(TransferProgress step) {
            progress.accept(step);
            Consumer<TransferProgress> listener = options.listener();
            if (listener != null) {
              dispatcher.execute(() -> listener.accept(step));
            }
          }

          @Override
          public void onAccepted(SipRequest refer, SipResponse response) {
            acceptance.onAccepted(refer, response);
          }

          @Override
          public void onCompleted(TransferProgress last) {
            over.run();
            done.complete(last);
          }

          @Override
          public void onFailed(TransferFailedException why) {
            over.run();
            done.completeExceptionally(why);
          }
        });
  }

  /**
   * A REFER has come in.
   *
   * @param call whose peer asks; null if it came outside of a call
   * @param tell tells the application's listeners of the request
   */
  public void receive(
      ReferUsages usages,
      ServerTransaction transaction,
      @Nullable Call call,
      Consumer<TransferRequest> tell) {
    ReferTo referTo;
    try {
      referTo = ReferTo.of(transaction.request());
    } catch (UnusableReferException e) {
      LOG.warn("Refused a REFER: {}", e.getMessage());
      core.refuse(transaction, e.status());
      return;
    }
    RealTransferRequest request = new RealTransferRequest(this, usages, transaction, call, referTo);
    usages.add(request);
    tell.accept(request);
    // The listeners are told in order, so this runs when the last of them was.
    dispatcher.execute(
        () ->
            core.loop().run(() -> request.listenersTold(call != null && policy.followsRequests())));
  }

  /**
   * A REFER outside of calls: asks somebody to call somebody else.
   *
   * @param done completes on the loop
   */
  public void refer(
      SipUri target,
      SipUri referTo,
      TransferOptions options,
      CompletableFuture<TransferProgress> done) {
    new ReferenceOutsideCall(this, target, options, done).send(ReferTo.of(referTo));
  }

  void begin(ReferenceOutsideCall reference) {
    outside.add(reference);
  }

  void end(ReferenceOutsideCall reference) {
    outside.remove(reference);
  }

  /**
   * A REFER has come in outside of calls.
   *
   * @param tell tells the application's listeners of the request
   */
  public void receive(ServerTransaction transaction, Consumer<TransferRequest> tell) {
    ReferUsages usages;
    try {
      usages =
          usagesOf(
              Dialog.ofServer(transaction.request(), transaction.localTag(), core.identity()::via));
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    receive(usages, transaction, null, tell);
    usages.standAlone();
  }

  /** Makes the call that a REFER asks for. Any thread. */
  Call follow(ReferTo referTo, SipRequest refer, CallOptions options, CallOutcome outcome) {
    SipHeaders.Builder headers = SipHeaders.builder();
    Optional<String> referredBy = refer.header("Referred-By");
    referredBy.ifPresent(value -> headers.add("Referred-By", value));
    Replaces replaces = referTo.replaces();
    if (replaces != null) {
      headers.add("Replaces", replaces.toString());
      if (referTo.requiresReplaces()) {
        headers.add("Require", "replaces");
      }
    }
    return caller.call(referTo.target(), headers.build(), options, outcome);
  }

  /** The connection is lost or the user agent stops: what is open fails. */
  public void abandon(Cause cause) {
    new ArrayList<>(active).forEach(usages -> usages.abandon(cause));
    new ArrayList<>(outside).forEach(reference -> reference.abandon(cause));
  }
}
