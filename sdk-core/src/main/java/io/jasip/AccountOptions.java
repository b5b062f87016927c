package io.jasip;

import io.jasip.auth.Credentials;
import io.jasip.auth.CredentialsProvider;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who an account of {@link UA#addAccount} is. Immutable. */
public final class AccountOptions {

  private final String user;
  private final @Nullable String domain;
  private final @Nullable String displayName;
  private final @Nullable String password;
  private final @Nullable Credentials credentials;
  private final @Nullable CredentialsProvider credentialsProvider;
  private final @Nullable RegistrationOptions registration;

  private AccountOptions(Builder builder) {
    this.user = builder.user;
    this.domain = builder.domain;
    this.displayName = builder.displayName;
    this.password = builder.password;
    this.credentials = builder.credentials;
    this.credentialsProvider = builder.credentialsProvider;
    this.registration = builder.registration;
  }

  /**
   * A user with a password, and nothing else that differs from the user agent.
   *
   * @param user the extension such as {@code 251}, or an address such as {@code
   *     251@pbx.example.com}
   * @param password of the user, whose name for authentication is the extension
   * @return the options
   */
  public static AccountOptions of(String user, String password) {
    return builder(user).password(password).build();
  }

  /**
   * Begins.
   *
   * @param user the extension such as {@code 251}, or an address such as {@code
   *     251@pbx.example.com}
   * @return a builder that needs nothing else
   */
  public static Builder builder(String user) {
    return new Builder(user);
  }

  /** The account's address, whose domain is that of the user agent unless it says another. */
  NameAddr address(SipUri ua) {
    String port = ua.port() > 0 ? ":" + ua.port() : "";
    String home = domain == null ? ua.host() + port : domain;
    return new NameAddr(displayName, AccountAddress.of(user.strip(), home), SipParameters.NONE);
  }

  @Nullable Credentials credentials(SipUri address) {
    return credentials == null && password != null
        ? Credentials.of(String.valueOf(address.user()), password)
        : credentials;
  }

  @Nullable CredentialsProvider credentialsProvider() {
    return credentialsProvider;
  }

  @Nullable RegistrationOptions registration() {
    return registration;
  }

  /** Collects options. Not for use by several threads at once. */
  public static final class Builder {

    private final String user;
    private @Nullable String domain;
    private @Nullable String displayName;
    private @Nullable String password;
    private @Nullable Credentials credentials;
    private @Nullable CredentialsProvider credentialsProvider;
    private @Nullable RegistrationOptions registration;

    private Builder(String user) {
      this.user = Objects.requireNonNull(user, "user");
    }

    /**
     * Sets the domain of the address of record.
     *
     * @param host the default is that of the user agent's
     * @return this
     */
    public Builder domain(String host) {
      this.domain = Objects.requireNonNull(host, "host");
      return this;
    }

    /**
     * Sets the name that callees see.
     *
     * @param name plain text; the default is none
     * @return this
     */
    public Builder displayName(String name) {
      this.displayName = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets the password of the user, where the authentication user is the extension.
     *
     * @param secret the password; the default is none: a challenge is then a failure
     * @return this
     */
    public Builder password(String secret) {
      this.password = Objects.requireNonNull(secret, "secret");
      return this;
    }

    /**
     * Sets the credentials, where the authentication user differs from the extension.
     *
     * @param userAndPassword the default is none
     * @return this
     */
    public Builder credentials(Credentials userAndPassword) {
      this.credentials = Objects.requireNonNull(userAndPassword, "userAndPassword");
      return this;
    }

    /**
     * Sets who is asked for credentials that are not given here.
     *
     * @param provider the default is nobody, also when the user agent has one
     * @return this
     */
    public Builder credentialsProvider(CredentialsProvider provider) {
      this.credentialsProvider = Objects.requireNonNull(provider, "provider");
      return this;
    }

    /**
     * Sets what is particular to the registration.
     *
     * @param options the default are those of the user agent
     * @return this
     */
    public Builder registration(RegistrationOptions options) {
      this.registration = Objects.requireNonNull(options, "options");
      return this;
    }

    /**
     * Finishes.
     *
     * @return the options
     */
    public AccountOptions build() {
      return new AccountOptions(this);
    }
  }
}
