package io.jasip.internal.auth;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One challenge that wants a bearer token (RFC 8898 section 4).
 *
 * @param realm the protection space; {@code ""} if the server names none
 * @param authorizationServer null if the server does not say
 * @param scope null if the server does not say
 */
record BearerChallenge(String realm, @Nullable String authorizationServer, @Nullable String scope) {

  static List<BearerChallenge> parse(String value) {
    return AuthenticateHeader.parse(value).stream()
        .filter(each -> each.is("Bearer"))
        .map(
            each ->
                new BearerChallenge(
                    each.parameters().getOrDefault("realm", ""),
                    each.parameters().get("authz_server"),
                    each.parameters().get("scope")))
        .toList();
  }
}
