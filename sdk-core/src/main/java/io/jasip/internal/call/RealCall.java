package io.jasip.internal.call;

import io.jasip.Account;
import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.DtmfOptions;
import io.jasip.HangupOptions;
import io.jasip.HoldState;
import io.jasip.ListenerHandle;
import io.jasip.OfferListener;
import io.jasip.PeerInfo;
import io.jasip.TransferOptions;
import io.jasip.TransferProgress;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogId;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.internal.transfer.Replaces;
import io.jasip.internal.transfer.ReplacesRule.Match;
import io.jasip.internal.transfer.Transfers;
import io.jasip.media.MediaOptions;
import io.jasip.media.MediaStats;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The public face of a call: any thread. {@link CallOperations} takes what is asked to the loop,
 * where {@link CallSession} does it.
 */
public final class RealCall implements Call {

  private final String id;
  private final @Nullable Account account;
  private final Direction direction;
  private final NameAddr remote;
  private final CallEvents events;
  private final CallSession session;
  private final CallOperations operations;
  private final Transfers transfers;

  /** Set before anybody else sees the call. */
  private @Nullable RealCall replaced;

  private RealCall(CallContext context, Direction direction, String id, NameAddr remote) {
    this.account = context.account();
    this.direction = direction;
    this.id = id;
    this.remote = remote;
    this.transfers = context.transfers();
    this.events = new CallEvents(this, id, context.core().loop(), context.dispatcher());
    boolean outgoing = direction == Direction.OUTGOING;
    this.session =
        new CallSession(context, id, outgoing, events, () -> context.ended().accept(this));
    this.operations =
        new CallOperations(session, events, context.core().loop(), context.dispatcher());
  }

  /** A call to be made; {@link #dial} starts it. Any thread. */
  public static RealCall outgoing(CallContext context, SipUri target, CallOptions options) {
    return outgoing(context, target, SipHeaders.NONE, options, new CallOutcome() {});
  }

  /**
   * A call to be made since somebody transfers us; {@link #dial} starts it. Any thread.
   *
   * @param transferred header fields of the INVITE that say so
   * @param outcome told on the loop how it goes
   */
  public static RealCall outgoing(
      CallContext context,
      SipUri target,
      SipHeaders transferred,
      CallOptions options,
      CallOutcome outcome) {
    RealCall call =
        new RealCall(context, Direction.OUTGOING, Identifiers.callId(), NameAddr.of(target));
    CallListener listener = options.listener();
    if (listener != null) {
      call.events.add(listener);
    }
    call.events.observe(outcome);
    call.session.willDial(target, call.id, options, transferred);
    return call;
  }

  /**
   * A call that has come in. On the loop.
   *
   * @throws MalformedMessageException if the INVITE makes no dialog, for want of a readable Contact
   */
  public static RealCall incoming(CallContext context, ServerTransaction transaction)
      throws MalformedMessageException {
    SipRequest invite = transaction.request();
    Dialog dialog = Dialog.ofServer(invite, transaction.localTag(), context.core().identity()::via);
    RealCall call =
        new RealCall(
            context, Direction.INCOMING, invite.callId(), invite.from().withoutParameters());
    call.session.willRing(transaction, dialog);
    return call;
  }

  /**
   * What Replaces may do with the call. On the loop.
   *
   * @return NONE if its dialog is not one of this call
   */
  public Match match(Replaces replaces) {
    if (!session.setup().has(replaces.dialog())) {
      return Match.NONE;
    }
    return switch (session.state()) {
      case ESTABLISHED, ACCEPTED -> Match.CONFIRMED;
      case INCOMING, ANSWERING -> Match.EARLY_OF_PEER;
      case NEW, PREPARING, CALLING, PROCEEDING -> Match.EARLY_OF_OURS;
      case CANCELLING, ENDING, ENDED -> Match.ENDED;
    };
  }

  /** The id of the dialog; null if there is none. On the loop. */
  public @Nullable DialogId dialogId() {
    Dialog dialog = session.setup().dialog();
    return dialog == null ? null : dialog.id();
  }

  /** This call, which has just come in, takes the place of another. On the loop. */
  public void replace(RealCall other) {
    replaced = other;
    other.events.replacement(this);
    events.observe(
        new CallOutcome() {
          @Override
          public void onAnswered() {
            other.session.leave(Cause.REPLACED, "another call has taken its place");
          }
        });
  }

  /** Answers with the media options of the call that this one replaces. On the loop. */
  public void answerAsReplacement() {
    MediaOptions media = replaced == null ? null : replaced.session.options().media();
    CallOptions.Builder options = CallOptions.builder();
    session.answer(media == null ? options.build() : options.media(media).build());
  }

  /** Starts an outgoing call. On the loop. */
  public void dial() {
    session.dial();
  }

  /** Starts an incoming call. On the loop. */
  public void ring() {
    session.ring();
  }

  /** The connection to the server is gone. On the loop. */
  public void connectionLost() {
    session.connectionLost();
  }

  /**
   * There is a connection again. On the loop.
   *
   * @param moved whether our address is another, so that the media needs a new path too
   */
  public void connectionRestored(boolean moved) {
    session.connectionRestored(moved);
  }

  /** The user agent stops. On the loop. */
  public void stop() {
    session.stop();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Direction direction() {
    return direction;
  }

  @Override
  public Account account() {
    return Objects.requireNonNull(account, "this call is of a server, which has no account");
  }

  @Override
  public CallState state() {
    return session.state();
  }

  @Override
  public NameAddr remote() {
    return remote;
  }

  @Override
  public PeerInfo peer() {
    return session.identity().info();
  }

  @Override
  public ListenerHandle addListener(CallListener listener) {
    return events.add(listener)::run;
  }

  @Override
  public ListenerHandle addOfferListener(OfferListener listener) {
    return events.add(listener)::run;
  }

  @Override
  public CompletableFuture<Call> answer() {
    return operations.answer(CallOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<Call> answer(CallOptions options) {
    return operations.answer(options);
  }

  @Override
  public CompletableFuture<Void> sendEarlyMedia(CallOptions options) {
    return operations.sendEarlyMedia(options);
  }

  @Override
  public CompletableFuture<Call> answered() {
    return events.answered();
  }

  @Override
  public CompletableFuture<CallEndedEvent> ended() {
    return events.ended();
  }

  @Override
  public CompletableFuture<Void> reject(int status) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    return operations.reject(HangupOptions.of(status));
  }

  @Override
  public CompletableFuture<Void> reject(HangupOptions options) {
    return operations.reject(options);
  }

  @Override
  public CompletableFuture<Void> hangup() {
    return operations.hangup(HangupOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<Void> hangup(HangupOptions options) {
    return operations.hangup(options);
  }

  @Override
  public CompletableFuture<Void> setMuted(boolean muted) {
    return operations.setMuted(muted);
  }

  @Override
  public CompletableFuture<Void> hold() {
    return operations.hold(true);
  }

  @Override
  public CompletableFuture<Void> resume() {
    return operations.hold(false);
  }

  @Override
  public CompletableFuture<Void> restartIce() {
    return operations.restartIce();
  }

  @Override
  public HoldState holdState() {
    return session.hold();
  }

  @Override
  public CompletableFuture<TransferProgress> transfer(String target, TransferOptions options) {
    Objects.requireNonNull(options, "options");
    SipUri address = transfers.resolve(target);
    return operations.transfer(done -> session.transfers().blind(address, options, done));
  }

  @Override
  public CompletableFuture<TransferProgress> transfer(Call consultation, TransferOptions options) {
    Objects.requireNonNull(options, "options");
    if (consultation.equals(this) || !(consultation instanceof RealCall other)) {
      throw new IllegalArgumentException("transfer(): a call cannot be transferred to itself");
    }
    return operations.transfer(
        done ->
            session
                .transfers()
                .attended(
                    new Consultation(other.session, other.events, other.remote), options, done));
  }

  @Override
  public Optional<Call> replaces() {
    return Optional.ofNullable(replaced);
  }

  @Override
  public CompletableFuture<Void> sendDtmf(String tones) {
    return operations.sendDtmf(tones, null);
  }

  @Override
  public CompletableFuture<Void> sendDtmf(String tones, DtmfOptions options) {
    return operations.sendDtmf(tones, Objects.requireNonNull(options, "options"));
  }

  @Override
  public CompletableFuture<SipResponse> sendRequest(
      SipMethod method, SipBody body, SipHeaders headers) {
    return operations.sendRequest(method, body, headers);
  }

  @Override
  public CompletableFuture<Void> progress(int status) {
    return operations.progress(status, null, SipHeaders.NONE);
  }

  @Override
  public CompletableFuture<Void> progress(int status, String reason, SipHeaders headers) {
    return operations.progress(status, reason, headers);
  }

  @Override
  public CompletableFuture<MediaStats> stats() {
    return operations.stats();
  }

  @Override
  public <T> CompletableFuture<T> media(Class<T> type) {
    return operations.media(type);
  }
}
