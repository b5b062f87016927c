package io.jasip.internal.call;

import io.jasip.Cause;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.RequestFailedException;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.loop.SipLoop.Timer;
import io.jasip.media.MediaException;
import io.jasip.media.MediaSession;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The digits that a call is to send: one after the other, in the order in which they were given, by
 * whatever method. RTP events wait while a new offer changes the media. On the loop.
 */
final class DtmfQueue {

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final SipLoop loop;
  private final CallMedia media;
  private final OwnRequests requests;
  private final Negotiation negotiation;
  private final Deque<Entry> waiting = new ArrayDeque<>();
  private @Nullable Entry current;
  private int next;
  private boolean sending;
  private boolean noRtp;
  private @Nullable Cause over;
  private Timer timer = Timer.NONE;

  /**
   * Digits that belong together.
   *
   * @param tones checked before
   * @param done completed on the loop when the last of them was sent
   */
  record Entry(String tones, DtmfOptions options, CompletableFuture<Void> done) {}

  DtmfQueue(SipLoop loop, CallMedia media, OwnRequests requests, Negotiation negotiation) {
    this.loop = loop;
    this.media = media;
    this.requests = requests;
    this.negotiation = negotiation;
  }

  void add(Entry entry) {
    if (over != null) {
      entry.done().completeExceptionally(ended(over));
    } else {
      waiting.add(entry);
      proceed();
    }
  }

  /**
   * Another agreement: what could not be sent by RTP, on hold for instance, may be possible now.
   */
  void renegotiated() {
    noRtp = false;
    proceed();
  }

  /** Goes on, if nothing is being sent. */
  private void proceed() {
    while (!sending && over == null) {
      Entry entry = current;
      if (entry == null) {
        entry = waiting.poll();
        if (entry == null) {
          return;
        }
        current = entry;
        next = 0;
      }
      if (next == entry.tones().length()) {
        current = null;
        entry.done().complete(null);
      } else if (!begin(entry, entry.tones().charAt(next))) {
        return;
      }
    }
  }

  /** Sends one digit; false if it has to wait. */
  private boolean begin(Entry entry, char tone) {
    if (tone == ',') {
      sending = true;
      sent(PAUSE);
    } else if (goesByInfo(entry.options().method(), tone)) {
      sending = true;
      sendInfo(entry, tone);
    } else if (negotiation.isBusy()) {
      return false;
    } else {
      sending = true;
      sendRtp(entry, tone);
    }
    return true;
  }

  /** A hook flash has no RTP event that WebRTC knows. */
  private boolean goesByInfo(DtmfMethod method, char tone) {
    return switch (method) {
      case RTP -> false;
      case AUTO -> noRtp || tone == 'R';
      case INFO, INFO_RELAY -> true;
    };
  }

  private void sendRtp(Entry entry, char tone) {
    MediaSession session = media.session();
    if (session == null) {
      failed(
          entry,
          new MediaException(
              MediaException.Reason.CLOSED, "sendDtmf(): the call has no media at present"));
      return;
    }
    DtmfOptions options = entry.options();
    session
        .sendDtmf(String.valueOf(tone), options.duration(), options.gap())
        .whenComplete(
            (nothing, failure) ->
                loop.execute(
                    () -> {
                      if (failure == null) {
                        sent(options.duration().plus(options.gap()));
                      } else {
                        failed(entry, failure);
                      }
                    }));
  }

  private void sendInfo(Entry entry, char tone) {
    DtmfOptions options = entry.options();
    boolean plain = options.method() == DtmfMethod.INFO;
    SipBody body =
        plain
            ? SipBody.of("application/dtmf", tone == 'R' ? "16" : String.valueOf(tone))
            : SipBody.of(
                "application/dtmf-relay",
                "Signal=" + tone + "\r\nDuration=" + options.duration().toMillis() + "\r\n");
    long begun = loop.nanoTime();
    CompletableFuture<SipResponse> answered = new CompletableFuture<>();
    answered.whenComplete(
        (response, failure) -> {
          if (failure != null) {
            failed(entry, failure);
          } else if (response.isSuccess()) {
            Duration rest = options.duration().plus(options.gap());
            sent(rest.minusNanos(loop.nanoTime() - begun));
          } else {
            String answer = response.status() + " " + response.reason();
            failed(
                entry,
                new RequestFailedException(
                    Cause.ofStatus(response.status()),
                    "sendDtmf(): the peer answered INFO with " + answer,
                    response,
                    null));
          }
        });
    requests.send("sendDtmf()", SipMethod.INFO, body, SipHeaders.NONE, answered);
  }

  /** The digit is out; the next may follow after a while. */
  private void sent(Duration pause) {
    if (over != null) {
      return;
    }
    next++;
    timer =
        loop.schedule(
            pause.isNegative() ? Duration.ZERO : pause,
            () -> {
              sending = false;
              proceed();
            });
  }

  private void failed(Entry entry, Throwable failure) {
    if (over != null) {
      return;
    }
    Throwable why =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    sending = false;
    boolean unknown =
        why instanceof MediaException problem
            && problem.reason() == MediaException.Reason.DTMF_NOT_NEGOTIATED;
    if (unknown && entry.options().method() == DtmfMethod.AUTO && !noRtp) {
      noRtp = true;
    } else {
      current = null;
      entry.done().completeExceptionally(why);
    }
    proceed();
  }

  private static RequestFailedException ended(Cause cause) {
    return new RequestFailedException(cause, "sendDtmf(): the call has ended", null, null);
  }

  /**
   * The peer has hung up. Menus do so on the last digit, and Asterisk's Echo on {@code #}: digits
   * that are all out have done their work.
   */
  void peerHungUp() {
    if (current != null && next == current.tones().length()) {
      current.done().complete(null);
      current = null;
    }
  }

  /** The call is over. */
  void end(Cause cause) {
    over = cause;
    timer.cancel();
    if (current != null) {
      waiting.addFirst(current);
      current = null;
    }
    while (!waiting.isEmpty()) {
      waiting.remove().done().completeExceptionally(ended(cause));
    }
  }
}
