package io.jasip.examples.dialer;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the dialer tells the shell. */
public enum ExitCode {
  /** Done as asked. */
  OK(0, "done as asked"),
  /** A fault in the dialer. */
  FAULT(1, "anything else"),
  /** An option, argument or file of the user is not usable. */
  USAGE(2, "wrong usage, or a file that cannot be read or written"),
  /** The server cannot be reached. */
  CANNOT_CONNECT(3, "cannot connect: DNS, TCP, HTTP or WebSocket"),
  /** The server's certificate is not trusted, or TLS failed otherwise. */
  TLS_REFUSED(4, "TLS refused: certificate, host name or version"),
  /** The server did not take the registration. */
  REGISTRATION_REFUSED(5, "registration refused"),
  /** The call was refused, or nobody answered or called. */
  CALL_REFUSED(6, "call refused or not answered; no call came"),
  /** No media: native library, device, ICE or DTLS. */
  NO_MEDIA(7, "no media: native library, device, ICE or DTLS"),
  /** Ctrl-C, after hanging up in order. */
  INTERRUPTED(130, "Ctrl-C, after hanging up and unregistering");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /**
   * What the shell sees.
   *
   * @return 0 to 255
   */
  public int code() {
    return code;
  }

  /** Whether {@code dialer doctor} finds out more. */
  boolean isForTheDoctor() {
    return switch (this) {
      case CANNOT_CONNECT, TLS_REFUSED, REGISTRATION_REFUSED, NO_MEDIA -> true;
      case OK, FAULT, USAGE, CALL_REFUSED, INTERRUPTED -> false;
    };
  }

  /** Codes and meanings, for the help text. */
  static Map<String, String> table() {
    Map<String, String> table = new LinkedHashMap<>();
    for (ExitCode each : values()) {
      table.put(String.valueOf(each.code), each.meaning);
    }
    return table;
  }
}
