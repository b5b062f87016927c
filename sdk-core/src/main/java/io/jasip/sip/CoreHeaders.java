package io.jasip.sip;

import java.util.List;

/**
 * The header fields that every message carries (RFC 3261 section 8.1.1), already understood.
 *
 * @param vias the hops, nearest first; never empty
 * @param from who sent the request
 * @param to whom it is for
 * @param callId names the call or the registration
 * @param cSeq orders the requests
 */
public record CoreHeaders(List<Via> vias, NameAddr from, NameAddr to, String callId, CSeq cSeq) {

  /**
   * Checks and copies the components.
   *
   * @param vias the hops, nearest first; never empty
   * @param from who sent the request
   * @param to whom it is for
   * @param callId names the call or the registration
   * @param cSeq orders the requests
   */
  public CoreHeaders {
    vias = List.copyOf(vias);
    if (vias.isEmpty()) {
      throw new IllegalArgumentException("a SIP message needs a Via");
    }
    Tokens.requireOneLine("Call-ID", callId);
  }
}
