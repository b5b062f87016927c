package io.jasip.examples.pbx;

import io.jasip.CallOptions;
import io.jasip.UAConfig;
import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.call.CallContext;
import io.jasip.internal.call.RealCall;
import io.jasip.internal.core.Identity;
import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.loop.CallbackDispatcher;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.internal.transaction.SipTimers;
import io.jasip.internal.transport.SipConnection;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.StatusCode;
import io.jasip.transport.ConnectionFailedException;
import io.jasip.webrtc.AudioLoopback;
import io.jasip.webrtc.AudioOptions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One client of the PBX, served by a user agent core of its own: registers, and calls the echo. On
 * the loop.
 */
final class PbxConnection implements SipConnection.Listener {

  private final UserAgentCore core;
  private final DigestVerifier verifier;
  private final Registrar registrar;
  private final CallContext context;
  private final Consumer<PbxConnection> closed;
  private final Set<RealCall> calls = new LinkedHashSet<>();
  private boolean open = true;

  PbxConnection(
      SipConnection connection,
      SipLoop loop,
      UAConfig config,
      CallbackDispatcher dispatcher,
      DigestVerifier verifier,
      Registrar registrar,
      Consumer<PbxConnection> closed) {
    this.verifier = verifier;
    this.registrar = registrar;
    this.closed = closed;
    this.core =
        new UserAgentCore(
            loop,
            SipTimers.DEFAULT,
            Identity.of(config.account(), config.secure(), null),
            new DigestAuthenticator(
                asked -> CompletableFuture.completedFuture(Optional.empty()),
                config.weakestDigest(),
                config.secure()),
            config.userAgent(),
            config.limits(),
            dispatcher::isFull,
            message -> send(connection, message));
    this.context = new CallContext(core, dispatcher, config, calls::remove);
    core.serve(address -> true);
    core.handle(SipMethod.REGISTER, this::register);
    core.handle(SipMethod.INVITE, this::invite);
    core.handleInDialog(SipMethod.INFO);
  }

  private boolean send(SipConnection connection, SipMessage message) {
    if (open) {
      connection.send(message);
    }
    return open;
  }

  private void register(ServerTransaction transaction) {
    authenticated(transaction, user -> registrar.register(core, transaction, user));
  }

  private void invite(ServerTransaction transaction) {
    authenticated(
        transaction,
        user -> {
          if (EchoPbx.ECHO.equals(transaction.request().uri().user())) {
            echo(transaction);
          } else {
            core.refuse(transaction, StatusCode.NOT_FOUND);
          }
        });
  }

  private void authenticated(ServerTransaction transaction, Consumer<String> then) {
    DigestVerifier.Verification verification = verifier.verify(transaction.request());
    switch (verification.verdict()) {
      case RIGHT -> then.accept(verification.user());
      case WRONG -> core.refuse(transaction, StatusCode.FORBIDDEN);
      case MISSING -> challenge(transaction, false);
      case STALE -> challenge(transaction, true);
    }
  }

  private void challenge(ServerTransaction transaction, boolean stale) {
    ResponseBuilder response = core.response(transaction, StatusCode.UNAUTHORIZED);
    verifier.challenges(stale).forEach(value -> response.header("WWW-Authenticate", value));
    transaction.respond(response.build());
  }

  private void echo(ServerTransaction transaction) {
    RealCall call;
    try {
      call = RealCall.incoming(context, transaction);
    } catch (MalformedMessageException e) {
      core.refuse(transaction, StatusCode.BAD_REQUEST);
      return;
    }
    calls.add(call);
    call.ring();
    AudioLoopback loopback = new AudioLoopback();
    call.answer(
        CallOptions.builder()
            .media(AudioOptions.builder().source(loopback.source()).sink(loopback.sink()).build())
            .build());
  }

  /** How many calls are not over. */
  int calls() {
    return calls.size();
  }

  /** Hangs all calls up; completes when they are over. */
  CompletableFuture<Void> hangup() {
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (RealCall call : new ArrayList<>(calls)) {
      ends.add(call.hangup());
    }
    return CompletableFuture.allOf(ends.toArray(new CompletableFuture<?>[0]));
  }

  @Override
  public void onMessage(SipMessage message) {
    core.receive(message);
  }

  @Override
  public void onClosed(ConnectionFailedException why) {
    open = false;
    core.transactions().transportError();
    new ArrayList<>(calls).forEach(RealCall::connectionLost);
    registrar.forget(core);
    closed.accept(this);
  }
}
