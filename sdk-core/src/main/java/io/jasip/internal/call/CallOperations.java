package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.RequestFailedException;
import io.jasip.TransferProgress;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.SipLoop;
import io.jasip.media.MediaException;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaStats;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application may ask of a call, from any thread: hops onto the loop and brings the result
 * back.
 */
final class CallOperations {

  private static final Pattern TONES = Pattern.compile("[0-9A-Da-d*#,]+");
  private static final Duration TONE = Duration.ofMillis(100);
  private static final Duration GAP = Duration.ofMillis(70);

  private final CallSession call;
  private final CallEvents events;
  private final SipLoop loop;
  private final CallbackDispatcher dispatcher;

  CallOperations(CallSession call, CallEvents events, SipLoop loop, CallbackDispatcher dispatcher) {
    this.call = call;
    this.events = events;
    this.loop = loop;
    this.dispatcher = dispatcher;
  }

  CompletableFuture<Call> answer(CallOptions options) {
    CompletableFuture<Call> done = new CompletableFuture<>();
    loop.run(
        () -> {
          if (!CallMachine.allows(call.state(), Input.ANSWER)
              || call.state() != CallState.INCOMING) {
            dispatcher.fail(done, wrongState("answer()", "INCOMING"));
            return;
          }
          listen(options);
          call.answer(options);
          pipe(events.answered(), done);
        });
    return done;
  }

  CompletableFuture<Void> sendEarlyMedia(CallOptions options) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.run(
        () -> {
          if (call.state() != CallState.INCOMING) {
            dispatcher.fail(done, wrongState("sendEarlyMedia()", "INCOMING"));
            return;
          }
          listen(options);
          CompletableFuture<Void> sent = new CompletableFuture<>();
          pipe(sent, done);
          failAtEnd("sendEarlyMedia()", done);
          call.setup().earlyMedia(options, sent);
        });
    return done;
  }

  private void listen(CallOptions options) {
    CallListener listener = options.listener();
    if (listener != null) {
      events.add(listener);
    }
  }

  /** Whatever is still open when the call ends will not come any more. */
  private void failAtEnd(String operation, CompletableFuture<?> done) {
    events
        .ended()
        .thenAccept(
            end ->
                done.completeExceptionally(
                    new RequestFailedException(
                        end.cause(), operation + ": the call has ended", null, null)));
  }

  CompletableFuture<Void> reject(int status) {
    if (status < 300 || status > 699) {
      throw new IllegalArgumentException(
          "reject(" + status + "): a refusal has a status from 300 to 699");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.run(
        () -> {
          if (call.state() != CallState.INCOMING && call.state() != CallState.ANSWERING) {
            dispatcher.fail(done, wrongState("reject()", "INCOMING"));
            return;
          }
          call.leave(status);
          pipe(events.ended().thenAccept(event -> {}), done);
        });
    return done;
  }

  CompletableFuture<Void> hangup() {
    loop.run(() -> call.leave(StatusCode.DECLINE));
    return events.ended().thenAccept(event -> {});
  }

  CompletableFuture<Void> hold(boolean hold) {
    String operation = hold ? "hold()" : "resume()";
    CompletableFuture<Void> done = new CompletableFuture<>();
    loop.run(
        () -> {
          if (call.state() != CallState.ESTABLISHED && call.state() != CallState.ACCEPTED) {
            dispatcher.fail(done, wrongState(operation, "ESTABLISHED"));
            return;
          }
          CompletableFuture<Void> agreed = new CompletableFuture<>();
          pipe(agreed, done);
          call.change(new SessionChanges.Change(operation, hold, agreed));
        });
    return done;
  }

  CompletableFuture<Void> setMuted(boolean muted) {
    return onMedia("setMuted()", session -> session.setMuted(muted));
  }

  CompletableFuture<Void> sendDtmf(String tones) {
    if (!TONES.matcher(tones).matches()) {
      throw new IllegalArgumentException(
          "sendDtmf(\"" + tones + "\"): only 0-9, A-D, *, # and a comma for a pause can be sent");
    }
    return onMedia("sendDtmf()", session -> session.sendDtmf(tones, TONE, GAP));
  }

  CompletableFuture<TransferProgress> transfer(
      Consumer<CompletableFuture<TransferProgress>> begin) {
    CompletableFuture<TransferProgress> done = new CompletableFuture<>();
    CompletableFuture<TransferProgress> inner = new CompletableFuture<>();
    pipe(inner, done);
    loop.run(
        () -> {
          if (call.state() == CallState.ESTABLISHED) {
            begin.accept(inner);
          } else {
            inner.completeExceptionally(wrongState("transfer()", "ESTABLISHED"));
          }
        });
    return done;
  }

  CompletableFuture<MediaStats> stats() {
    return onMedia("stats()", MediaSession::stats);
  }

  private <T> CompletableFuture<T> onMedia(
      String operation, Function<MediaSession, CompletableFuture<T>> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    loop.run(
        () -> {
          @Nullable MediaSession session = call.media().session();
          if (session == null) {
            dispatcher.fail(
                done,
                new MediaException(
                    MediaException.Reason.CLOSED,
                    operation + ": the call has no media in state " + call.state()));
          } else {
            pipe(action.apply(session), done);
          }
        });
    return done;
  }

  private <T> void pipe(CompletableFuture<T> from, CompletableFuture<T> to) {
    from.whenComplete(
        (value, failure) ->
            dispatcher.execute(
                () -> {
                  if (failure == null) {
                    to.complete(value);
                  } else {
                    to.completeExceptionally(failure);
                  }
                }));
  }

  private IllegalStateException wrongState(String operation, String wanted) {
    return new IllegalStateException(
        operation + " needs a call in state " + wanted + "; this one is " + call.state());
  }
}
