package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import io.jasip.Cause;
import io.jasip.DtmfEvent;
import io.jasip.ListenerHandle;
import io.jasip.MediaStateEvent;
import io.jasip.Originator;
import io.jasip.internal.call.CallMachine.Action;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.core.ResponseListener;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.dialog.DialogTable;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.message.Identifiers;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.media.MediaState;
import io.jasip.media.MediaStats;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link CallMachine}. Public methods hop onto the loop; everything else is on the loop.
 * State is assigned first, then actions are performed, then events go out.
 */
public final class RealCall
    implements Call,
        DialogTable.Owner,
        InviteClient.Events,
        InviteServer.Events,
        InDialogRequests.Events,
        CallMedia.Events {

  private final CallContext context;
  private final UserAgentCore core;
  private final String id;
  private final Direction direction;
  private final NameAddr remote;
  private final CallMedia media;
  private final Listeners<CallListener> listeners;
  private final CallOperations operations;
  private final CompletableFuture<Call> answered = new CompletableFuture<>();
  private final CompletableFuture<CallEndedEvent> ended = new CompletableFuture<>();

  private CallOptions options = CallOptions.DEFAULT;
  private @Nullable InviteClient client;
  private @Nullable InviteServer server;
  private @Nullable Dialog dialog;
  private @Nullable InDialogRequests inDialog;
  private @Nullable Ending ending;
  private String localDescription = "";
  private @Nullable SipResponse success;
  private boolean byeSent;
  private boolean wasEstablished;
  private long establishedAt;
  private Timer ringTimer = Timer.NONE;

  /** Written on the loop, read by any thread. */
  private volatile CallState state = CallState.NEW;

  private RealCall(CallContext context, Direction direction, String id, NameAddr remote) {
    this.context = context;
    this.core = context.core();
    this.direction = direction;
    this.id = id;
    this.remote = remote;
    this.listeners = new Listeners<>(context.dispatcher());
    this.media =
        new CallMedia(
            core.loop(), context.config().media(), context.config().iceServers(), id, this);
    this.operations = new CallOperations(this, core.loop(), context.dispatcher(), media);
  }

  /** A call to be made; {@link #dial} starts it. */
  public static RealCall outgoing(CallContext context, SipUri target, CallOptions options) {
    RealCall call =
        new RealCall(context, Direction.OUTGOING, Identifiers.callId(), NameAddr.of(target));
    call.use(options);
    call.client = new InviteClient(context.core(), target, call.id, call);
    return call;
  }

  /**
   * A call that has come in.
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
    call.server = new InviteServer(context.core(), transaction, dialog, call);
    call.adopt(dialog);
    return call;
  }

  private void use(CallOptions given) {
    options = given;
    if (given.listener() != null) {
      listeners.add(given.listener());
    }
  }

  private void adopt(Dialog made) {
    dialog = made;
    inDialog = new InDialogRequests(core, made, media, this);
    core.dialogs().add(made.id(), this);
  }

  /** Starts an outgoing call. */
  public void dial() {
    input(Input.DIAL, null, Originator.LOCAL);
  }

  /** Starts an incoming call. */
  public void ring() {
    SipRequest invite = server == null ? null : server.request();
    input(Input.INVITE, invite, Originator.REMOTE);
  }

  /** The connection to the server is gone. */
  public void connectionLost() {
    end(
        Input.CONNECTION_LOST,
        Ending.system(Cause.CONNECTION_ERROR, 0, "the connection to the server was lost", null));
  }

  /** The user agent stops. */
  public void stop() {
    end(
        Input.HANGUP,
        Ending.local(
            Cause.STOPPED, StatusCode.TEMPORARILY_UNAVAILABLE, "the user agent was stopped"));
  }

  void accept(CallOptions given) {
    use(given);
    input(Input.ANSWER, null, Originator.LOCAL);
  }

  /**
   * Ends the call by the application's wish; an INVITE that was not answered is refused with the
   * status.
   */
  void leave(int refusal) {
    Ending why =
        switch (state) {
          case ESTABLISHED, ACCEPTED -> Ending.local(Cause.BYE, refusal, "hung up here");
          case INCOMING, ANSWERING -> Ending.local(Cause.REJECTED, refusal, "declined here");
          default -> Ending.local(Cause.CANCELED, refusal, "withdrawn before it was answered");
        };
    end(Input.HANGUP, why);
  }

  /** An input that ends the call, now or once the peer has confirmed. The first reason counts. */
  private void end(Input input, Ending why) {
    if (ending == null && CallMachine.step(state, input).next() != state) {
      ending = why;
    }
    input(input, why.message(), why.originator());
  }

  private void input(Input input, @Nullable SipMessage message, Originator originator) {
    CallState before = state;
    CallMachine.Step step = CallMachine.step(before, input);
    state = step.next();
    if (state != before) {
      CallStateEvent event = new CallStateEvent(this, before, state, originator, message);
      listeners.tell(listener -> listener.onState(event));
    }
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case CREATE_OFFER ->
          media.createOffer(
              options.media(),
              offer -> {
                localDescription = offer;
                input(Input.OFFER_READY, null, Originator.LOCAL);
              });
      case SEND_INVITE -> withClient(invite -> invite.send(localDescription, options.headers()));
      case SEND_CANCEL -> withClient(InviteClient::cancel);
      case SEND_ACK -> withClient(InviteClient::acknowledge);
      case APPLY_ANSWER -> applyAnswer();
      case SEND_RINGING -> {
        withServer(InviteServer::ring);
        ringTimer = core.loop().schedule(context.config().ringTimeout(), this::ringTimeout);
      }
      case STOP_RINGING -> ringTimer.cancel();
      case CREATE_ANSWER -> createAnswer();
      case SEND_ANSWER -> withServer(invite -> invite.accept(localDescription, options.headers()));
      case REFUSE ->
          withServer(
              invite -> invite.refuse(ending == null ? StatusCode.DECLINE : ending.refusal()));
      case SEND_BYE -> sendBye();
      case ESTABLISH -> establish();
      case END -> finish();
      case REFUSE_INPUT -> throw new IllegalStateException("not checked before: " + state);
    }
  }

  private void withClient(Consumer<InviteClient> action) {
    if (client != null) {
      action.accept(client);
    }
  }

  private void withServer(Consumer<InviteServer> action) {
    if (server != null) {
      action.accept(server);
    }
  }

  private void createAnswer() {
    String offer = server == null ? "" : server.offer();
    if (offer.isEmpty()) {
      end(
          Input.MEDIA_FAILED,
          Ending.system(
              Cause.MISSING_SDP,
              StatusCode.NOT_ACCEPTABLE_HERE,
              "the caller sent no session description",
              null));
      return;
    }
    media.createAnswer(
        offer,
        options.media(),
        answer -> {
          localDescription = answer;
          input(Input.ANSWER_READY, null, Originator.LOCAL);
        });
  }

  private void applyAnswer() {
    if (success == null || !success.contentType().equals("application/sdp")) {
      end(
          Input.MEDIA_FAILED,
          Ending.system(
              Cause.MISSING_SDP, 0, "the callee answered without a session description", null));
    } else {
      media.acceptAnswer(success.bodyText());
    }
  }

  private void establish() {
    if (state != CallState.ESTABLISHED) {
      return; // the answer was no good, and the call is on its way out
    }
    wasEstablished = true;
    establishedAt = core.loop().nanoTime();
    context.dispatcher().complete(answered, this);
  }

  private void sendBye() {
    media.close();
    if (byeSent || dialog == null) {
      return;
    }
    byeSent = true;
    withServer(InviteServer::stopRepeating);
    core.send(
        dialog.request(SipMethod.BYE).build(),
        dialog::nextSequence,
        new ResponseListener() {
          @Override
          public void onResponse(SipRequest request, SipResponse response) {
            if (!response.isProvisional()) {
              byeDone();
            }
          }

          @Override
          public void onTimeout() {
            byeDone();
          }

          @Override
          public void onTransportError() {
            byeDone();
          }
        });
  }

  private void byeDone() {
    input(Input.BYE_DONE, null, Originator.REMOTE);
  }

  private void finish() {
    media.close();
    ringTimer.cancel();
    withServer(InviteServer::stopRepeating);
    if (inDialog != null) {
      inDialog.end();
    }
    if (dialog != null) {
      dialog.terminate();
      core.dialogs().remove(dialog.id());
    }
    context.ended().accept(this);
    publishEnd(
        ending == null
            ? Ending.system(Cause.INTERNAL_ERROR, 0, "the call ended for no known reason", null)
            : ending);
  }

  private void publishEnd(Ending why) {
    Duration duration =
        wasEstablished ? Duration.ofNanos(core.loop().nanoTime() - establishedAt) : Duration.ZERO;
    CallEndedEvent event =
        new CallEndedEvent(
            this,
            why.originator(),
            why.cause(),
            wasEstablished,
            duration,
            why.message(),
            why.detail());
    listeners.tell(listener -> listener.onEnded(event));
    context.dispatcher().complete(ended, event);
    SipResponse response = why.message() instanceof SipResponse refused ? refused : null;
    context
        .dispatcher()
        .fail(
            answered,
            new CallFailedException(
                why.cause(),
                "call to " + remote.uri() + ": " + why.detail(),
                response,
                why.failure()));
  }

  private void ringTimeout() {
    end(
        Input.RING_TIMEOUT,
        Ending.system(
            Cause.NO_ANSWER,
            StatusCode.TEMPORARILY_UNAVAILABLE,
            "nobody answered within " + context.config().ringTimeout().toSeconds() + " s",
            null));
  }

  // What the INVITE says, as caller.

  @Override
  public void onProvisional(SipResponse response) {
    input(Input.PROVISIONAL, response, Originator.REMOTE);
    if (response.status() > StatusCode.TRYING) {
      CallProgressEvent event = new CallProgressEvent(this, response);
      listeners.tell(listener -> listener.onProgress(event));
    }
  }

  @Override
  public void onSuccess(Dialog made, SipResponse response) {
    if (dialog == null) {
      adopt(made);
      success = response;
    }
    input(Input.SUCCESS, response, Originator.REMOTE);
  }

  @Override
  public void onRefusal(SipResponse response) {
    String answer = response.status() + " " + response.reason();
    end(
        Input.REFUSAL,
        Ending.remote(
            Cause.ofStatus(response.status()), 0, response, "the server answered " + answer));
  }

  @Override
  public void onTimeout() {
    end(
        Input.REQUEST_TIMEOUT,
        Ending.system(
            Cause.REQUEST_TIMEOUT,
            0,
            "the server did not answer within " + core.timers().timeout().toSeconds() + " s",
            null));
  }

  @Override
  public void onTransportError() {
    connectionLost();
  }

  // What the INVITE says, as callee.

  @Override
  public void onCancel(SipRequest cancel) {
    end(
        Input.CANCEL,
        Ending.remote(Cause.CANCELED, StatusCode.REQUEST_TERMINATED, cancel, "the caller gave up"));
  }

  @Override
  public void onAckTimeout() {
    end(
        Input.ACK_TIMEOUT,
        Ending.system(Cause.NO_ACK, 0, "the caller did not acknowledge our answer", null));
  }

  @Override
  public void onInviteTransportError() {
    connectionLost();
  }

  // What the dialog says.

  @Override
  public void onRequest(ServerTransaction transaction) {
    if (inDialog != null) {
      inDialog.receive(transaction);
    }
  }

  @Override
  public void onAck(SipRequest ack) {
    withServer(InviteServer::stopRepeating);
    if (inDialog != null) {
      inDialog.stopRepeating();
    }
    input(Input.ACK, ack, Originator.REMOTE);
  }

  @Override
  public boolean isEstablished() {
    return state == CallState.ESTABLISHED;
  }

  @Override
  public void onBye(SipRequest bye) {
    end(
        Input.BYE,
        Ending.remote(Cause.BYE, StatusCode.REQUEST_TERMINATED, bye, "the other party hung up"));
  }

  @Override
  public void onInfoDtmf(char digit) {
    DtmfEvent event = new DtmfEvent(this, digit, DtmfEvent.Source.INFO);
    listeners.tell(listener -> listener.onDtmf(event));
  }

  @Override
  public void onReinviteUnacknowledged() {
    end(
        Input.HANGUP,
        Ending.system(Cause.NO_ACK, 0, "the peer did not acknowledge our answer", null));
  }

  // What the media says.

  @Override
  public void onMediaState(MediaState mediaState) {
    MediaStateEvent event = new MediaStateEvent(this, mediaState);
    listeners.tell(listener -> listener.onMediaState(event));
    if (mediaState == MediaState.FAILED) {
      end(
          Input.MEDIA_FAILED,
          Ending.system(
              Cause.RTP_TIMEOUT,
              StatusCode.SERVER_INTERNAL_ERROR,
              "no path for the media was found, or it was lost (ICE or DTLS failed)",
              null));
    }
  }

  @Override
  public void onFirstMedia() {
    listeners.tell(listener -> listener.onFirstAudio(this));
  }

  @Override
  public void onMediaDtmf(char digit) {
    DtmfEvent event = new DtmfEvent(this, digit, DtmfEvent.Source.MEDIA);
    listeners.tell(listener -> listener.onDtmf(event));
  }

  @Override
  public void onMediaFailed(Throwable failure) {
    end(Input.MEDIA_FAILED, MediaFailure.ending(failure));
  }

  // The public side, any thread.

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
    return state;
  }

  @Override
  public NameAddr remote() {
    return remote;
  }

  @Override
  public ListenerHandle addListener(CallListener listener) {
    return listeners.add(listener)::run;
  }

  @Override
  public CompletableFuture<Call> answer() {
    return operations.answer(CallOptions.DEFAULT);
  }

  @Override
  public CompletableFuture<Call> answer(CallOptions given) {
    return operations.answer(given);
  }

  @Override
  public CompletableFuture<Call> answered() {
    return answered.copy();
  }

  @Override
  public CompletableFuture<CallEndedEvent> ended() {
    return ended.copy();
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
  public CompletableFuture<Void> sendDtmf(String tones) {
    return operations.sendDtmf(tones);
  }

  @Override
  public CompletableFuture<MediaStats> stats() {
    return operations.stats();
  }
}
