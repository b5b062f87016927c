package io.jasip.examples.dialer;

import io.jasip.Call;
import io.jasip.CallOptions;
import io.jasip.Cause;
import io.jasip.ConnectionEvent;
import io.jasip.Registration;
import io.jasip.RegistrationEvent;
import io.jasip.RegistrationFailedException;
import io.jasip.UA;
import io.jasip.UABuilder;
import io.jasip.UAListener;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.transport.ConnectionState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A user agent for the length of a run; shows what it does. */
final class Phone implements AutoCloseable {

  private final Run run;
  private final UA ua;
  private final CompletableFuture<Call> incoming = new CompletableFuture<>();
  private final CompletableFuture<Void> lost = new CompletableFuture<>();

  Phone(Run run, UABuilder builder) {
    this.run = run;
    this.ua = builder.build();
    ua.addListener(
        new UAListener() {
          @Override
          public void onConnection(ConnectionEvent event) {
            ConnectionFailedException why = event.failure();
            if (event.from() == ConnectionState.CONNECTED && why != null) {
              String message = String.valueOf(why.getMessage());
              run.event("disconnected", Map.of("message", message), "connection lost: " + message);
              lost.completeExceptionally(why);
            }
          }

          @Override
          public void onRegistration(RegistrationEvent event) {
            RegistrationFailedException why = event.failure();
            // What goes with its connection was told with it.
            if (event.isLost() && why != null && why.why() != Cause.CONNECTION_ERROR) {
              String message = String.valueOf(why.getMessage());
              run.event(
                  "unregistered", Map.of("message", message), "registration lost: " + message);
              lost.completeExceptionally(why);
            }
          }

          @Override
          public void onIncomingCall(Call call) {
            incoming.complete(call);
          }
        });
  }

  /** Opens the connection. */
  void connect() {
    run.await(ua.start());
    String url = ua.config().serverName();
    run.event("connected", Map.of("server", url), "connected to " + url);
  }

  /** Registers, and says for how long. */
  void register() {
    Registration registration = run.await(ua.register());
    Duration expires = registration.expires();
    String account = ua.config().account().uri().toString();
    run.event(
        "registered",
        Map.of("account", account, "expiresSeconds", expires.toSeconds()),
        "registered as " + account + " for " + expires.toSeconds() + " s");
  }

  /** Stays registered for that long; fails if the connection or the registration is lost. */
  void stay(Duration duration) {
    run.awaitUpTo(duration, lost);
  }

  /** Calls. */
  Conversation call(String target, CallOptions.Builder options) {
    Conversation conversation = new Conversation(run);
    conversation.follow(ua.call(target, options.listener(conversation).build()));
    return conversation;
  }

  /** Waits for a call and answers it; fails if none comes in time. */
  Conversation answer(Duration limit, CallOptions.Builder options) {
    if (!run.awaitUpTo(limit, CompletableFuture.anyOf(incoming, lost))) {
      throw new CommandFailedException(
          new Failure(
              ExitCode.CALL_REFUSED,
              "call",
              "no call came within " + limit.toSeconds() + " s",
              null));
    }
    Call call = run.await(incoming);
    String caller = call.remote().toString();
    run.event("incoming", Map.of("from", caller, "callId", call.id()), "call from " + caller);
    Conversation conversation = new Conversation(run);
    conversation.follow(call);
    run.await(call.answer(options.listener(conversation).build()));
    return conversation;
  }

  /** Hangs up, unregisters and disconnects, also after Ctrl-C. */
  @Override
  public void close() {
    ua.stop().join();
  }
}
