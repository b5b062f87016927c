package io.jasip;

/**
 * Told what happens to a {@link Call}. Called on the application's executor, one at a time and in
 * order; may block, which delays only further events. An exception that a method throws is logged
 * and changes nothing.
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
   * A provisional response has come for an outgoing call.
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
   * The first audio of the peer has arrived.
   *
   * @param call that it is about
   */
  default void onFirstAudio(Call call) {}

  /**
   * The call was put on hold or resumed, by either party.
   *
   * @param event what happened
   */
  default void onHold(HoldEvent event) {}

  /**
   * The peer pressed a key.
   *
   * @param event what happened
   */
  default void onDtmf(DtmfEvent event) {}

  /**
   * The server says that the other party is another one than before, or called otherwise.
   *
   * @param event what happened
   */
  default void onPeer(PeerEvent event) {}

  /**
   * The peer has sent an INFO that is no digit, or a MESSAGE, within the call.
   *
   * @param event what happened
   */
  default void onRequest(CallRequestEvent event) {}

  /**
   * The call is over. Nothing more is told after this.
   *
   * @param event what happened
   */
  default void onEnded(CallEndedEvent event) {}
}
