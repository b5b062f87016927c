package io.jasip.internal.call;

import io.jasip.Call;
import io.jasip.CallListener;
import io.jasip.CallOptions;
import io.jasip.CallState;
import io.jasip.DtmfMethod;
import io.jasip.DtmfOptions;
import io.jasip.HangupOptions;
import io.jasip.RequestFailedException;
import io.jasip.TransferProgress;
import io.jasip.internal.call.CallMachine.Input;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.SipLoop;
import io.jasip.media.MediaException;
import io.jasip.media.MediaSession;
import io.jasip.media.MediaStats;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an application may ask of a call, from any thread: hops onto the loop and brings the result
 * back.
 */
final class CallOperations {

  private static final Pattern TONES = Pattern.compile("[0-9A-DR*#,]+");

  /** What has its own operation, or is sent by the library when it is due. */
  private static final Set<SipMethod> NOT_GENERIC =
      Set.of(
          SipMethod.INVITE,
          SipMethod.ACK,
          SipMethod.BYE,
          SipMethod.CANCEL,
          SipMethod.PRACK,
          SipMethod.UPDATE);

  private static final List<String> WRITTEN_BY_US =
      List.of(
          "Via",
          "Max-Forwards",
          "Route",
          "To",
          "From",
          "Call-ID",
          "CSeq",
          "Contact",
          "Content-Type",
          "Content-Length",
          "Authorization",
          "Proxy-Authorization");

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

  /** A loop that is gone has ended the call before, which then refuses whatever is asked. */
  private void onLoop(Runnable task) {
    try {
      loop.run(task);
    } catch (RejectedExecutionException e) {
      if (!call.state().isEnded()) {
        throw e;
      }
      task.run();
    }
  }

  CompletableFuture<Call> answer(CallOptions options) {
    CompletableFuture<Call> done = new CompletableFuture<>();
    onLoop(
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
    onLoop(
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

  CompletableFuture<Void> reject(HangupOptions options) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          if (call.state() != CallState.INCOMING && call.state() != CallState.ANSWERING) {
            dispatcher.fail(done, wrongState("reject()", "INCOMING"));
            return;
          }
          call.leave(options);
          pipe(events.ended().thenAccept(event -> {}), done);
        });
    return done;
  }

  CompletableFuture<Void> hangup(HangupOptions options) {
    onLoop(() -> call.leave(options));
    return events.ended().thenAccept(event -> {});
  }

  CompletableFuture<Void> hold(boolean hold) {
    String operation = hold ? "hold()" : "resume()";
    return change(operation, agreed -> SessionChanges.Change.hold(operation, hold, agreed));
  }

  CompletableFuture<Void> restartIce() {
    String operation = "restartIce()";
    return change(operation, agreed -> SessionChanges.Change.restart(operation, agreed));
  }

  private CompletableFuture<Void> change(
      String operation, Function<CompletableFuture<Void>, SessionChanges.Change> wish) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          if (call.state() != CallState.ESTABLISHED && call.state() != CallState.ACCEPTED) {
            dispatcher.fail(done, wrongState(operation, "ESTABLISHED"));
            return;
          }
          CompletableFuture<Void> agreed = new CompletableFuture<>();
          pipe(agreed, done);
          call.change(wish.apply(agreed));
        });
    return done;
  }

  CompletableFuture<Void> setMuted(boolean muted) {
    return onMedia("setMuted()", session -> session.setMuted(muted));
  }

  CompletableFuture<Void> sendDtmf(String given, @Nullable DtmfOptions options) {
    String tones = given.toUpperCase(Locale.ROOT);
    if (!TONES.matcher(tones).matches()) {
      throw new IllegalArgumentException(
          "sendDtmf(\"" + given + "\"): only 0-9, A-D, *, #, R and a comma can be sent");
    }
    DtmfOptions chosen = options == null ? call.config().calls().dtmf() : options;
    if (chosen.method() == DtmfMethod.RTP && tones.indexOf('R') >= 0) {
      throw new IllegalArgumentException(
          "sendDtmf(\"" + given + "\"): R, a hook flash, can only be sent by INFO");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          CompletableFuture<Void> sent = new CompletableFuture<>();
          pipe(sent, done);
          call.digits().add(new DtmfQueue.Entry(tones, chosen, sent));
        });
    return done;
  }

  CompletableFuture<SipResponse> sendRequest(SipMethod method, SipBody body, SipHeaders headers) {
    if (NOT_GENERIC.contains(method)) {
      throw new IllegalArgumentException(
          "sendRequest(" + method + "): this method is sent by the call itself");
    }
    for (SipHeaders.Field field : headers.fields()) {
      if (WRITTEN_BY_US.stream().anyMatch(field.name()::equalsIgnoreCase)) {
        throw new IllegalArgumentException(
            "sendRequest(): header " + field.name() + " is written by the call itself");
      }
    }
    CompletableFuture<SipResponse> done = new CompletableFuture<>();
    onLoop(
        () -> {
          CompletableFuture<SipResponse> answered = new CompletableFuture<>();
          pipe(answered, done);
          call.requests().send("sendRequest(" + method + ")", method, body, headers, answered);
        });
    return done;
  }

  CompletableFuture<Void> progress(int status, @Nullable String reason, SipHeaders headers) {
    if (status <= 100 || status > 199) {
      throw new IllegalArgumentException(
          "progress(" + status + "): a provisional response has a status from 101 to 199");
    }
    if (reason != null && reason.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "progress(): the reason holds a control character; remove it");
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    onLoop(
        () -> {
          if (call.state() != CallState.INCOMING) {
            dispatcher.fail(done, wrongState("progress()", "INCOMING"));
            return;
          }
          call.setup().progress(status, reason, headers);
          dispatcher.execute(() -> done.complete(null));
        });
    return done;
  }

  CompletableFuture<TransferProgress> transfer(
      Consumer<CompletableFuture<TransferProgress>> begin) {
    CompletableFuture<TransferProgress> done = new CompletableFuture<>();
    CompletableFuture<TransferProgress> inner = new CompletableFuture<>();
    pipe(inner, done);
    onLoop(
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

  <T> CompletableFuture<T> media(Class<T> type) {
    return onMedia(
        "media()",
        session -> {
          @Nullable T extension = session.extension(type);
          return extension != null
              ? CompletableFuture.completedFuture(extension)
              : CompletableFuture.failedFuture(
                  new MediaException(
                      MediaException.Reason.BAD_OPTION,
                      "media(): the media engine in use has no " + type.getName()));
        });
  }

  private <T> CompletableFuture<T> onMedia(
      String operation, Function<MediaSession, CompletableFuture<T>> action) {
    CompletableFuture<T> done = new CompletableFuture<>();
    onLoop(
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
