package io.jasip.internal.call;

import io.jasip.PeerInfo;
import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.internal.message.Multipart;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import java.util.List;

/** Who the peer of a call is, from its newest message that says so. On the loop. */
final class PeerIdentity {

  private final CallEvents events;

  /** Written on the loop, read by any thread. */
  private volatile PeerInfo info = PeerInfo.NONE;

  PeerIdentity(CallEvents events) {
    this.events = events;
  }

  /** Any thread. */
  PeerInfo info() {
    return info;
  }

  void learn(SipMessage message) {
    PeerInfo before = info;
    PeerInfo now = read(message);
    boolean more =
        !now.identities().isEmpty()
            || !now.diversions().isEmpty()
            || !now.history().isEmpty()
            || !now.parts().isEmpty()
            || now.anonymous();
    if (!more && !before.headers().fields().isEmpty()) {
      return;
    }
    info = now;
    if (!before.headers().fields().isEmpty() && !now.identities().equals(before.identities())) {
      events.peer(before, now);
    }
  }

  static PeerInfo read(SipMessage message) {
    SipHeaders headers = message.headers();
    List<NameAddr> asserted = addresses(headers, "P-Asserted-Identity");
    boolean anonymous =
        headers.all("Privacy").stream()
                .anyMatch(value -> value.matches("(?i).*\\b(id|user|full)\\b.*"))
            || message.from().uri().host().equalsIgnoreCase("anonymous.invalid");
    List<SipBody> parts =
        Multipart.is(message)
            ? Multipart.parts(message).stream()
                .filter(part -> !part.mediaType().equals("application/sdp"))
                .toList()
            : List.of();
    return new PeerInfo(
        asserted.isEmpty() ? addresses(headers, "Remote-Party-ID") : asserted,
        addresses(headers, "Diversion"),
        addresses(headers, "History-Info"),
        anonymous,
        parts,
        headers);
  }

  /** They are all written like Contact; one that is not readable says nothing. */
  private static List<NameAddr> addresses(SipHeaders headers, String name) {
    try {
      return HeaderReader.addresses("Contact", headers.all(name));
    } catch (MalformedMessageException e) {
      return List.of();
    }
  }
}
