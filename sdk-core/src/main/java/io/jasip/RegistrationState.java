package io.jasip;

/**
 * The state of the registration (RFC 3261 section 10).
 *
 * <pre>
 *  UNREGISTERED --register()--&gt; REGISTERING --200--&gt; REGISTERED --unregister()--&gt; UNREGISTERING
 *     ^  ^  ^                       |             |  ^   |  ^ |                        |
 *     |  |  +---refused, timeout----+             |  |   +--+ refreshed, or the        |
 *     |  +-----refresh refused, connection lost---+  |        refresh failed for now   |
 *     |                                   expired |  |200                              |
 *     +--refused, connection lost, unregister()---RECOVERING                           |
 *     +--------------------------------any answer--------------------------------------+
 * </pre>
 */
public enum RegistrationState {
  /** The server has no binding of ours. */
  UNREGISTERED,
  /** The first REGISTER is under way. */
  REGISTERING,
  /** The server knows where we are; refreshes happen by themselves. */
  REGISTERED,
  /**
   * The registration is lost: the refreshes failed until the binding expired, and calls do not come
   * in. Attempts go on by themselves, with pauses (RFC 5626 section 4.5).
   */
  RECOVERING,
  /** The binding is being removed. */
  UNREGISTERING
}
