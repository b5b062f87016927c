package io.jasip.auth;

import org.jspecify.annotations.Nullable;

/**
 * A server asks who the user agent is.
 *
 * @param realm the protection space, as the server names it
 * @param proxy whether a proxy asks (407), not the server itself (401)
 * @param bearer whether a bearer token is asked for (RFC 8898), not a password
 * @param authorizationServer where the server wants the token to come from; null if it does not say
 * @param scope of the token; null if the server does not say
 * @param rejected the credentials that the server has just refused, or that are not for this realm,
 *     and which are not worth giving again; null at first
 */
public record CredentialsRequest(
    String realm,
    boolean proxy,
    boolean bearer,
    @Nullable String authorizationServer,
    @Nullable String scope,
    @Nullable Credentials rejected) {}
