package io.jasip;

/**
 * The state of the registration (RFC 3261 section 10).
 *
 * <pre>
 *  UNREGISTERED --register()--&gt; REGISTERING --200--&gt; REGISTERED --unregister()--&gt; UNREGISTERING
 *     ^  ^                          |               |    ^                            |
 *     |  +------refused, timeout----+               |    +--refreshed                 |
 *     +---------refresh refused, connection lost----+                                 |
 *     +-----------------------------any answer----------------------------------------+
 * </pre>
 */
public enum RegistrationState {
  /** The server has no binding of ours. */
  UNREGISTERED,
  /** The first REGISTER is under way. */
  REGISTERING,
  /** The server knows where we are; refreshes happen by themselves. */
  REGISTERED,
  /** The binding is being removed. */
  UNREGISTERING
}
