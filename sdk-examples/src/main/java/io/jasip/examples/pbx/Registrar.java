package io.jasip.examples.pbx;

import io.jasip.internal.core.UserAgentCore;
import io.jasip.internal.message.ResponseBuilder;
import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipRequest;
import io.jasip.sip.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps who is where (RFC 3261 section 10.3): one contact per user. The caller has verified who
 * asks. On the loop.
 */
final class Registrar {

  private static final int LONGEST = 3600;
  private static final Pattern EXPIRES = Pattern.compile("(?i);\\s*expires\\s*=\\s*([0-9]{1,9})");

  private final Map<String, Binding> bindings = new HashMap<>();

  /** Where a user is: the contact as the user wrote it, and the connection that it came over. */
  private record Binding(String contact, UserAgentCore connection, int expires) {}

  /** Answers a REGISTER of a user whose credentials were right. */
  void register(UserAgentCore connection, ServerTransaction transaction, String user) {
    SipRequest request = transaction.request();
    if (!user.equals(request.to().uri().user())) {
      connection.refuse(transaction, StatusCode.FORBIDDEN);
      return;
    }
    List<String> contacts = request.headers().all("Contact");
    for (String contact : contacts) {
      int expires = expires(request, contact);
      if (contact.strip().equals("*") || expires == 0) {
        bindings.remove(user);
      } else {
        String bare = EXPIRES.matcher(contact).replaceAll("");
        bindings.put(user, new Binding(bare, connection, expires));
      }
    }
    ResponseBuilder response = connection.response(transaction, StatusCode.OK);
    Binding bound = bindings.get(user);
    if (bound != null) {
      response.header("Contact", bound.contact() + ";expires=" + bound.expires());
    }
    transaction.respond(response.build());
  }

  /**
   * What is asked for by the contact, or else by Expires, or else an hour; never more than that.
   */
  private static int expires(SipRequest request, String contact) {
    Matcher parameter = EXPIRES.matcher(contact);
    String asked = parameter.find() ? parameter.group(1) : request.header("Expires").orElse("");
    return asked.strip().matches("[0-9]{1,9}")
        ? Math.min(Integer.parseInt(asked.strip()), LONGEST)
        : LONGEST;
  }

  /** Forgets the users of a connection that is gone. */
  void forget(UserAgentCore connection) {
    bindings.values().removeIf(binding -> binding.connection() == connection);
  }

  /** How many users are registered. */
  int size() {
    return bindings.size();
  }
}
