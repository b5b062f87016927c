package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipUri;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asks us to call a third party (REFER, RFC 3515): the peer of a call, which transfers us,
 * or anybody outside of a call. All methods: any thread.
 *
 * <p>A listener that is told of it decides there and then by {@link #accept()} or {@link #reject},
 * or asks for time by {@link #defer()}. A request that no listener has decided or deferred is
 * declined (603), or followed if {@link TransferPolicy#followsRequests()} says so.
 *
 * <p>Whoever asked is told how the call goes. He is also the one to end the call that we had with
 * him, once he knows.
 */
public interface TransferRequest {

  /**
   * The call whose peer asks.
   *
   * @return null if the request came outside of a call
   */
  @Nullable Call call();

  /**
   * Who asks, as From says.
   *
   * @return display name and address
   */
  NameAddr from();

  /**
   * Whom we are asked to call.
   *
   * @return a SIP or SIPS URI, without header fields
   */
  SipUri target();

  /**
   * Whether our call is to take the place of one that the target has already (RFC 3891): an
   * attended transfer.
   *
   * @return true if so
   */
  boolean isAttended();

  /**
   * On whose behalf we are asked (RFC 3892). The target is told.
   *
   * @return empty if the request does not say, or not so that it can be understood
   */
  Optional<NameAddr> referredBy();

  /**
   * Calls the target: 202, and reports to whoever asked from then on.
   *
   * @return the call, already under way
   * @throws IllegalStateException if the request is decided already, by whomever
   */
  Call accept();

  /**
   * Calls the target: 202, and reports to whoever asked from then on.
   *
   * @param options media, header fields and listener of the call
   * @return the call, already under way
   * @throws IllegalArgumentException if no call can be made with these options, which whoever asked
   *     is told of
   * @throws IllegalStateException if the request is decided already, by whomever
   */
  Call accept(CallOptions options);

  /**
   * Refuses.
   *
   * @param status 300 to 699, such as {@link io.jasip.sip.StatusCode#DECLINE}
   * @throws IllegalArgumentException if the status is not a refusal
   * @throws IllegalStateException if the request is decided already, by whomever
   */
  void reject(int status);

  /**
   * Asks for time to decide, to ask a person perhaps: 20 s from when the request came. After that
   * it is declined. Does nothing if the request is decided already.
   */
  void defer();

  /**
   * The call that was made, whether by {@link #accept()} or by policy.
   *
   * @return completes when the request is followed; fails with {@link
   *     java.util.concurrent.CancellationException} if it is declined. A new future each time,
   *     which may be cancelled without harm
   */
  CompletableFuture<Call> followed();
}
