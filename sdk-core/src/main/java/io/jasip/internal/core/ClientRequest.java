package io.jasip.internal.core;

import io.jasip.internal.auth.DigestAuthenticator;
import io.jasip.internal.loop.SipLoop;
import io.jasip.internal.message.RequestBuilder;
import io.jasip.internal.transaction.ClientTransaction;
import io.jasip.internal.transaction.ClientTransactionUser;
import io.jasip.internal.transaction.TransactionLayer;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.StatusCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A request and, when the server challenges it, its repetition with credentials (RFC 3261 sections
 * 8.1.3.5 and 22). To its sender it looks like one request. On the loop.
 */
public final class ClientRequest implements ClientTransactionUser {

  /**
   * A challenge, one for a stale nonce, and one of a second realm. More is a server that never is
   * content.
   */
  private static final int MAX_ATTEMPTS = 4;

  private final SipLoop loop;
  private final HeldRequests held;
  private final Duration patience;
  private final TransactionLayer transactions;
  private final DigestAuthenticator authenticator;
  private final LongSupplier nextSequence;
  private final ResponseListener listener;
  private SipRequest request;
  private @Nullable ClientTransaction transaction;
  private int attempts;
  private boolean repeatable = true;
  private boolean heldAfterLoss;

  /** Whether credentials are waited for: the attempt that was made is over, and no other begun. */
  private @Nullable CompletableFuture<Boolean> awaited;

  /**
   * Prepares.
   *
   * @param held keeps it if there is no connection at the moment
   * @param patience how long credentials are waited for
   */
  ClientRequest(
      SipLoop loop,
      HeldRequests held,
      Duration patience,
      TransactionLayer transactions,
      DigestAuthenticator authenticator,
      SipRequest request,
      LongSupplier nextSequence,
      ResponseListener listener) {
    this.loop = loop;
    this.held = held;
    this.patience = patience;
    this.transactions = transactions;
    this.authenticator = authenticator;
    this.request = request;
    this.nextSequence = nextSequence;
    this.listener = listener;
  }

  void send() {
    if (held.takes(this)) {
      return;
    }
    attempts++;
    transaction = transactions.request(request, this);
  }

  /** The request as it was last sent. */
  public SipRequest request() {
    return request;
  }

  /** Whether a response has come, so that an INVITE may be cancelled (RFC 3261 section 9.1). */
  public boolean hasResponse() {
    return transaction != null && awaited == null && transaction.hasResponse();
  }

  /**
   * From now on a challenge is passed on like any other refusal: nobody wants the request any more.
   */
  public void stopRepeating() {
    repeatable = false;
    CompletableFuture<Boolean> credentials = awaited;
    if (credentials != null) {
      loop.execute(() -> credentials.complete(false));
    }
  }

  /** Waits no longer for the answer to a cancelled INVITE (RFC 3261 section 9.1). */
  public void abandon() {
    if (transaction != null) {
      transactions.abandon(transaction);
    }
  }

  @Override
  public void onResponse(SipResponse response) {
    boolean challenge =
        response.status() == StatusCode.UNAUTHORIZED
            || response.status() == StatusCode.PROXY_AUTHENTICATION_REQUIRED;
    if (challenge && repeatable && attempts < MAX_ATTEMPTS) {
      challenged(response);
      return;
    }
    if (response.isSuccess()) {
      authenticator.learn(request, response);
    }
    listener.onResponse(request, response);
  }

  /** Whoever has the credentials may take his time, but not for ever. */
  private void challenged(SipResponse response) {
    CompletableFuture<Boolean> worthIt = authenticator.accept(request, response);
    SipLoop.Timer limit = SipLoop.Timer.NONE;
    if (!worthIt.isDone()) {
      limit = loop.schedule(patience, () -> worthIt.complete(false));
      listener.onChallenge();
    }
    SipLoop.Timer running = limit;
    awaited = worthIt;
    worthIt.whenComplete(
        (again, failure) -> {
          awaited = null;
          running.cancel();
          if (failure == null && again && repeatable && listener.isWanted()) {
            request =
                RequestBuilder.again(
                    request, nextSequence.getAsLong(), authenticator.answers(request));
            send();
          } else {
            listener.onResponse(request, response);
          }
        });
  }

  @Override
  public void onTimeout() {
    listener.onTimeout();
  }

  /**
   * A BYE that the connection has taken with it is sent again on the next one, once: else the peer
   * would be left in a call with nobody.
   */
  @Override
  public void onTransportError() {
    if (request.is(SipMethod.BYE) && !heldAfterLoss && transaction != null && held.isHolding()) {
      heldAfterLoss = true;
      request =
          RequestBuilder.again(request, nextSequence.getAsLong(), authenticator.answers(request));
      send();
      return;
    }
    listener.onTransportError();
  }
}
