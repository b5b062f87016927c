package io.jasip.internal.call;

import io.jasip.SessionTimers;
import io.jasip.SessionTimers.Refresher;
import io.jasip.internal.call.SessionTimerMachine.Action;
import io.jasip.internal.call.SessionTimerMachine.Input;
import io.jasip.internal.call.SessionTimerMachine.State;
import io.jasip.internal.core.LongerIntervals;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.Locale;

/** Owner of a {@link SessionTimerMachine}, and what is agreed for it (RFC 4028). On the loop. */
final class SessionTimer {

  /** A refused refresh is tried again after this, or a twentieth of the interval if longer. */
  private static final long RETRY_SECONDS = 10;

  private final UserAgentCore core;
  private final Owner owner;
  private SessionTimers wanted;
  private State state = State.OFF;

  /** Seconds to ask for. */
  private final LongerIntervals longer = new LongerIntervals();

  private long interval;

  /** Seconds below which the peer, or a proxy, has said it cannot go. */
  private long minimum;

  /** Seconds that were agreed. */
  private long agreed;

  private Timer refresh = Timer.NONE;
  private Timer expiry = Timer.NONE;

  /** Told what is due. */
  interface Owner {
    /** A sign of life is to be sent. Its result comes as agreed, refused or gone. */
    void onRefreshDue();

    /** The call is to end. */
    void onSessionExpired();
  }

  SessionTimer(UserAgentCore core, SessionTimers wanted, Owner owner) {
    this.core = core;
    this.owner = owner;
    this.wanted = wanted;
    use(wanted);
  }

  /** Sets what to ask for, before anything is agreed. */
  void use(SessionTimers timers) {
    wanted = timers;
    interval = timers.interval().toSeconds();
    minimum = timers.minimum().toSeconds();
  }

  /** Session-Expires in seconds; -1 if it is missing or not readable. */
  private static long seconds(String value) {
    String number = value.split(";", 2)[0].strip();
    return number.matches("[0-9]{1,9}") ? Long.parseLong(number) : -1;
  }

  private static String refresher(String value) {
    String text = value.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    if (text.contains(";refresher=uac")) {
      return "uac";
    }
    return text.contains(";refresher=uas") ? "uas" : "";
  }

  // As the side that asks.

  /** The header fields of an INVITE or UPDATE of ours (section 7.1). */
  SipHeaders request() {
    if (!wanted.enabled()) {
      return SipHeaders.NONE;
    }
    String who =
        switch (state) {
          case LOCAL, REFRESHING -> ";refresher=uac";
          case REMOTE -> ";refresher=uas";
          default ->
              switch (wanted.refresher()) {
                case LOCAL -> ";refresher=uac";
                case REMOTE -> ";refresher=uas";
                case ANY -> "";
              };
        };
    SipHeaders.Builder headers =
        SipHeaders.builder().add("Supported", "timer").add("Session-Expires", interval + who);
    if (minimum > SessionTimers.SHORTEST.toSeconds()) {
      headers.add("Min-SE", Long.toString(minimum));
    }
    return headers.build();
  }

  /** The peer has answered a request of ours with 2xx (section 7.2). */
  void answered(SipResponse success) {
    String value = success.header("Session-Expires").orElse("");
    long seconds = seconds(value);
    if (!wanted.enabled() || seconds < SessionTimers.SHORTEST.toSeconds()) {
      input(Input.AGREED_NONE);
      return;
    }
    agreed = seconds;
    longer.agreed();
    input(refresher(value).equals("uas") ? Input.AGREED_REMOTE : Input.AGREED_LOCAL);
  }

  /**
   * Somebody finds our interval too short: 422 (section 7.3).
   *
   * @return false if asking again makes no sense
   */
  boolean raise(SipResponse tooSmall) {
    long least = seconds(tooSmall.header("Min-SE").orElse(""));
    if (!wanted.enabled() || least <= interval || !longer.follow()) {
      return false;
    }
    minimum = least;
    interval = least;
    return true;
  }

  /** Our sign of life was refused; there is time to try again. */
  void refused() {
    input(Input.REFUSED);
  }

  /** Our sign of life was not answered, or the peer knows no such call. */
  void gone() {
    input(Input.GONE);
  }

  // As the side that answers.

  /** The Min-SE to answer 422 with (section 9); 0 if the request is acceptable. */
  static long refusal(SessionTimers wanted, SipRequest request) {
    long asked = seconds(request.header("Session-Expires").orElse(""));
    long least = wanted.minimum().toSeconds();
    boolean tooSmall =
        wanted.enabled()
            && asked >= 0
            && asked < least
            && request.headers().lists("Supported", "timer");
    return tooSmall ? least : 0;
  }

  /** The Min-SE to answer 422 with (section 9); 0 if the request is acceptable. */
  long refusal(SipRequest request) {
    return refusal(wanted, request);
  }

  /** We answer an INVITE or UPDATE with 2xx, which gets these header fields (section 9). */
  SipHeaders accept(SipRequest request) {
    boolean supported = request.headers().lists("Supported", "timer");
    String value = request.header("Session-Expires").orElse("");
    long asked = seconds(value);
    long least = Math.max(seconds(request.header("Min-SE").orElse("")), minimum);
    if (!wanted.enabled() || (asked < 0 ? !supported : asked < minimum)) {
      input(Input.AGREED_NONE);
      return SipHeaders.NONE;
    }
    agreed = asked < 0 ? Math.max(interval, least) : Math.min(asked, Math.max(interval, least));
    boolean peerRefreshes = supported && peerRefreshes(refresher(value));
    input(peerRefreshes ? Input.AGREED_REMOTE : Input.AGREED_LOCAL);
    SipHeaders.Builder headers =
        SipHeaders.builder()
            .add("Supported", "timer")
            .add("Session-Expires", agreed + (peerRefreshes ? ";refresher=uac" : ";refresher=uas"));
    if (peerRefreshes) {
      headers.add("Require", "timer");
    }
    return headers.build();
  }

  private boolean peerRefreshes(String asked) {
    return switch (asked) {
      case "uac" -> true;
      case "uas" -> false;
      default -> state == State.REMOTE || wanted.refresher() == Refresher.REMOTE;
    };
  }

  /** The call is over. */
  void end() {
    input(Input.END);
  }

  private void input(Input input) {
    SessionTimerMachine.Step step = SessionTimerMachine.step(state, input);
    state = step.next();
    step.actions().forEach(this::perform);
  }

  private void perform(Action action) {
    switch (action) {
      case START_REFRESH -> refresh = due(Duration.ofSeconds(agreed).dividedBy(2));
      case START_RETRY -> refresh = due(Duration.ofSeconds(Math.max(RETRY_SECONDS, agreed / 20)));
      case START_EXPIRY ->
          expiry =
              core.loop()
                  .schedule(
                      Duration.ofSeconds(agreed - Math.min(32, agreed / 3)),
                      () -> input(Input.EXPIRY));
      case STOP_TIMERS -> {
        refresh.cancel();
        expiry.cancel();
      }
      case REFRESH -> owner.onRefreshDue();
      case END_CALL -> owner.onSessionExpired();
    }
  }

  private Timer due(Duration delay) {
    return core.loop().schedule(delay, () -> input(Input.DUE));
  }
}
