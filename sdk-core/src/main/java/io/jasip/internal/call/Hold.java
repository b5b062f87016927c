package io.jasip.internal.call;

import io.jasip.HoldState;
import io.jasip.Originator;
import io.jasip.media.MediaDirection;

/** Who holds a call, as both parties have agreed. On the loop, but for the getter. */
final class Hold {

  private final CallEvents events;

  /** Written on the loop, read by any thread. */
  private volatile HoldState state = HoldState.NONE;

  Hold(CallEvents events) {
    this.events = events;
  }

  /** Any thread. */
  HoldState state() {
    return state;
  }

  /** What we are ready for: the media narrows it to what an offer of the peer allows. */
  MediaDirection direction() {
    return state.isLocal() ? MediaDirection.SEND_ONLY : MediaDirection.SEND_RECV;
  }

  /** What to offer. A stream that the peer holds too becomes inactive (RFC 3264 section 8.4). */
  MediaDirection offer(boolean holding) {
    if (!holding) {
      return MediaDirection.SEND_RECV;
    }
    return state.isRemote() ? MediaDirection.INACTIVE : MediaDirection.SEND_ONLY;
  }

  /** The peer has answered our offer. */
  void answered(MediaDirection offered, String answer) {
    peer(HoldDetection.holds(answer, offered, state.isRemote()));
  }

  /** We have answered the peer's offer. */
  void accepted(String offer) {
    peer(HoldDetection.holds(offer));
  }

  private void peer(boolean holds) {
    change(HoldState.of(state.isLocal(), holds), Originator.REMOTE);
  }

  /** The peer has agreed to be on hold, or off. */
  void local(boolean holds) {
    change(HoldState.of(holds, state.isRemote()), Originator.LOCAL);
  }

  private void change(HoldState now, Originator originator) {
    HoldState before = state;
    if (now != before) {
      state = now;
      events.hold(before, now, originator);
    }
  }
}
