package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.CallListener;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import io.jasip.DtmfEvent;
import io.jasip.HoldEvent;
import io.jasip.HoldState;
import io.jasip.MediaStateEvent;
import io.jasip.MediaWarningEvent;
import io.jasip.OfferListener;
import io.jasip.Originator;
import io.jasip.PeerEvent;
import io.jasip.PeerInfo;
import io.jasip.ReplacementEvent;
import io.jasip.TransferProgress;
import io.jasip.TransferRequest;
import io.jasip.internal.core.Decision.Answer;
import io.jasip.internal.fault.CallFaults;
import io.jasip.internal.flight.FlightRecording;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.Listeners;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.transfer.CallOutcome;
import io.jasip.media.MediaException;
import io.jasip.media.MediaState;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the application hears of a call. Told on the loop, delivered on the application's thread.
 */
final class CallEvents {

  private final Call call;
  private final String callId;
  private final SipLoop loop;
  private final CallbackDispatcher dispatcher;
  private final Listeners<CallListener> listeners;
  private final Listeners<OfferListener> offerListeners;
  private final List<CallOutcome> outcomes = new ArrayList<>(1);
  private final CompletableFuture<Call> answered = new CompletableFuture<>();
  private final CompletableFuture<CallEndedEvent> ended = new CompletableFuture<>();
  private @Nullable Object phase;

  CallEvents(Call call, String callId, SipLoop loop, CallbackDispatcher dispatcher) {
    this.call = call;
    this.callId = callId;
    this.loop = loop;
    this.dispatcher = dispatcher;
    this.listeners = new Listeners<>(dispatcher);
    this.offerListeners = new Listeners<>(dispatcher);
  }

  Call call() {
    return call;
  }

  Runnable add(CallListener listener) {
    return listeners.add(listener);
  }

  Runnable add(OfferListener listener) {
    return offerListeners.add(listener);
  }

  /** Adds who is told on the loop how the call goes. On the loop, or before the call begins. */
  void observe(CallOutcome outcome) {
    outcomes.add(outcome);
  }

  CompletableFuture<Call> answered() {
    return answered.copy();
  }

  CompletableFuture<CallEndedEvent> ended() {
    return ended.copy();
  }

  void state(CallState from, CallState to, Originator originator, @Nullable SipMessage message) {
    CallStateEvent event = new CallStateEvent(call, from, to, originator, message);
    listeners.tell(listener -> listener.onState(event));
    if (to != CallState.ENDED) {
      FlightRecording.callPhaseOver(phase, to, null);
      phase = FlightRecording.callPhase(callId, to);
    }
  }

  void progress(SipResponse response) {
    if (!dispatcher.isFull()) { // a server may repeat them without end
      CallProgressEvent event = new CallProgressEvent(call, response);
      listeners.tell(listener -> listener.onProgress(event));
    }
    List.copyOf(outcomes).forEach(outcome -> outcome.onProgress(response));
  }

  /** Asks what to answer to an INFO or MESSAGE; then is called on the loop, at once or later. */
  void request(SipRequest request, Consumer<Answer> then) {
    if (listeners.isEmpty()) {
      then.accept(Answer.OK);
      return;
    }
    RealCallRequestEvent event = new RealCallRequestEvent(call, request);
    event.ask(listeners, listener -> listener.onRequest(event), StatusCode.OK, loop, then);
  }

  /** Asks whether an offer of the peer is wanted; then is called on the loop, at once or later. */
  void offer(SipRequest request, Consumer<Answer> then) {
    if (offerListeners.isEmpty()) {
      then.accept(Answer.OK);
      return;
    }
    RealOfferEvent event = new RealOfferEvent(call, request);
    event.ask(offerListeners, listener -> listener.onOffer(event), StatusCode.OK, loop, then);
  }

  void peer(PeerInfo from, PeerInfo to) {
    PeerEvent event = new PeerEvent(call, from, to);
    listeners.tell(listener -> listener.onPeer(event));
  }

  void established() {
    dispatcher.complete(answered, call);
    List.copyOf(outcomes).forEach(CallOutcome::onAnswered);
  }

  void mediaState(MediaState state) {
    MediaStateEvent event = new MediaStateEvent(call, state);
    listeners.tell(listener -> listener.onMediaState(event));
  }

  void mediaWarning(MediaException warning) {
    MediaWarningEvent event = new MediaWarningEvent(call, warning);
    listeners.tell(listener -> listener.onMediaWarning(event));
  }

  void firstAudio() {
    listeners.tell(listener -> listener.onFirstAudio(call));
  }

  void hold(HoldState from, HoldState to, Originator originator) {
    HoldEvent event = new HoldEvent(call, from, to, originator);
    listeners.tell(listener -> listener.onHold(event));
  }

  void digit(char digit, DtmfEvent.Source source) {
    DtmfEvent event = new DtmfEvent(call, digit, source);
    listeners.tell(listener -> listener.onDtmf(event));
  }

  void transferProgress(TransferProgress progress) {
    listeners.tell(listener -> listener.onTransferProgress(progress));
  }

  void transferRequest(TransferRequest request) {
    listeners.tell(listener -> listener.onTransferRequest(request));
  }

  void replacement(Call replacement) {
    ReplacementEvent event = new ReplacementEvent(call, replacement);
    listeners.tell(listener -> listener.onReplacement(event));
  }

  void ended(Ending why, boolean established, Duration duration) {
    CallEndedEvent event =
        new CallEndedEvent(
            call,
            why.originator(),
            why.cause(),
            established,
            duration,
            why.message(),
            why.detail(),
            CallFaults.of(why.cause(), why.message(), why.failure()));
    FlightRecording.callPhaseOver(phase, CallState.ENDED, why.cause());
    phase = null;
    listeners.tell(listener -> listener.onEnded(event));
    dispatcher.complete(ended, event);
    SipResponse response = why.message() instanceof SipResponse refused ? refused : null;
    String sentence = "call to " + call.remote().uri() + ": " + why.detail();
    dispatcher.fail(
        answered, new CallFailedException(why.cause(), sentence, response, why.failure()));
    List.copyOf(outcomes).forEach(outcome -> outcome.onEnded(why.cause(), response));
  }
}
