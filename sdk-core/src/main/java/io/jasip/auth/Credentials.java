package io.jasip.auth;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.security.auth.Destroyable;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is and how he proves it: a user name with its password or with the hash of that, or
 * a bearer token. Immutable, but that they can be {@linkplain #destroy() destroyed}; no secret is
 * shown by {@link #toString()}. JaSIP copies the secret for the moment of a computation alone, and
 * wipes that copy.
 */
public final class Credentials implements Destroyable {

  /** How they prove who somebody is. */
  public enum Kind {
    /** By a password. */
    PASSWORD,
    /** By the hash of user name, realm and password (RFC 7616 section 3.4.2). */
    HA1,
    /** By a token (RFC 8898). */
    BEARER
  }

  private final Kind kind;
  private final String username;
  private final char[] secret;
  private final @Nullable String realm;
  private final DigestAlgorithm algorithm;
  private final boolean anyRealm;
  private volatile boolean destroyed;

  private Credentials(
      Kind kind,
      String username,
      char[] secret,
      @Nullable String realm,
      DigestAlgorithm algorithm) {
    this(kind, username, secret, realm, algorithm, false);
  }

  private Credentials(
      Kind kind,
      String username,
      char[] secret,
      @Nullable String realm,
      DigestAlgorithm algorithm,
      boolean anyRealm) {
    this.anyRealm = anyRealm;
    this.kind = kind;
    this.username = Objects.requireNonNull(username, "username");
    this.secret = secret.clone();
    this.realm = realm;
    this.algorithm = algorithm;
    if (username.isEmpty() && kind != Kind.BEARER) {
      throw new IllegalArgumentException("credentials need a user name");
    }
  }

  /**
   * Credentials of a user name and a password.
   *
   * @param username the authentication user, which need not be the extension
   * @param password possibly empty
   * @return the credentials
   * @throws IllegalArgumentException if the user name is empty
   */
  public static Credentials of(String username, String password) {
    return of(username, password.toCharArray());
  }

  /**
   * Credentials of a user name and a password that the caller can wipe afterwards.
   *
   * @param username the authentication user, which need not be the extension
   * @param password copied; possibly empty
   * @return the credentials
   * @throws IllegalArgumentException if the user name is empty
   */
  public static Credentials of(String username, char[] password) {
    return new Credentials(Kind.PASSWORD, username, password, null, DigestAlgorithm.MD5);
  }

  /**
   * Credentials of a user name and, instead of the password, the hash that the server keeps. They
   * answer challenges of that realm and algorithm alone.
   *
   * @param username the authentication user
   * @param realm of the server
   * @param algorithm that the hash was made with
   * @param ha1 the hash of {@code username:realm:password} in hexadecimal digits
   * @return the credentials
   * @throws IllegalArgumentException if the user name is empty, or the hash is not one of the
   *     algorithm
   */
  public static Credentials ofHa1(
      String username, String realm, DigestAlgorithm algorithm, String ha1) {
    int digits = algorithm == DigestAlgorithm.MD5 ? 32 : 64;
    if (!ha1.matches("[0-9a-fA-F]{" + digits + "}")) {
      throw new IllegalArgumentException(
          "the HA1 of " + username + " is not " + digits + " hexadecimal digits");
    }
    return new Credentials(
        Kind.HA1,
        username,
        ha1.toLowerCase(Locale.ROOT).toCharArray(),
        Objects.requireNonNull(realm, "realm"),
        algorithm);
  }

  /**
   * A token that stands for the user (RFC 8898). It is only ever sent over TLS. Given to {@code
   * UABuilder.credentials}, it goes with REGISTER before the server asks.
   *
   * @param token of the characters that RFC 6750 section 2.1 allows
   * @return the credentials
   * @throws IllegalArgumentException if it is not such a token
   */
  public static Credentials bearer(String token) {
    if (!token.matches("[A-Za-z0-9._~+/-]+=*")) {
      throw new IllegalArgumentException(
          "the bearer token is empty or holds a character that RFC 6750 does not allow");
    }
    return new Credentials(Kind.BEARER, "", token.toCharArray(), null, DigestAlgorithm.MD5);
  }

  /**
   * The same for one realm alone: no other gets an answer.
   *
   * @param only the realm, as the server names it
   * @return a copy
   * @throws IllegalArgumentException if they are an HA1, whose realm is fixed, for another realm
   */
  public Credentials forRealm(String only) {
    if (kind == Kind.HA1 && !only.equals(realm)) {
      throw new IllegalArgumentException("an HA1 is for its own realm \"" + realm + "\" alone");
    }
    return new Credentials(
        kind, username, secret, Objects.requireNonNull(only, "only"), algorithm, false);
  }

  /**
   * The same for whatever realm asks. Unless they say this or name a realm, the credentials of a
   * user agent answer the realms that ask for them when it registers, and else, of servers and of
   * proxies, the first realm that asks: somebody who is called could otherwise ask with a realm of
   * his own, and try passwords against the answer.
   *
   * @return a copy
   */
  public Credentials forAnyRealm() {
    return new Credentials(
        kind, username, secret, kind == Kind.HA1 ? realm : null, algorithm, true);
  }

  /**
   * Whether they answer whatever realm asks.
   *
   * @return true after {@link #forAnyRealm()}
   */
  public boolean isForAnyRealm() {
    return anyRealm;
  }

  /**
   * How they prove who somebody is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The authentication user.
   *
   * @return empty only for a bearer token
   */
  public String username() {
    return username;
  }

  /**
   * The password, the HA1, or the token.
   *
   * @return a copy, for the caller to wipe
   */
  public char[] secret() {
    return secret.clone();
  }

  /**
   * The realm that they are for: that of an HA1, or of {@link #forRealm}.
   *
   * @return empty if they name none
   */
  public Optional<String> realm() {
    return Optional.ofNullable(realm);
  }

  /**
   * Whether they answer a digest challenge.
   *
   * @param challengeRealm of the server
   * @param challengeAlgorithm of the server
   * @return true for a password that is for this realm or names none, and for an HA1 of this realm
   *     and algorithm
   */
  public boolean answers(String challengeRealm, DigestAlgorithm challengeAlgorithm) {
    return !destroyed
        && (realm == null || realm.equals(challengeRealm))
        && (kind == Kind.PASSWORD || (kind == Kind.HA1 && challengeAlgorithm == algorithm));
  }

  /**
   * Wipes the secret; copies by {@link #forRealm} and {@link #forAnyRealm} keep theirs. From then
   * on these credentials answer nothing, so that whoever destroys them gives the user agent others,
   * or has stopped it. Any thread.
   */
  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(secret, '\0');
  }

  /**
   * Whether the secret was wiped.
   *
   * @return true after {@link #destroy()}
   */
  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public String toString() {
    return kind == Kind.BEARER ? "Credentials[bearer]" : "Credentials[" + username + "]";
  }
}
