package io.jasip;

/**
 * The state of a {@link Subscription} (RFC 6665 section 4.1.2).
 *
 * <pre>
 *  SUBSCRIBING --NOTIFY--&gt; PENDING --NOTIFY--&gt; ACTIVE --unsubscribe--&gt; UNSUBSCRIBING --&gt; TERMINATED
 *       ^                     |                  |
 *       +----- WAITING &lt;------+------------------+   ended, but may be made anew
 * </pre>
 */
public enum SubscriptionState {
  /** SUBSCRIBE is sent, and no NOTIFY has come. */
  SUBSCRIBING,
  /** The notifier knows of the subscription and has not yet allowed it. */
  PENDING,
  /** The notifier reports the state of the resource. */
  ACTIVE,
  /** There is none now: it is made anew after a while, or when the connection is back. */
  WAITING,
  /** The application does not want it any more, and the last NOTIFY has not come. */
  UNSUBSCRIBING,
  /** Over for good. */
  TERMINATED
}
