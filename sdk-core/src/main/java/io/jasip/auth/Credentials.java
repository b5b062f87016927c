package io.jasip.auth;

import java.util.Objects;

/** A user name and its password. Immutable; never shown by {@link #toString()}. */
public final class Credentials {

  private final String username;
  private final char[] password;

  private Credentials(String username, char[] password) {
    this.username = Objects.requireNonNull(username, "username");
    this.password = password.clone();
    if (username.isEmpty()) {
      throw new IllegalArgumentException("credentials need a user name");
    }
  }

  /**
   * Credentials of a user name and a password.
   *
   * @param username the authentication user, which need not be the extension
   * @param password possibly empty
   * @return the credentials
   */
  public static Credentials of(String username, String password) {
    return new Credentials(username, password.toCharArray());
  }

  /**
   * Credentials of a user name and a password that the caller can wipe afterwards.
   *
   * @param username the authentication user, which need not be the extension
   * @param password copied; possibly empty
   * @return the credentials
   */
  public static Credentials of(String username, char[] password) {
    return new Credentials(username, password);
  }

  /**
   * The authentication user.
   *
   * @return never empty
   */
  public String username() {
    return username;
  }

  /**
   * The password.
   *
   * @return a copy, for the caller to wipe
   */
  public char[] password() {
    return password.clone();
  }

  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
