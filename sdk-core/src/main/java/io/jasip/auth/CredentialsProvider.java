package io.jasip.auth;

import org.jspecify.annotations.Nullable;

/**
 * Gives credentials when a server asks for them: a password that a person types, or a token that
 * lives for an hour. What it gave is kept for the realm until the server refuses it. A provider
 * that has no other credentials than those that were {@link CredentialsRequest#rejected() rejected}
 * gives null.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /**
   * Gives credentials. Called on the application's executor; may block, which delays further events
   * and is at last given up when the request would have timed out (32 s). An exception counts as
   * null.
   *
   * @param request who asks for what
   * @return null to leave the request refused
   */
  @Nullable Credentials credentials(CredentialsRequest request);
}
