package io.jasip.internal.call;

import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.RequestFailedException;
import io.jasip.TransferOptions;
import io.jasip.TransferOptions.OriginalCall;
import io.jasip.TransferOptions.Unanswered;
import io.jasip.TransferProgress;
import io.jasip.TransferState;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transfer.ReferClient;
import io.jasip.internal.transfer.ReferTo;
import io.jasip.internal.transfer.ReferUsages;
import io.jasip.internal.transfer.Transfers;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The transfers of one call: ours of its peer, one at a time, and the peer's of us (RFC 5589). On
 * the loop.
 */
final class CallTransfers {

  /** How long the peer may take to hang up when that is left to it. */
  private static final Duration PEER_HANGS_UP = Duration.ofSeconds(10);

  private final CallSession session;
  private final CallEvents events;
  private final UserAgentCore core;
  private final Transfers transfers;
  private @Nullable ReferUsages usages;
  private @Nullable Running running;
  private Timer hangupTimer = Timer.NONE;

  CallTransfers(CallSession session, CallEvents events, UserAgentCore core, Transfers transfers) {
    this.session = session;
    this.events = events;
    this.core = core;
    this.transfers = transfers;
  }

  /** Sends the peer to an address. */
  void blind(SipUri target, TransferOptions options, CompletableFuture<TransferProgress> done) {
    begin(target, options, null, done);
  }

  /** Connects the peer with that of another call. */
  void attended(
      Consultation other, TransferOptions options, CompletableFuture<TransferProgress> done) {
    if (options.unanswered() == Unanswered.BLIND && other.ringsHere()) {
      done.completeExceptionally(
          new IllegalStateException("transfer(): the other call is incoming; answer it first"));
    } else {
      begin(other.target(), options, other, done);
    }
  }

  private void begin(
      SipUri target,
      TransferOptions options,
      @Nullable Consultation other,
      CompletableFuture<TransferProgress> done) {
    Dialog dialog = session.setup().dialog();
    if (dialog == null || (running != null && running.client.isOpen())) {
      done.completeExceptionally(
          new IllegalStateException("transfer(): another transfer of this call is under way"));
      return;
    }
    CompletableFuture<TransferProgress> outcome = new CompletableFuture<>();
    ReferClient client =
        transfers.transfer(
            usages(dialog), events.call(), target, options, events::transferProgress, outcome);
    Running begun = new Running(client, dialog, options, other);
    running = begun;
    outcome.whenComplete(
        (last, failure) -> {
          if (failure == null) {
            begun.succeeded(last);
            done.complete(last);
          } else {
            begun.failed();
            done.completeExceptionally(failure);
          }
        });
    begun.begin();
  }

  private ReferUsages usages(Dialog dialog) {
    if (usages == null) {
      usages = transfers.usagesOf(dialog);
    }
    return usages;
  }

  /** A REFER of the peer, or a report on one of ours, or a wish for reports. */
  void receive(Dialog dialog, ServerTransaction transaction) {
    Dialog own = session.setup().dialog();
    CallState state = session.state();
    if (own == null || !own.id().equals(dialog.id())) {
      core.refuse(transaction, StatusCode.CALL_DOES_NOT_EXIST);
    } else if (!transaction.request().is(SipMethod.REFER)) {
      usages(own).receive(transaction);
    } else if (state == CallState.ESTABLISHED || state == CallState.ACCEPTED) {
      transfers.receive(usages(own), transaction, events.call(), events::transferRequest);
    } else {
      core.refuse(transaction, StatusCode.DECLINE);
    }
  }

  /** The call is over; reports go on without it, unless nothing can go on. */
  void ended(Cause cause) {
    hangupTimer.cancel();
    if (running != null) {
      running.client.callEnded(cause);
    }
    if (usages != null) {
      if (cause == Cause.STOPPED || cause == Cause.CONNECTION_ERROR) {
        usages.abandon(cause);
      }
      usages.standAlone();
    }
  }

  /** A transfer of ours, from the wish to what follows it. */
  private final class Running implements Consultation.Waiting {
    private final ReferClient client;
    private final Dialog dialog;
    private final TransferOptions options;
    private final @Nullable Consultation other;
    private boolean held;

    Running(
        ReferClient client, Dialog dialog, TransferOptions options, @Nullable Consultation other) {
      this.client = client;
      this.dialog = dialog;
      this.options = options;
      this.other = other;
    }

    void begin() {
      if (!options.holdFirst() || session.hold().isLocal()) {
        seek();
        return;
      }
      CompletableFuture<Void> holding = new CompletableFuture<>();
      session.change(SessionChanges.Change.hold("transfer()", true, holding));
      holding.whenComplete(
          (agreed, failure) -> {
            if (failure == null) {
              held = true;
              seek();
            } else {
              Cause cause =
                  failure instanceof RequestFailedException why ? why.why() : Cause.INTERNAL_ERROR;
              client.broken(cause, "the peer could not be put on hold", failure);
            }
          });
    }

    private void seek() {
      if (other == null) {
        onReady(ReferTo.of(client.target()));
      } else if (options.unanswered() == Unanswered.BLIND) {
        other.whenWithdrawn(core.loop(), this);
      } else {
        other.whenEstablished(core.loop(), this);
      }
    }

    @Override
    public void onReady(ReferTo referTo) {
      client.send(
          referTo,
          () -> dialog.request(SipMethod.REFER),
          dialog::nextSequence,
          () -> session.state().isEnded());
    }

    @Override
    public void onFailed(Cause cause, String detail) {
      client.broken(cause, detail, null);
    }

    void succeeded(TransferProgress last) {
      boolean known = last.state() == TransferState.SUCCEEDED || !options.reported();
      if (!known || options.originalCall() == OriginalCall.KEEP) {
        return;
      }
      if (options.originalCall() == OriginalCall.END || session.state().isEnded()) {
        hangUp();
      } else {
        hangupTimer = core.loop().schedule(PEER_HANGS_UP, this::hangUp);
      }
    }

    private void hangUp() {
      if (session.state() == CallState.ESTABLISHED) {
        session.leave(Cause.TRANSFERRED, "the peer was transferred to " + client.target());
      }
      if (other != null) {
        other.end();
      }
    }

    void failed() {
      if (held && session.state() == CallState.ESTABLISHED) {
        session.change(SessionChanges.Change.hold("resume()", false, new CompletableFuture<>()));
      }
    }
  }
}
