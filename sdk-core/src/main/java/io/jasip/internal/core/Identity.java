package io.jasip.internal.core;

import io.jasip.internal.message.Identifiers;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;
import io.jasip.sip.Via;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who the user agent is: its address of record, and the contact at which the server reaches it. A
 * WebSocket client has no address of its own, so its host is a random name under {@code .invalid}
 * (RFC 7118 section 5.2).
 *
 * @param addressOfRecord display name and address, without parameters
 * @param contact the contact URI
 * @param sentBy the host of our Via
 * @param transport {@code WS} or {@code WSS}, for Via, unless the application sets another
 * @param rport whether our Via asks for the port that requests come from (RFC 3581)
 * @param instanceId the URN of this installation (RFC 5626 section 4.1)
 */
public record Identity(
    NameAddr addressOfRecord,
    SipUri contact,
    String sentBy,
    String transport,
    boolean rport,
    String instanceId) {

  /**
   * Makes an identity with a random host and contact.
   *
   * @param instance the URN that the application keeps; null for a random one
   */
  public static Identity of(NameAddr addressOfRecord, boolean secure, @Nullable String instance) {
    String instanceId = instance == null ? "urn:uuid:" + UUID.randomUUID() : instance;
    String host = Identifiers.token(12) + ".invalid";
    SipUri contact = SipUri.of(Identifiers.token(8), host).withParameter("transport", "ws");
    return new Identity(addressOfRecord, contact, host, secure ? "WSS" : "WS", false, instanceId);
  }

  /** The same under another display name. */
  public Identity with(NameAddr changed) {
    return new Identity(changed, contact, sentBy, transport, rport, instanceId);
  }

  /** The same at a contact that the application has chosen; null for none. */
  public Identity at(@Nullable SipUri chosen) {
    return chosen == null
        ? this
        : new Identity(addressOfRecord, chosen, sentBy, transport, rport, instanceId);
  }

  /**
   * The same with another Via.
   *
   * @param otherTransport null for what it is
   * @param asksForPort whether to ask for the port that requests come from
   */
  public Identity by(@Nullable String otherTransport, boolean asksForPort) {
    String named = otherTransport == null ? transport : otherTransport;
    return new Identity(addressOfRecord, contact, sentBy, named, asksForPort, instanceId);
  }

  /** A Via with a new branch. */
  public Via via() {
    SipParameters branch = SipParameters.of(Map.of("branch", Identifiers.branch()));
    return new Via(transport, sentBy, rport ? branch.with("rport", "") : branch);
  }

  /**
   * Whether a request for this URI is for us (RFC 3261 section 8.2.2.1): the contact's user, or
   * ours.
   */
  public boolean isFor(SipUri uri) {
    String user = uri.user();
    return user != null
        && (user.equals(contact.user()) || user.equals(addressOfRecord.uri().user()));
  }
}
