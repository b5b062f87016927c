package io.jasip.internal.auth;

import io.jasip.auth.Credentials;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The realms that may have an answer by the credentials of a user agent: those that its credentials
 * name; else those that ask when it registers, which only its own servers do; else, of servers and
 * of proxies, the first that asks. On the loop.
 */
final class ExpectedRealms {

  /** As many as a server may reasonably have; the oldest is forgotten. */
  private static final int MAX_REALMS = 8;

  private final Set<String> ofRegistration = new LinkedHashSet<>();
  private final Set<Boolean> roles = new HashSet<>();
  private final Set<String> first = new HashSet<>();

  /**
   * Takes note of a challenge.
   *
   * @param proxy whether a proxy asks
   * @return whether these credentials may answer it
   */
  boolean admits(Credentials credentials, boolean proxy, String realm, boolean registering) {
    String only = credentials.realm().orElse(null);
    if (only != null) {
      return only.equals(realm);
    }
    if (credentials.isForAnyRealm()) {
      return true;
    }
    if (registering) {
      roles.add(proxy);
      ofRegistration.add(realm);
      if (ofRegistration.size() > MAX_REALMS) {
        ofRegistration.remove(ofRegistration.iterator().next());
      }
      return true;
    }
    if (ofRegistration.contains(realm) || first.contains(realm)) {
      return true;
    }
    return roles.add(proxy) && first.add(realm);
  }

  void forget() {
    ofRegistration.clear();
    roles.clear();
    first.clear();
  }
}
