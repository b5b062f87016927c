package io.jasip.testkit;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallProgressEvent;
import io.jasip.CallRequestEvent;
import io.jasip.CallStateEvent;
import io.jasip.ConnectionEvent;
import io.jasip.DtmfEvent;
import io.jasip.HoldEvent;
import io.jasip.MediaStateEvent;
import io.jasip.MediaWarningEvent;
import io.jasip.MessageEvent;
import io.jasip.NotifyEvent;
import io.jasip.PeerEvent;
import io.jasip.RegistrationEvent;
import io.jasip.ReplacementEvent;
import io.jasip.Subscription;
import io.jasip.SubscriptionEndedEvent;
import io.jasip.SubscriptionListener;
import io.jasip.SubscriptionStateEvent;
import io.jasip.TransferProgress;
import io.jasip.TransferRequest;
import io.jasip.UAListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it is told, in order: as events, and as short lines for people to read. */
public final class EventRecorder implements UAListener, CallListener, SubscriptionListener {

  private final List<Object> events = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  /** Makes a recorder that has heard nothing. */
  public EventRecorder() {}

  /**
   * All that was heard, a line each, such as {@code CALLING}, {@code progress 180}, {@code ended
   * BYE by REMOTE}.
   *
   * @return a copy
   */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /**
   * The events of one kind.
   *
   * @param type such as {@code CallEndedEvent.class}; {@code Call.class} for incoming calls
   * @param <E> such as {@code CallEndedEvent}
   * @return a copy, in order
   */
  public <E> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /**
   * The only event of a kind.
   *
   * @param type such as {@code CallEndedEvent.class}
   * @param <E> such as {@code CallEndedEvent}
   * @return the event
   * @throws AssertionError if there are none or several
   */
  public <E> E only(Class<E> type) {
    List<E> found = all(type);
    if (found.size() != 1) {
      throw new AssertionError(
          "heard " + found.size() + " of " + type.getSimpleName() + ", not one: " + lines);
    }
    return found.get(0);
  }

  /** Forgets what was heard. */
  public void clear() {
    events.clear();
    lines.clear();
  }

  private void note(Object event, String line) {
    events.add(event);
    lines.add(line);
  }

  @Override
  public void onConnection(ConnectionEvent event) {
    note(event, event.to().toString());
  }

  @Override
  public void onRegistration(RegistrationEvent event) {
    note(event, event.to() + (event.cause() == null ? "" : " " + event.cause()));
  }

  @Override
  public void onRegistrationExpiring(Duration left) {
    note(left, "expiring in " + left.toSeconds() + " s");
  }

  @Override
  public void onIncomingCall(Call call) {
    note(call, "incoming call of " + call.remote().uri().user());
  }

  @Override
  public void onMessage(MessageEvent event) {
    note(event, "message of " + event.from().uri().user() + ": " + event.body().text().strip());
  }

  @Override
  public void onNotify(NotifyEvent event) {
    note(event, "NOTIFY " + event.event() + (event.last() ? ", the last" : ""));
  }

  @Override
  public void onState(SubscriptionStateEvent event) {
    note(event, event.to().toString());
  }

  @Override
  public void onFork(Subscription fork) {
    note(fork, "fork");
  }

  @Override
  public void onEnded(SubscriptionEndedEvent event) {
    note(event, "ended " + event.why());
  }

  @Override
  public void onState(CallStateEvent event) {
    note(event, event.to().toString());
  }

  @Override
  public void onProgress(CallProgressEvent event) {
    note(event, "progress " + event.response().status());
  }

  @Override
  public void onMediaState(MediaStateEvent event) {
    note(event, "media " + event.state());
  }

  @Override
  public void onMediaWarning(MediaWarningEvent event) {
    note(event, "media warning " + event.warning().reason());
  }

  @Override
  public void onFirstAudio(Call call) {
    note(call, "first audio");
  }

  @Override
  public void onHold(HoldEvent event) {
    note(event, "hold " + event.to());
  }

  @Override
  public void onDtmf(DtmfEvent event) {
    note(event, "digit " + event.digit() + " by " + event.source());
  }

  @Override
  public void onTransferProgress(TransferProgress progress) {
    note(progress, progress.state() + (progress.status() == 0 ? "" : " " + progress.status()));
  }

  @Override
  public void onTransferRequest(TransferRequest request) {
    note(request, "asked to call " + request.target().user());
  }

  @Override
  public void onReferral(TransferRequest request) {
    note(request, "asked from outside to call " + request.target().user());
  }

  @Override
  public void onReplacement(ReplacementEvent event) {
    note(event, "replaced by call of " + event.replacement().remote().uri().user());
  }

  @Override
  public void onPeer(PeerEvent event) {
    note(event, "peer");
  }

  @Override
  public void onRequest(CallRequestEvent event) {
    note(event, "request " + event.request().method());
  }

  @Override
  public void onEnded(CallEndedEvent event) {
    note(event, "ended " + event.cause() + " by " + event.originator());
  }
}
