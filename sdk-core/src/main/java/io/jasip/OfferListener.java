package io.jasip;

/** Asked before a new offer of the peer within a call is answered (RFC 3261 section 14.2). */
@FunctionalInterface
public interface OfferListener {

  /**
   * The peer wants to change the media: it holds or resumes, adds a stream, moves to another
   * address. Called on the application's executor; until the listener returns, nothing else is
   * offered in this call, so return soon.
   *
   * @param event the offer, and what can be decided about it
   */
  void onOffer(OfferEvent event);
}
