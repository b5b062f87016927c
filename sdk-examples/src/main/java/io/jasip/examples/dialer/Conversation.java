package io.jasip.examples.dialer;

import io.jasip.Call;
import io.jasip.CallEndedEvent;
import io.jasip.CallListener;
import io.jasip.CallProgressEvent;
import io.jasip.CallState;
import io.jasip.CallStateEvent;
import io.jasip.Cause;
import io.jasip.DtmfEvent;
import io.jasip.MediaStateEvent;
import io.jasip.media.MediaState;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One call, from its first message to its end; shows what happens to it. */
final class Conversation implements CallListener {

  /** How long ICE and DTLS may take after the answer. */
  private static final Duration MEDIA_LIMIT = Duration.ofSeconds(10);

  private static final Duration STATS_EVERY = Duration.ofSeconds(1);

  /** How long what was typed last may take to be told when the call is over. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** How a call ends without a fault. */
  private static final Set<Cause> IN_ORDER = Set.of(Cause.BYE, Cause.TRANSFERRED, Cause.REPLACED);

  private final Run run;
  private final CompletableFuture<Void> media = new CompletableFuture<>();
  private final CompletableFuture<CallEndedEvent> shown = new CompletableFuture<>();
  private @Nullable Call call;

  Conversation(Run run) {
    this.run = run;
  }

  /** Takes the call that this listens to. */
  void follow(Call followed) {
    call = followed;
  }

  @Override
  public void onState(CallStateEvent event) {
    if (event.to() == CallState.CALLING) {
      run.event(
          "sending",
          Map.of("to", event.call().remote().uri().toString(), "callId", event.call().id()),
          "calling " + event.call().remote().uri());
    } else if (event.to() == CallState.ESTABLISHED) {
      run.event("answered", Map.of(), "answered");
    }
  }

  @Override
  public void onProgress(CallProgressEvent event) {
    int status = event.response().status();
    String reason = event.response().reason();
    if (status == StatusCode.RINGING) {
      run.event("ringing", Map.of("status", status), "ringing");
    } else {
      run.event("progress", Map.of("status", status, "reason", reason), status + " " + reason);
    }
  }

  @Override
  public void onMediaState(MediaStateEvent event) {
    if (event.state() == MediaState.CONNECTED && media.complete(null)) {
      run.event("media", Map.of(), "media connected (ICE and DTLS)");
    }
  }

  @Override
  public void onFirstAudio(Call from) {
    run.event("first-audio", Map.of(), "first audio received");
  }

  @Override
  public void onDtmf(DtmfEvent event) {
    String digit = String.valueOf(event.digit());
    run.event("dtmf", Map.of("digit", digit), "digit " + digit);
  }

  @Override
  public void onEnded(CallEndedEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("cause", event.cause().name());
    fields.put("status", event.status());
    fields.put("originator", event.originator().name());
    fields.put("established", event.established());
    fields.put("durationMs", event.duration().toMillis());
    fields.put("detail", event.detail());
    run.event("ended", fields, (event.established() ? "ended: " : "failed: ") + event.detail());
    run.ended(event);
    shown.complete(event);
  }

  /**
   * Talks until the time is over, the sound has been sent, the far end hangs up, or Ctrl-C.
   *
   * @param options how long, and whether standard input is read meanwhile
   * @param sent completes when there is nothing more to send; never for a sound without end
   */
  void talk(MediaArguments options, CompletableFuture<?> sent) {
    Duration duration = options.duration();
    Call talking = Objects.requireNonNull(call, "call");
    run.await(talking.answered());
    long answered = System.nanoTime();
    if (!run.awaitUpTo(earlier(MEDIA_LIMIT, duration), either(media)) || !media.isDone()) {
      noMedia(talking, answered);
      return;
    }
    Keypad keypad = options.interactive ? Keypad.start(run, talking) : null;
    CompletableFuture<?> done = duration == null ? either(sent) : shown;
    while (true) {
      Duration left =
          duration == null
              ? STATS_EVERY
              : duration.minus(Duration.ofNanos(System.nanoTime() - answered));
      if (left.isNegative() || left.isZero() || run.awaitUpTo(earlier(STATS_EVERY, left), done)) {
        break;
      }
      takeStats(talking);
    }
    takeStats(talking);
    talking.hangup();
    CallEndedEvent end = run.await(shown);
    if (keypad != null) {
      run.awaitUpTo(LAST_WORDS, keypad.told());
    }
    if (!IN_ORDER.contains(end.cause())) {
      throw new CommandFailedException(Failure.of(end));
    }
  }

  private CompletableFuture<?> either(CompletableFuture<?> awaited) {
    return CompletableFuture.anyOf(awaited, shown);
  }

  private void noMedia(Call talking, long answered) {
    Duration waited = Duration.ofNanos(System.nanoTime() - answered);
    talking.hangup();
    CallEndedEvent end = run.await(shown);
    throw new CommandFailedException(
        end.cause() == Cause.BYE
            ? new Failure(
                ExitCode.NO_MEDIA,
                "media",
                "ICE and DTLS did not connect within "
                    + Math.max(1, waited.toSeconds())
                    + " s; is UDP to the server's RTP ports open?",
                null)
            : Failure.of(end));
  }

  private void takeStats(Call talking) {
    CompletableFuture<?> taken =
        talking.stats().thenAccept(run::quality).exceptionally(gone -> null);
    run.awaitUpTo(STATS_EVERY, taken);
  }

  private static Duration earlier(Duration one, @Nullable Duration other) {
    return other == null || one.compareTo(other) < 0 ? one : other;
  }
}
