package io.jasip.internal.auth;

import io.jasip.auth.Credentials;
import io.jasip.auth.Credentials.Kind;
import io.jasip.auth.CredentialsRequest;
import io.jasip.auth.DigestAlgorithm;
import io.jasip.internal.message.Identifiers;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the challenges of a user agent's servers and remembers them, so that the next request
 * carries its answer at once (RFC 3261 section 22.3, RFC 7616 section 3.6). Of several challenges
 * of one realm the strongest algorithm is taken (RFC 8760 section 2.4). Bearer tokens are answers
 * too (RFC 8898). On the loop.
 */
public final class DigestAuthenticator {

  private static final Logger LOG = LoggerFactory.getLogger(DigestAuthenticator.class);

  /** Of one algorithm, a challenge that leaves the body alone is better. */
  private static final Comparator<Challenge> STRENGTH =
      Comparator.comparing(Challenge::algorithm).thenComparing(Challenge::takesPlainAuth);

  /** A server that asks in ever new realms must not make each request longer than the last. */
  private static final int MAX_REALMS = 8;

  private final CredentialsSource source;
  private final DigestAlgorithm weakest;
  private final boolean secure;
  private final Map<Space, Known> known = new LinkedHashMap<>();
  private final ExpectedRealms realms = new ExpectedRealms();

  /**
   * Knows no challenge yet.
   *
   * @param weakest algorithm that is answered at all
   * @param secure whether the connection may carry bearer tokens
   */
  public DigestAuthenticator(CredentialsSource source, DigestAlgorithm weakest, boolean secure) {
    this.source = source;
    this.weakest = weakest;
    this.secure = secure;
  }

  /** A realm of servers (401) or of proxies (407). */
  private record Space(boolean proxy, String realm) {
    String header() {
      return proxy ? "Proxy-Authorization" : "Authorization";
    }
  }

  /** All that one realm offers to be asked by. */
  private record Offers(List<Challenge> digests, List<BearerChallenge> bearers) {
    boolean stale() {
      return digests.stream().anyMatch(Challenge::stale);
    }
  }

  /** A challenge that is answered with a growing count (RFC 7616 section 3.4). */
  private static final class Known {
    final @Nullable Challenge challenge;
    final Credentials credentials;
    int uses;

    /** Whether the nonce is that of a challenge, rather than one given for the next request. */
    final boolean asked;

    /** Without a challenge: a token. */
    Known(@Nullable Challenge challenge, Credentials credentials, boolean asked) {
      this.challenge = challenge;
      this.credentials = credentials;
      this.asked = asked;
    }

    /**
     * Whether an answer was the first to a challenge. Those of RFC 2069 have no count; and another
     * request may have had a challenge of its own in between.
     */
    boolean isFirst(@Nullable String answer) {
      if (answer == null || !answer.contains(", nc=")) {
        return asked && uses <= 1;
      }
      return asked && answer.contains(", nc=00000001");
    }
  }

  /** The answers to all challenges that are known: what a request can carry before it is asked. */
  public List<SipHeaders.Field> answers(SipRequest request) {
    known.values().removeIf(each -> each.credentials.isDestroyed());
    List<SipHeaders.Field> fields = new ArrayList<>(known.size());
    known.forEach(
        (space, each) -> fields.add(new SipHeaders.Field(space.header(), answer(each, request))));
    if (request.is(SipMethod.REGISTER)
        && secure
        && known.keySet().stream().allMatch(Space::proxy)) {
      source
          .fixed()
          .filter(fixed -> fixed.kind() == Kind.BEARER && !fixed.isDestroyed())
          .ifPresent(token -> fields.add(new SipHeaders.Field("Authorization", bearer(token))));
    }
    return fields;
  }

  private static String answer(Known each, SipRequest request) {
    Challenge challenge = each.challenge;
    if (challenge == null) {
      return bearer(each.credentials);
    }
    return DigestAnswer.value(
        challenge,
        each.credentials,
        request.method().name(),
        request.uri().toString(),
        request.body(),
        ++each.uses,
        Identifiers.token(16));
  }

  private static String bearer(Credentials token) {
    return "Bearer " + new String(token.secret());
  }

  /**
   * Takes the challenges of a 401 or 407.
   *
   * @return whether the request is worth sending again with new {@link #answers}; false if there
   *     are no credentials, no challenge that we understand, or the server has refused an answer to
   *     its own newest challenge. Completes on the loop, perhaps at once
   */
  public CompletableFuture<Boolean> accept(SipRequest refused, SipResponse response) {
    Map<Space, Offers> asked = read(response);
    CompletableFuture<Boolean> none = CompletableFuture.completedFuture(!asked.isEmpty());
    CompletableFuture<Boolean> all = none;
    for (Map.Entry<Space, Offers> each : asked.entrySet()) {
      CompletableFuture<Boolean> one = accept(refused, each.getKey(), each.getValue());
      all = all.thenCombine(one, Boolean::logicalAnd);
    }
    return all;
  }

  private Map<Space, Offers> read(SipResponse response) {
    boolean proxy = response.status() == 407;
    Map<Space, Offers> asked = new LinkedHashMap<>();
    for (String line : response.headers().all(proxy ? "Proxy-Authenticate" : "WWW-Authenticate")) {
      for (Challenge challenge : Challenge.parse(line)) {
        if (challenge.isAnswerable() && challenge.algorithm().compareTo(weakest) >= 0) {
          offers(asked, proxy, challenge.realm()).digests().add(challenge);
        }
      }
      for (BearerChallenge challenge : BearerChallenge.parse(line)) {
        if (secure) {
          offers(asked, proxy, challenge.realm()).bearers().add(challenge);
        }
      }
    }
    return asked;
  }

  private static Offers offers(Map<Space, Offers> asked, boolean proxy, String realm) {
    return asked.computeIfAbsent(
        new Space(proxy, realm), space -> new Offers(new ArrayList<>(), new ArrayList<>()));
  }

  private CompletableFuture<Boolean> accept(SipRequest refused, Space space, Offers offers) {
    Credentials foreign =
        source
            .fixed()
            .filter(
                fixed ->
                    !realms.admits(
                        fixed, space.proxy(), space.realm(), refused.is(SipMethod.REGISTER)))
            .orElse(null);
    Known before = known.get(space);
    String answered = answeredWith(refused, space);
    boolean token = answered != null && answered.startsWith("Bearer ");
    Credentials used =
        before != null ? before.credentials : token ? source.fixed().orElse(null) : null;
    // A fresh answer that is refused without "stale" means that the password is wrong. An answer
    // to a remembered challenge may be refused for the age of its nonce alone, and not every server
    // says so. A token has no nonce.
    boolean fresh = before == null || before.challenge == null || before.isFirst(answered);
    Credentials rejected = answered != null && fresh && !offers.stale() ? used : null;
    if (rejected == null && before != null && choose(space, offers, before.credentials)) {
      return CompletableFuture.completedFuture(true);
    }
    known.remove(space);
    BearerChallenge bearer = offers.bearers().isEmpty() ? null : offers.bearers().get(0);
    CredentialsRequest request =
        new CredentialsRequest(
            space.realm(),
            space.proxy(),
            offers.digests().isEmpty(),
            bearer == null ? null : bearer.authorizationServer(),
            bearer == null ? null : bearer.scope(),
            rejected == null ? foreign : rejected);
    return source
        .find(request)
        .thenApply(
            found -> {
              if (foreign != null && found.isPresent() && found.get() == foreign) {
                LOG.warn(
                    "A challenge of realm {} is not answered: the credentials are for another one;"
                        + " allow it by Credentials.forRealm or forAnyRealm",
                    DigestAnswer.quote(space.realm()));
                return false;
              }
              return found.isPresent()
                  && found.get() != rejected
                  && choose(space, offers, found.get());
            });
  }

  /** Remembers the best challenge that the credentials can answer; false if there is none. */
  private boolean choose(Space space, Offers offers, Credentials credentials) {
    if (credentials.kind() == Kind.BEARER) {
      if (offers.bearers().isEmpty() || credentials.isDestroyed()) {
        return false;
      }
      remember(space, new Known(null, credentials, true));
      return true;
    }
    Optional<Challenge> best =
        offers.digests().stream()
            .filter(challenge -> credentials.answers(challenge.realm(), challenge.algorithm()))
            .max(STRENGTH);
    best.ifPresent(challenge -> remember(space, new Known(challenge, credentials, true)));
    return best.isPresent();
  }

  private void remember(Space space, Known answered) {
    known.put(space, answered);
    if (known.size() > MAX_REALMS) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /**
   * Takes the nonce that a server wants in the next request, and its proof that it knows the
   * password too (RFC 7616 section 3.5). A wrong proof is logged and changes nothing: the request
   * is answered already, and the server has told nothing that the next answer does not.
   */
  public void learn(SipRequest request, SipResponse response) {
    learn(request, false, response, response.header("Authentication-Info"));
    learn(request, true, response, response.header("Proxy-Authentication-Info"));
  }

  private void learn(
      SipRequest request, boolean proxy, SipResponse response, Optional<String> info) {
    if (info.isEmpty()) {
      return;
    }
    Map<String, String> told = AuthenticateHeader.parameters(info.get());
    for (Map.Entry<Space, Known> each : known.entrySet()) {
      Challenge challenge = each.getValue().challenge;
      String answered = answeredWith(request, each.getKey());
      if (challenge == null || each.getKey().proxy() != proxy || answered == null) {
        continue;
      }
      Credentials credentials = each.getValue().credentials;
      checkProof(challenge, credentials, answered, told.get("rspauth"), response);
      String next = told.get("nextnonce");
      if (next != null && !challenge.nonce().equals(next)) {
        each.setValue(new Known(challenge.withNonce(next), credentials, false));
      }
      return;
    }
  }

  private static void checkProof(
      Challenge challenge,
      Credentials credentials,
      String answered,
      @Nullable String proof,
      SipResponse response) {
    Map<String, String> sent =
        AuthenticateHeader.parameters(answered.substring("Digest ".length()));
    if (proof == null || !challenge.nonce().equals(sent.get("nonce"))) {
      return;
    }
    if (!proof.equals(DigestAnswer.ofServer(challenge, credentials, sent, response.body()))) {
      LOG.warn(
          "The rspauth of {} for realm {} is wrong: its sender may not know the password;"
              + " see whether the server is the one that you mean",
          response.startLine(),
          DigestAnswer.quote(challenge.realm()));
    }
  }

  /** Forgets what servers asked, for instance because they are others now. */
  public void forget() {
    known.clear();
    realms.forget();
  }

  private static @Nullable String answeredWith(SipRequest request, Space space) {
    return request.headers().all(space.header()).stream()
        .filter(
            value ->
                value.startsWith("Bearer ")
                    || value.contains("realm=" + DigestAnswer.quote(space.realm())))
        .findFirst()
        .orElse(null);
  }
}
