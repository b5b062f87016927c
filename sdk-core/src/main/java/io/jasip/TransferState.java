package io.jasip;

/**
 * The state of a transfer that we have asked for (RFC 3515, RFC 5589).
 *
 * <pre>
 *  WAITING     for the call that is handed over to be answered, or for the peer to be on hold
 *   | REFER
 *  REFERRING   the peer has not answered the REFER yet
 *   | 202                        | 202 with Refer-Sub: false
 *  ACCEPTED    the peer tries    +-------------------&gt; UNREPORTED
 *   | NOTIFY 1xx                                          ^
 *  PROCEEDING  the target rings                           | the call is over, and no news of it
 *   | NOTIFY 2xx                                          | will come any more
 *  SUCCEEDED         ACCEPTED, PROCEEDING ----------------+
 * </pre>
 *
 * <p>A refusal of the REFER, a NOTIFY of a failure, silence of the peer while the call is there,
 * and the loss of the connection lead to FAILED from any of the states that are not final. A NOTIFY
 * may overtake the 202.
 */
public enum TransferState {
  /** The REFER cannot be sent yet. */
  WAITING,
  /** The REFER was sent. */
  REFERRING,
  /** The peer has agreed to try. */
  ACCEPTED,
  /** The peer has reported that the target is being called. */
  PROCEEDING,
  /** The peer has reported that the target has answered. */
  SUCCEEDED,
  /** The peer has agreed to try, and does not tell what has come of it. */
  UNREPORTED,
  /** The target was not reached, or the peer refused to try. */
  FAILED;

  /**
   * Whether nothing more will come.
   *
   * @return true in {@link #SUCCEEDED}, {@link #UNREPORTED} and {@link #FAILED}
   */
  public boolean isFinal() {
    return this == SUCCEEDED || this == UNREPORTED || this == FAILED;
  }
}
