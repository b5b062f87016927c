package io.jasip.sip;

import java.util.Set;

/**
 * A SIP method (RFC 3261 section 7.1). Methods are case-sensitive tokens and extensible, so this is
 * not an enum.
 *
 * @param name the token, such as {@code INVITE}
 */
public record SipMethod(String name) {

  /** Confirms the final response to an INVITE. */
  public static final SipMethod ACK = new SipMethod("ACK");

  /** Ends a session. */
  public static final SipMethod BYE = new SipMethod("BYE");

  /** Withdraws a pending INVITE. */
  public static final SipMethod CANCEL = new SipMethod("CANCEL");

  /** Carries mid-session information (RFC 6086). */
  public static final SipMethod INFO = new SipMethod("INFO");

  /** Sets up or changes a session. */
  public static final SipMethod INVITE = new SipMethod("INVITE");

  /** Carries an instant message (RFC 3428). */
  public static final SipMethod MESSAGE = new SipMethod("MESSAGE");

  /** Reports an event (RFC 6665). */
  public static final SipMethod NOTIFY = new SipMethod("NOTIFY");

  /** Asks for capabilities. */
  public static final SipMethod OPTIONS = new SipMethod("OPTIONS");

  /** Acknowledges a reliable provisional response (RFC 3262). */
  public static final SipMethod PRACK = new SipMethod("PRACK");

  /** Publishes event state (RFC 3903). */
  public static final SipMethod PUBLISH = new SipMethod("PUBLISH");

  /** Asks the peer to contact a third party (RFC 3515). */
  public static final SipMethod REFER = new SipMethod("REFER");

  /** Binds an address of record to a contact. */
  public static final SipMethod REGISTER = new SipMethod("REGISTER");

  /** Asks for event reports (RFC 6665). */
  public static final SipMethod SUBSCRIBE = new SipMethod("SUBSCRIBE");

  /** Changes a session before or after it is established (RFC 3311). */
  public static final SipMethod UPDATE = new SipMethod("UPDATE");

  private static final Set<String> KNOWN =
      Set.of(
          "ACK",
          "BYE",
          "CANCEL",
          "INFO",
          "INVITE",
          "MESSAGE",
          "NOTIFY",
          "OPTIONS",
          "PRACK",
          "PUBLISH",
          "REFER",
          "REGISTER",
          "SUBSCRIBE",
          "UPDATE");

  /**
   * Checks that the name is a token.
   *
   * @param name the token, such as {@code INVITE}
   */
  public SipMethod {
    if (!Tokens.isToken(name)) {
      throw new IllegalArgumentException(
          "SIP method \"" + name + "\" is not a token (RFC 3261 25.1)");
    }
  }

  /**
   * Whether it is one of the methods of this class, and not somebody's own.
   *
   * @return true if so
   */
  public boolean isKnown() {
    return KNOWN.contains(name);
  }

  @Override
  public String toString() {
    return name;
  }
}
