package io.jasip.internal.call;

import io.jasip.CallOptions;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipParameters;
import io.jasip.sip.SipUri;

/**
 * Who an INVITE of ours says that it is of (RFC 3323 section 4.1, RFC 3325 section 9.2).
 *
 * @param from without a tag
 * @param headers what else says it
 */
record Caller(NameAddr from, SipHeaders headers) {

  static Caller of(NameAddr account, CallOptions options) {
    SipHeaders preferred =
        SipHeaders.builder().add("P-Preferred-Identity", "<" + account.uri() + ">").build();
    if (options.anonymous()) {
      SipUri nobody = SipUri.of("anonymous", "anonymous.invalid");
      return new Caller(
          new NameAddr("Anonymous", nobody, SipParameters.NONE),
          preferred.toBuilder().add("Privacy", "id").build());
    }
    String name = options.fromDisplayName();
    NameAddr shown =
        new NameAddr(
            name == null ? account.displayName() : name, account.uri(), account.parameters());
    String user = options.fromUser();
    if (user == null) {
      return new Caller(shown, SipHeaders.NONE);
    }
    SipUri other = SipUri.parse(account.uri().scheme() + ":" + user + "@" + account.uri().host());
    return new Caller(new NameAddr(shown.displayName(), other, shown.parameters()), preferred);
  }
}
