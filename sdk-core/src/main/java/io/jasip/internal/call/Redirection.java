package io.jasip.internal.call;

import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipResponse;
import io.jasip.sip.SipUri;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where else an INVITE of ours may go: the Contacts of 3xx (RFC 3261 section 8.1.3.4). */
final class Redirection {

  private final Set<SipUri> known = new HashSet<>();
  private final Deque<SipUri> waiting = new ArrayDeque<>();
  private int left;

  Redirection(SipUri first, int atMost) {
    known.add(first);
    left = atMost;
  }

  /** The next address after a refusal; null if there is none, or no more are allowed. */
  @Nullable SipUri next(SipResponse refusal) {
    int status = refusal.status();
    if (status >= 300 && status <= 302) {
      collect(refusal);
    }
    if (status >= 600 || left == 0 || waiting.isEmpty()) {
      return null; // after 6xx nobody else is to be asked
    }
    left--;
    return waiting.remove();
  }

  private void collect(SipResponse redirect) {
    List<NameAddr> contacts;
    try {
      contacts =
          new ArrayList<>(HeaderReader.addresses("Contact", redirect.headers().all("Contact")));
    } catch (MalformedMessageException e) {
      return; // then the refusal is the end of the call
    }
    contacts.sort(Comparator.comparingDouble(contact -> -preference(contact)));
    for (NameAddr contact : contacts) {
      SipUri uri = contact.uri().withoutHeaders();
      boolean sip = uri.scheme().equals("sip") || uri.scheme().equals("sips");
      if (sip && known.add(uri)) {
        waiting.add(uri);
      }
    }
  }

  private static double preference(NameAddr contact) {
    String q = contact.parameters().get("q").orElse("");
    return q.matches("[01](\\.[0-9]{0,3})?") ? Double.parseDouble(q) : 1;
  }
}
