package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.HoldState;
import io.jasip.ListenerHandle;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.media.MediaStats;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import java.util.concurrent.CompletableFuture;

/**
 * The public face of a call: any thread. {@link CallOperations} takes what is asked to the loop,
 * where {@link CallSession} does it.
 */
public final class RealCall implements Call {

  private final String id;
  private final Direction direction;
  private final NameAddr remote;
  private final CallEvents events;
  private final CallSession session;
  private final CallOperations operations;

  private RealCall(CallContext context, Direction direction, String id, NameAddr remote) {
    this.direction = direction;
    this.id = id;
    this.remote = remote;
    this.events = new CallEvents(this, context.dispatcher());
    boolean outgoing = direction == Direction.OUTGOING;
    this.session =
        new CallSession(context, id, outgoing, events, () -> context.ended().accept(this));
    this.operations =
        new CallOperations(session, events, context.core().loop(), context.dispatcher());
  }

  /** A call to be made; {@link #dial} starts it. Any thread. */
  public static RealCall outgoing(CallContext context, SipUri target, CallOptions options) {
    RealCall call =
        new RealCall(context, Direction.OUTGOING, Identifiers.callId(), NameAddr.of(target));
    CallListener listener = options.listener();
    if (listener != null) {
      call.events.add(listener);
    }
    call.session.willDial(target, call.id, options);
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
  public CallState state() {
    return session.state();
  }

  @Override
  public NameAddr remote() {
    return remote;
  }

  @Override
  public ListenerHandle addListener(CallListener listener) {
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
    return operations.reject(status);
  }

  @Override
  public CompletableFuture<Void> hangup() {
    return operations.hangup();
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
  public HoldState holdState() {
    return session.hold();
  }

  @Override
  public CompletableFuture<Void> sendDtmf(String tones) {
    return operations.sendDtmf(tones);
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
