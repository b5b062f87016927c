package io.jasip.internal.hostile;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import io.jasip.DtmfEvent;
import io.jasip.MediaStateEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hears all of one call and notes what {@link CallState} and {@link CallListener} do not promise:
 * steps that the diagram does not have, events out of order, an end that is not one.
 */
final class CallRules implements CallListener {

  private static final Map<CallState, Set<CallState>> EDGES = edges();

  private final List<String> broken;
  private final List<String> heard = new ArrayList<>();
  private CallState state;
  private int ends;

  /**
   * Begins to listen.
   *
   * @param state of the call when the listener was added
   * @param broken takes what is wrong, a sentence each
   */
  CallRules(CallState state, List<String> broken) {
    this.state = state;
    this.broken = broken;
  }

  private static Map<CallState, Set<CallState>> edges() {
    Map<CallState, Set<CallState>> edges = new EnumMap<>(CallState.class);
    edges.put(CallState.NEW, EnumSet.of(CallState.PREPARING, CallState.INCOMING));
    edges.put(CallState.PREPARING, EnumSet.of(CallState.CALLING));
    edges.put(
        CallState.CALLING,
        EnumSet.of(CallState.PROCEEDING, CallState.ESTABLISHED, CallState.CANCELLING));
    edges.put(CallState.PROCEEDING, EnumSet.of(CallState.ESTABLISHED, CallState.CANCELLING));
    edges.put(CallState.CANCELLING, EnumSet.of(CallState.ENDING));
    edges.put(CallState.INCOMING, EnumSet.of(CallState.ANSWERING));
    edges.put(CallState.ANSWERING, EnumSet.of(CallState.ACCEPTED));
    edges.put(CallState.ACCEPTED, EnumSet.of(CallState.ESTABLISHED, CallState.ENDING));
    edges.put(CallState.ESTABLISHED, EnumSet.of(CallState.ENDING));
    edges.put(CallState.ENDING, EnumSet.noneOf(CallState.class));
    edges.values().forEach(next -> next.add(CallState.ENDED));
    edges.put(CallState.ENDED, EnumSet.noneOf(CallState.class));
    return edges;
  }

  /** Whether {@link CallState}'s diagram has a step. */
  static boolean hasEdge(CallState from, CallState to) {
    return EDGES.getOrDefault(from, Set.of()).contains(to);
  }

  /** To be asked when all is over. */
  void mustHaveEnded() {
    if (ends != 1) {
      wrong("was told of its end " + ends + " times");
    }
  }

  private void note(String event) {
    if (ends > 0) {
      wrong("was told \"" + event + "\" after its end");
    }
    heard.add(event);
  }

  private void wrong(String sentence) {
    broken.add("a call that heard " + heard + " " + sentence);
  }

  @Override
  public void onState(CallStateEvent event) {
    note(event.to().toString());
    if (event.from() != state) {
      wrong("went from " + event.from() + ", but was " + state);
    }
    if (!hasEdge(event.from(), event.to())) {
      wrong("went from " + event.from() + " to " + event.to());
    }
    state = event.to();
  }

  @Override
  public void onProgress(CallProgressEvent event) {
    note("progress " + event.response().status());
    if (state != CallState.PROCEEDING && state != CallState.CANCELLING) {
      wrong("was told of progress in state " + state);
    }
  }

  @Override
  public void onMediaState(MediaStateEvent event) {
    note("media " + event.state());
  }

  @Override
  public void onFirstAudio(Call call) {
    note("first audio");
  }

  @Override
  public void onDtmf(DtmfEvent event) {
    note("digit " + event.digit());
  }

  @Override
  public void onEnded(CallEndedEvent event) {
    note("ended " + event.cause());
    ends++;
    if (state != CallState.ENDED) {
      wrong("was told of its end in state " + state);
    }
    if (event.call().state() != CallState.ENDED) {
      wrong("has ended and is " + event.call().state());
    }
  }
}
