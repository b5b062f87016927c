package io.jasip.internal.ua;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.Comparator;
import java.util.List;

/**
 * Finds which of the accounts on a connection a message is for: a response by the Via of its
 * request, which every account has a host name of its own for; a request by its dialog, else by its
 * Request-URI.
 */
final class Addressee {

  private Addressee() {}

  /** The endpoint; the first for a message that is for none, which then gets the usual refusal. */
  static Endpoint of(SipMessage message, List<Endpoint> endpoints) {
    if (endpoints.size() == 1) {
      return endpoints.get(0);
    }
    // The first of equals is taken.
    return endpoints.stream()
        .min(Comparator.comparing(endpoint -> -likeness(message, endpoint.core())))
        .orElseThrow();
  }

  private static int likeness(SipMessage message, UserAgentCore core) {
    if (message instanceof SipResponse response) {
      return response.via().sentBy().equalsIgnoreCase(core.identity().sentBy()) ? 1 : 0;
    }
    SipRequest request = (SipRequest) message;
    if (request.to().tag().isPresent() && core.dialogs().find(request) != null) {
      return 4;
    }
    SipUri uri = request.uri();
    SipUri account = core.identity().addressOfRecord().uri();
    String user = uri.user();
    if (user != null && user.equals(core.identity().contact().user())) {
      return 3;
    }
    // Two accounts may have the same user at two domains.
    if (uri.bare().equals(account.bare())) {
      return 2;
    }
    return core.isFor(uri) ? 1 : 0;
  }
}
