package io.jasip.internal.call;

import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.Cause;
import io.jasip.HangupOptions;
import io.jasip.HoldState;
import io.jasip.Originator;
import io.jasip.UAConfig;
import io.jasip.internal.call.CallMachine.Action;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import org.jspecify.annotations.Nullable;

/**
 * Owner of a {@link CallMachine}: assigns the state, tells of it, then performs the actions. On the
 * loop.
 */
final class CallSession {

  private final UserAgentCore core;
  private final UAConfig config;
  private final CallEvents events;
  private final Runnable freed;
  private final CallSignals signals;
  private final CallMedia media;
  private final Hold hold;
  private final PeerIdentity identity;
  private final PeerCapabilities peer;
  private final Negotiation negotiation;
  private final CallSetup setup;
  private final CallEnd end;
  private final CallTransfers transfers;
  private final SessionTimer timer;
  private final OwnRequests requests;
  private final DtmfQueue digits;

  private CallOptions options = CallOptions.DEFAULT;
  private Timer ringTimer = Timer.NONE;
  private Timer autoAnswer = Timer.NONE;

  /** Written on the loop, read by any thread. */
  private volatile CallState state = CallState.NEW;

  /**
   * Makes the session of a call in state NEW.
   *
   * @param freed run when the call is over, before anybody is told
   */
  CallSession(
      CallContext context, String callId, boolean outgoing, CallEvents events, Runnable freed) {
    this.core = context.core();
    this.config = context.config();
    this.events = events;
    this.freed = freed;
    this.signals = new CallSignals(this, events, core.timers().timeout());
    this.media = new CallMedia(core.loop(), config.media(), config.iceServers(), callId, signals);
    this.hold = new Hold(events);
    this.identity = new PeerIdentity(events);
    this.peer = new PeerCapabilities(identity);
    this.timer = new SessionTimer(core, config.calls().sessionTimers(), signals);
    this.negotiation = new Negotiation(core, media, hold, peer, timer, outgoing, signals);
    FirstExchange exchange = new FirstExchange(media, hold);
    this.setup = new CallSetup(core, this, signals, peer, exchange, negotiation, timer);
    this.end = new CallEnd(core);
    this.requests =
        new OwnRequests(core, setup::dialogForRequests, gone -> end(Input.HANGUP, gone));
    this.digits = new DtmfQueue(core.loop(), media, requests, negotiation);
    this.transfers = new CallTransfers(this, events, core, context.transfers());
  }

  /** An outgoing call. */
  void willDial(SipUri target, String callId, CallOptions given, SipHeaders transferred) {
    use(given);
    setup.willDial(target, callId, given, transferred);
  }

  /** An incoming call. */
  void willRing(ServerTransaction transaction, Dialog made) {
    setup.willRing(transaction, made);
  }

  SipLoop loop() {
    return core.loop();
  }

  CallTransfers transfers() {
    return transfers;
  }

  /** What the call was made or answered with. */
  CallOptions options() {
    return options;
  }

  CallSetup setup() {
    return setup;
  }

  /** Any thread. */
  CallState state() {
    return state;
  }

  /** Any thread. */
  HoldState hold() {
    return hold.state();
  }

  CallMedia media() {
    return media;
  }

  /** Its getter: any thread. */
  PeerIdentity identity() {
    return identity;
  }

  OwnRequests requests() {
    return requests;
  }

  DtmfQueue digits() {
    return digits;
  }

  UAConfig config() {
    return config;
  }

  void dial() {
    input(Input.DIAL, null, Originator.LOCAL);
  }

  void ring() {
    SipRequest invite = setup.incomingInvite();
    input(Input.INVITE, invite, Originator.REMOTE);
    if (config.calls().autoAnswer() && invite != null) {
      AutoAnswer.delay(invite)
          .ifPresent(delay -> autoAnswer = core.loop().schedule(delay, this::answerByItself));
    }
  }

  private void answerByItself() {
    if (state == CallState.INCOMING) {
      answer(CallOptions.DEFAULT);
    }
  }

  private void use(CallOptions given) {
    options = given;
    if (given.sessionTimers() != null) {
      timer.use(given.sessionTimers());
    }
  }

  void answer(CallOptions given) {
    use(given);
    input(Input.ANSWER, null, Originator.LOCAL);
  }

  /** Wants a new offer, as soon as the call is established and no other is under way. */
  void change(SessionChanges.Change wish) {
    negotiation.want(wish);
  }

  /**
   * Ends the call by the application's wish; an INVITE that was not answered is refused with the
   * status, or else with 603.
   */
  void leave(HangupOptions how) {
    int refusal = how.status() == 0 ? StatusCode.DECLINE : how.status();
    Ending why =
        switch (state) {
          case ESTABLISHED, ACCEPTED -> Ending.local(Cause.BYE, refusal, "hung up here", how);
          case INCOMING, ANSWERING -> Ending.local(Cause.REJECTED, refusal, "declined here", how);
          default -> Ending.local(Cause.CANCELED, refusal, "withdrawn before it was answered", how);
        };
    end(Input.HANGUP, why);
  }

  /** Ends the call since it was handed over. */
  void leave(Cause cause, String detail) {
    end(
        Input.HANGUP,
        Ending.local(cause, StatusCode.REQUEST_TERMINATED, detail, HangupOptions.DEFAULT));
  }

  void stop() {
    end(
        Input.HANGUP,
        Ending.local(
            Cause.STOPPED,
            StatusCode.TEMPORARILY_UNAVAILABLE,
            "the user agent was stopped",
            HangupOptions.DEFAULT));
  }

  void connectionLost() {
    end(
        Input.CONNECTION_LOST,
        Ending.system(Cause.CONNECTION_ERROR, 0, "the connection to the server was lost", null));
  }

  /** The connection is another, and the peer has to learn of it. */
  void connectionRestored(boolean moved) {
    Dialog dialog = setup.dialog();
    if (state == CallState.ESTABLISHED && dialog != null) {
      TargetRefresh refresh = new TargetRefresh(core, dialog, peer, negotiation, timer, signals);
      if (moved) {
        refresh.sendWithNewPath();
      } else {
        refresh.send();
      }
    }
  }

  /** The peer has acknowledged a 2xx of ours. */
  void acknowledged(SipRequest ack) {
    negotiation.acknowledged(ack);
    if (setup.acknowledged(ack)) {
      if (state == CallState.ACCEPTED && !setup.takeAnswer(ack)) {
        end(Input.MEDIA_FAILED, Ending.missingDescription("the caller did not answer our offer"));
      }
      input(Input.ACK, ack, Originator.REMOTE);
    }
  }

  /** An input that ends the call, now or once the peer has confirmed. */
  void end(Input input, Ending why) {
    if (CallMachine.step(state, input).next() != state) {
      end.because(why);
    }
    input(input, why.message(), why.originator());
  }

  void input(Input input, @Nullable SipMessage message, Originator originator) {
    CallState before = state;
    CallMachine.Step step = CallMachine.step(before, input);
    state = step.next();
    if (state != before) {
      events.state(before, state, originator, message);
    }
    if (state == CallState.ENDING) {
      hangUp();
    }
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case CREATE_OFFER -> setup.createOffer(options);
      case SEND_INVITE -> {
        setup.sendInvite();
        ringTimer = RingLimit.ofCallee(options).start(core.loop(), this::ringTimeout);
      }
      case SEND_CANCEL -> setup.cancel(end.farewell());
      case SEND_ACK -> setup.acknowledge();
      case APPLY_ANSWER -> setup.applyAnswer(options);
      case SEND_RINGING -> {
        if (config.calls().ringsByItself()) {
          setup.ring();
        } else {
          setup.trying();
        }
        ringTimer =
            RingLimit.ofCaller(config.calls(), setup.incomingInvite())
                .start(core.loop(), this::ringTimeout);
      }
      case STOP_RINGING -> ringTimer.cancel();
      case CREATE_ANSWER -> setup.createAnswer(options);
      case SEND_ANSWER -> setup.sendAnswer(options);
      case REFUSE -> end.refuse(setup);
      case SEND_BYE -> sendBye();
      case ESTABLISH -> establish();
      case END -> finish();
      case REFUSE_INPUT -> throw new IllegalStateException("not checked before: " + state);
    }
  }

  private void establish() {
    Dialog dialog = setup.dialog();
    if (state == CallState.ESTABLISHED && dialog != null) {
      ringTimer.cancel();
      end.established();
      events.established();
      setup.startTimer();
      agreed();
    } // else the answer was no good, and the call is on its way out
  }

  /** Both sides have offer and answer, or not yet, if the call was made without an offer. */
  void agreed() {
    Dialog dialog = setup.dialog();
    if (setup.isAgreed() && dialog != null) {
      negotiation.established(dialog, options.offersByUpdate());
    }
  }

  /** The BYE may have to wait for an ACK, but nobody is heard meanwhile. */
  private void hangUp() {
    media.close();
    digits.end(end.cause());
  }

  private void sendBye() {
    negotiation.end(end.cause());
    timer.end();
    requests.end(end.cause());
    setup.stopRepeating();
    if (!setup.isAgreed()) {
      setup.acknowledge();
    }
    Dialog dialog = setup.dialog();
    if (dialog != null) {
      end.sendBye(dialog, () -> input(Input.BYE_DONE, null, Originator.REMOTE));
    }
  }

  private void finish() {
    media.close();
    ringTimer.cancel();
    autoAnswer.cancel();
    if (end.cause() == Cause.BYE) {
      digits.peerHungUp(); // a hang-up of ours has ended them before
    }
    digits.end(end.cause());
    negotiation.end(end.cause());
    timer.end();
    requests.end(end.cause());
    setup.close();
    transfers.ended(end.cause());
    freed.run();
    end.publish(events);
  }

  private void ringTimeout(Ending why) {
    end(state == CallState.INCOMING ? Input.RING_TIMEOUT : Input.HANGUP, why);
  }

  /** A sign of life is due (RFC 4028). */
  void refresh() {
    Dialog dialog = setup.dialog();
    if (dialog != null) {
      new SessionRefresh(core, dialog, peer, negotiation, timer).send();
    }
  }
}
