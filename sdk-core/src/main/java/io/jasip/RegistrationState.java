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
 *
 * <p>A registration that went with its connection goes from UNREGISTERED to RECOVERING as soon as
 * there is another connection, and one that the server has dropped from REGISTERED.
 */
public enum RegistrationState {
  /** The server has no binding of ours. */
  UNREGISTERED,
  /** The first REGISTER is under way. */
  REGISTERING,
  /** The server knows where we are; refreshes happen by themselves. */
  REGISTERED,
  /**
   * The registration is lost, and calls do not come in: the refreshes failed until the binding
   * expired, the server has dropped it, or it went with the last connection. Attempts go on by
   * themselves, with pauses (RFC 5626 section 4.5).
   */
  RECOVERING,
  /** The binding is being removed. */
  UNREGISTERING
}
