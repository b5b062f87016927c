package io.jasip.internal.core;

import io.jasip.sip.NameAddr;
import io.jasip.sip.SipUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How others reach us and we reach them, as far as the registrar has a say in it.
 *
 * @param outbound whether dialogs are to keep to our connection, by the URI parameter {@code ob}
 *     (RFC 5626 section 4.3)
 * @param publicGruu that leads to us from anywhere (RFC 5627); null for none
 * @param temporaryGruu that does so and does not tell who we are; null for none
 * @param contactGruu the one that dialogs carry as their Contact; null for our own address
 * @param serviceRoute of requests outside of dialogs (RFC 3608)
 */
public record Reach(
    boolean outbound,
    @Nullable SipUri publicGruu,
    @Nullable SipUri temporaryGruu,
    @Nullable SipUri contactGruu,
    List<NameAddr> serviceRoute) {

  /** As long as no registrar has said anything. */
  public static final Reach UNREGISTERED = new Reach(true, null, null, null, List.of());

  /** The Contact of requests and responses that make a dialog (RFC 5627 section 4.4). */
  SipUri contact(Identity identity) {
    if (contactGruu != null) {
      return contactGruu;
    }
    return outbound ? identity.contact().withParameter("ob", "") : identity.contact();
  }

  /** Whether a Request-URI is one of the addresses that the registrar has given us. */
  boolean isFor(SipUri uri) {
    return isSame(uri, publicGruu) || isSame(uri, temporaryGruu);
  }

  /** A GRUU is what it is by user, host and {@code gr} (RFC 5627 section 3.1). */
  private static boolean isSame(SipUri uri, @Nullable SipUri gruu) {
    return gruu != null
        && uri.bare().equals(gruu.bare())
        && uri.parameters().get("gr").equals(gruu.parameters().get("gr"));
  }
}
