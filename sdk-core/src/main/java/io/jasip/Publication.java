package io.jasip;

import io.jasip.sip.SipBody;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A state that was published at a server, such as the presence of this user (RFC 3903). It is
 * refreshed without being asked, and published anew if the server has forgotten it. All methods:
 * any thread.
 */
public interface Publication {

  /**
   * The event package.
   *
   * @return such as {@code presence}
   */
  String event();

  /**
   * How long the server keeps the state without a refresh, as it last said.
   *
   * @return zero once removed or lost
   */
  Duration expires();

  /**
   * Publishes another state in the place of this one.
   *
   * @param state not empty
   * @return completes when the server has taken it; fails with {@link RequestFailedException}, and
   *     the server then still has the state before, or with {@link IllegalStateException} if the
   *     publication is over
   */
  CompletableFuture<Void> modify(SipBody state);

  /**
   * Removes the state from the server.
   *
   * @return completes when the server has confirmed, also if it had forgotten it; fails with {@link
   *     RequestFailedException}, and the state then stays there until it expires
   */
  CompletableFuture<Void> remove();

  /**
   * Completes when the publication is over.
   *
   * @return completes normally after {@link #remove()} and {@link UA#stop()}; fails with {@link
   *     RequestFailedException} if it could not be refreshed
   */
  CompletableFuture<Void> ended();
}
