package io.jasip.internal.auth;

import io.jasip.auth.Credentials;
import io.jasip.internal.message.Identifiers;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of a user agent's servers and remembers them, so that the next request
 * carries its answer at once (RFC 3261 section 22.3, RFC 7616 section 3.6). Of several challenges
 * of one realm the strongest algorithm is taken (RFC 8760 section 2.4). On the loop.
 */
public final class DigestAuthenticator {

  private final Supplier<@Nullable Credentials> credentials;
  private final Map<Space, Known> known = new LinkedHashMap<>();

  /** Answers with the credentials that the supplier gives at that time; null for none. */
  public DigestAuthenticator(Supplier<@Nullable Credentials> credentials) {
    this.credentials = credentials;
  }

  /** A realm of servers (401) or of proxies (407). */
  private record Space(boolean proxy, String realm) {}

  /** A challenge that is answered with a growing count (RFC 7616 section 3.4). */
  private static final class Known {
    final Challenge challenge;
    int uses;

    Known(Challenge challenge) {
      this.challenge = challenge;
    }
  }

  /** The answers to all challenges that are known: what a request can carry before it is asked. */
  public List<SipHeaders.Field> answers(SipRequest request) {
    Credentials with = credentials.get();
    List<SipHeaders.Field> fields = new ArrayList<>(known.size());
    if (with != null) {
      known.forEach(
          (space, each) ->
              fields.add(
                  new SipHeaders.Field(
                      space.proxy() ? "Proxy-Authorization" : "Authorization",
                      DigestAnswer.value(
                          each.challenge,
                          with,
                          request.method().name(),
                          request.uri().toString(),
                          request.body(),
                          ++each.uses,
                          Identifiers.token(16)))));
    }
    return fields;
  }

  /**
   * Takes the challenges of a 401 or 407.
   *
   * @return whether the request is worth sending again with new {@link #answers}; false if there
   *     are no credentials, no challenge that we understand, or the server has refused an answer to
   *     its own newest challenge
   */
  public boolean accept(SipRequest refused, SipResponse response) {
    boolean proxy = response.status() == 407;
    Map<String, Challenge> perRealm = new LinkedHashMap<>();
    for (String line : response.headers().all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate")) {
      for (Challenge challenge : Challenge.parse(line)) {
        if (challenge.isAnswerable()) {
          perRealm.merge(challenge.realm(), challenge, DigestAuthenticator::stronger);
        }
      }
    }
    if (perRealm.isEmpty() || credentials.get() == null) {
      return false;
    }
    boolean worthIt = false;
    for (Challenge challenge : perRealm.values()) {
      Space space = new Space(proxy, challenge.realm());
      boolean wasAnswered = answeredWith(refused, proxy, challenge.realm()).isPresent();
      Known before = known.put(space, new Known(challenge));
      boolean wasFirstUse = before == null || before.uses <= 1;
      // A fresh answer that is refused without "stale" means that the password is wrong. An answer
      // to a remembered
      // challenge may be refused for the age of its nonce alone, and not every server says so.
      worthIt |= !wasAnswered || challenge.stale() || !wasFirstUse;
    }
    if (!worthIt) {
      perRealm.keySet().forEach(realm -> known.remove(new Space(proxy, realm)));
    }
    return worthIt;
  }

  /** Forgets what servers asked, for instance because they are others now. */
  public void forget() {
    known.clear();
  }

  private static Optional<String> answeredWith(SipRequest request, boolean proxy, String realm) {
    String name = proxy ? "Proxy-Authorization" : "Authorization";
    return request.headers().all(name).stream()
        .filter(value -> value.contains("realm=" + DigestAnswer.quote(realm)))
        .findFirst();
  }

  private static Challenge stronger(Challenge one, Challenge other) {
    return Comparator.comparing(Challenge::algorithm).compare(one, other) >= 0 ? one : other;
  }
}
