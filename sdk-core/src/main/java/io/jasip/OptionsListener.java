package io.jasip;

/** Asked before an OPTIONS request is answered (RFC 3261 section 11). */
@FunctionalInterface
public interface OptionsListener {

  /**
   * A peer asks what this user agent can do. Called on the application's executor; servers take a
   * phone that answers late for one that is gone, so return soon.
   *
   * @param event the request, and what can be decided about it
   */
  void onOptions(OptionsEvent event);
}
