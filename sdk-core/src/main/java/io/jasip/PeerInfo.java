package io.jasip;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import java.util.List;

/**
 * What is known about the other party of a call, beyond the address that it was called by or calls
 * itself. The server may change it in the course of the call, for instance after a transfer.
 *
 * @param identities who it is, as the server asserts it: P-Asserted-Identity (RFC 3325), else
 *     Remote-Party-ID; at most one SIP and one telephone address
 * @param diversions who has forwarded the call here, the last first: Diversion (RFC 5806); the
 *     parameters say why
 * @param history where the call has been, in order: History-Info (RFC 7044)
 * @param anonymous whether it wishes not to be named: Privacy (RFC 3323), or an anonymous From
 * @param parts what it has sent beside the session description, in a multipart body
 * @param headers all header fields of the message that said so
 */
public record PeerInfo(
    List<NameAddr> identities,
    List<NameAddr> diversions,
    List<NameAddr> history,
    boolean anonymous,
    List<SipBody> parts,
    SipHeaders headers) {

  /** Nothing is known. */
  public static final PeerInfo NONE =
      new PeerInfo(List.of(), List.of(), List.of(), false, List.of(), SipHeaders.NONE);

  /**
   * Copies the lists.
   *
   * @param identities who it is, as the server asserts it
   * @param diversions who has forwarded the call here
   * @param history where the call has been
   * @param anonymous whether it wishes not to be named
   * @param parts what it has sent beside the session description
   * @param headers all header fields of the message that said so
   */
  public PeerInfo {
    identities = List.copyOf(identities);
    diversions = List.copyOf(diversions);
    history = List.copyOf(history);
    parts = List.copyOf(parts);
  }
}
