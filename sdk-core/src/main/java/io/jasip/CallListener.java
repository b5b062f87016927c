package io.jasip;

/**
 * Told what happens to a {@link Call}; override what is of interest. Called on the application's
 * executor, one at a time and in order; may block, which delays only further events and the
 * decisions that are asked of listeners, but must not wait for a future of the same user agent. An
 * exception that a method throws is logged and changes nothing else.
 *
 * <pre>{@code
 * call.addListener(
 *     new CallListener() {
 *       @Override
 *       public void onDtmf(DtmfEvent event) {
 *         System.out.println(event.digit() + " was pressed");
 *       }
 *
 *       @Override
 *       public void onEnded(CallEndedEvent event) {
 *         System.out.println(event.cause() + " after " + event.duration());
 *       }
 *     });
 * }</pre>
 *
 * <p>Order: {@code onState} for each step; {@code onProgress} between CALLING and ESTABLISHED;
 * {@code onMediaState} and {@code onFirstAudio} whenever the media gets there, which may be before
 * ESTABLISHED; {@code onEnded} last and once.
 */
public interface CallListener {

  /**
   * The call has changed its state.
   *
   * @param event what happened
   */
  default void onState(CallStateEvent event) {}

  /**
   * A provisional response has come for an outgoing call (RFC 3261 section 13.2.2.1): 180 when it
   * rings, 183 when early media may follow.
   *
   * @param event what happened
   */
  default void onProgress(CallProgressEvent event) {}

  /**
   * The media has changed its state.
   *
   * @param event what happened
   */
  default void onMediaState(MediaStateEvent event) {}

  /**
   * Something is wrong with the media, and the call goes on. With the media of {@code jasip-media},
   * nothing that was received for a while though the peer should send.
   *
   * @param event what happened
   */
  default void onMediaWarning(MediaWarningEvent event) {}

  /**
   * The first audio of the peer has arrived, once per call; early media counts.
   *
   * @param call that it is about
   */
  default void onFirstAudio(Call call) {}

  /**
   * The call was put on hold or resumed, by either party (RFC 3264 section 8.4).
   *
   * @param event what happened
   */
  default void onHold(HoldEvent event) {}

  /**
   * The peer pressed a key, and it came by INFO, as an RTP event (RFC 4733), or as a tone that the
   * media engine recognizes if it was asked to.
   *
   * @param event what happened
   */
  default void onDtmf(DtmfEvent event) {}

  /**
   * A transfer of the peer, by {@link Call#transfer(String)}, has come a step further. Its last
   * step may come after {@link #onEnded}.
   *
   * @param progress what happened
   */
  default void onTransferProgress(TransferProgress progress) {}

  /**
   * The peer asks us to call somebody else: it transfers us. Decide by {@link
   * TransferRequest#accept()} or {@link TransferRequest#reject}, or take time by {@link
   * TransferRequest#defer()}; otherwise it is declined, or followed, as {@link TransferPolicy}
   * says.
   *
   * @param request to be decided
   */
  default void onTransferRequest(TransferRequest request) {}

  /**
   * A call has come in that is to take the place of this one. Unless {@link TransferPolicy} says
   * otherwise it is being answered already, and is not told of as an incoming call.
   *
   * @param event what happened
   */
  default void onReplacement(ReplacementEvent event) {}

  /**
   * The server says that the other party is another one than before, or called otherwise.
   *
   * @param event what happened
   */
  default void onPeer(PeerEvent event) {}

  /**
   * The peer has sent an INFO that is no digit (RFC 6086), or a MESSAGE (RFC 3428), within the
   * call. It is answered with 200 unless a listener decides otherwise.
   *
   * @param event the request, and what can be decided about it
   */
  default void onRequest(CallRequestEvent event) {}

  /**
   * The call is over. Nothing more is told after this, but for the end of a transfer.
   *
   * @param event what happened
   */
  default void onEnded(CallEndedEvent event) {}
}
