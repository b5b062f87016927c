package io.jasip;

/**
 * The state of a call (RFC 3261 sections 13 and 15).
 *
 * <pre>
 *  outgoing                                    incoming
 *
 *  NEW                                         NEW
 *   | call()                                    | INVITE
 *  PREPARING  media makes the offer            INCOMING  rings here
 *   |                                           | answer()
 *  CALLING    INVITE sent                      ANSWERING  media makes the answer
 *   | 1xx                                       |
 *  PROCEEDING                                  ACCEPTED  2xx sent, ACK awaited
 *   | 2xx                                       | ACK
 *   +----------------&gt; ESTABLISHED &lt;----------+
 *                          | hangup()
 *  CANCELLING           ENDING  BYE sent
 *   | 487                  | 2xx to BYE
 *   +-------------------&gt; ENDED
 * </pre>
 *
 * <p>A refusal, a CANCEL or BYE of the peer, a timeout or a fault leads to ENDED from any state.
 * {@code hangup()} leads from PREPARING to ENDED, from CALLING and PROCEEDING to CANCELLING, from
 * INCOMING and ANSWERING to ENDED (603).
 */
public enum CallState {
  /** Made, nothing has happened. */
  NEW,
  /** Outgoing: the media makes its offer. */
  PREPARING,
  /** Outgoing: the INVITE was sent, nothing was heard. */
  CALLING,
  /** Outgoing: the server works on it; the callee may be ringing. */
  PROCEEDING,
  /** Outgoing: we hung up before an answer and wait for the end of the INVITE. */
  CANCELLING,
  /** Incoming: it rings here. */
  INCOMING,
  /** Incoming: answered by the application, the media makes its answer. */
  ANSWERING,
  /** Incoming: our answer was sent, its acknowledgement is awaited. */
  ACCEPTED,
  /** The parties are connected. */
  ESTABLISHED,
  /** We hung up and wait for the peer to confirm. */
  ENDING,
  /** Over. */
  ENDED;

  /**
   * Whether the call is over.
   *
   * @return true in {@link #ENDED}
   */
  public boolean isEnded() {
    return this == ENDED;
  }
}
