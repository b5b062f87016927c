package io.jasip;

import io.jasip.sip.SipResponse;
import java.util.List;

/**
 * What a peer can do, as it says to OPTIONS (RFC 3261 section 11). A list is empty if the peer is
 * silent about it, which does not mean that it can do nothing.
 *
 * @param allow methods, such as {@code INVITE}
 * @param supported extensions, such as {@code replaces}
 * @param accept media types of bodies, such as {@code application/sdp}, in lower case and without
 *     parameters
 * @param allowEvents event packages (RFC 6665), such as {@code presence}
 * @param response that says so
 */
public record Capabilities(
    List<String> allow,
    List<String> supported,
    List<String> accept,
    List<String> allowEvents,
    SipResponse response) {

  /**
   * Copies the lists.
   *
   * @param allow methods, such as {@code INVITE}
   * @param supported extensions, such as {@code replaces}
   * @param accept media types of bodies, such as {@code application/sdp}, in lower case and without
   *     parameters
   * @param allowEvents event packages (RFC 6665), such as {@code presence}
   * @param response that says so
   */
  public Capabilities {
    allow = List.copyOf(allow);
    supported = List.copyOf(supported);
    accept = List.copyOf(accept);
    allowEvents = List.copyOf(allowEvents);
  }
}
