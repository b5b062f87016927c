package io.jasip;

import io.jasip.sip.SipUri;

/** Makes the address of record of what a user is called. */
final class AccountAddress {

  private AccountAddress() {}

  /**
   * The address of an extension at a domain, or of a whole address.
   *
   * @throws IllegalArgumentException if it is neither; the message names it
   */
  static SipUri of(String name, String domain) {
    String text = name.startsWith("sip:") || name.startsWith("sips:") ? name : "sip:" + name;
    if (text.indexOf('@') < 0) {
      text += "@" + domain;
    }
    SipUri address;
    try {
      address = SipUri.parse(text).bare();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "user \""
              + name.replaceAll("\\p{Cntrl}", "?")
              + "\" is not an address: "
              + e.getMessage(),
          e);
    }
    if (address.user() == null) {
      throw new IllegalArgumentException("user \"" + name + "\" names no user before its \"@\"");
    }
    return address;
  }
}
