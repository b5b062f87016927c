package io.jasip.internal.call;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import java.util.HashSet;
import java.util.Set;

/**
 * What the peer of a call says that it can do, and who it is: the Allow of its newest message that
 * had one (RFC 3261 section 20.5). On the loop.
 */
final class PeerCapabilities {

  /** What every user agent of RFC 3261 takes, and what no Allow is needed for. */
  private final Set<String> methods =
      new HashSet<>(Set.of("INVITE", "ACK", "CANCEL", "BYE", "OPTIONS", "INFO"));

  private final PeerIdentity identity;

  PeerCapabilities(PeerIdentity identity) {
    this.identity = identity;
  }

  void learn(SipMessage message) {
    identity.learn(message);
    if (message.header("Allow").isPresent()) {
      methods.clear();
      methods.addAll(message.headers().tokens("Allow"));
    }
  }

  boolean allows(SipMethod method) {
    return methods.contains(method.name());
  }

  /** The peer has refused the method with 405 or 501. */
  void refuses(SipMethod method) {
    methods.remove(method.name());
  }
}
