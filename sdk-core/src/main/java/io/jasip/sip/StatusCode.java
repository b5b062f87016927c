package io.jasip.sip;

import java.util.Map;

/** Response codes (RFC 3261 section 21 and its extensions) and their usual reason phrases. */
public final class StatusCode {

  /** 100 Trying. */
  public static final int TRYING = 100;

  /** 180 Ringing. */
  public static final int RINGING = 180;

  /** 183 Session Progress. */
  public static final int SESSION_PROGRESS = 183;

  /** 200 OK. */
  public static final int OK = 200;

  /** 202 Accepted. */
  public static final int ACCEPTED = 202;

  /** 400 Bad Request. */
  public static final int BAD_REQUEST = 400;

  /** 401 Unauthorized. */
  public static final int UNAUTHORIZED = 401;

  /** 403 Forbidden. */
  public static final int FORBIDDEN = 403;

  /** 404 Not Found. */
  public static final int NOT_FOUND = 404;

  /** 405 Method Not Allowed. */
  public static final int METHOD_NOT_ALLOWED = 405;

  /** 407 Proxy Authentication Required. */
  public static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  /** 408 Request Timeout. */
  public static final int REQUEST_TIMEOUT = 408;

  /** 412 Conditional Request Failed. */
  public static final int CONDITIONAL_REQUEST_FAILED = 412;

  /** 415 Unsupported Media Type. */
  public static final int UNSUPPORTED_MEDIA_TYPE = 415;

  /** 416 Unsupported URI Scheme. */
  public static final int UNSUPPORTED_URI_SCHEME = 416;

  /** 420 Bad Extension. */
  public static final int BAD_EXTENSION = 420;

  /** 423 Interval Too Brief. */
  public static final int INTERVAL_TOO_BRIEF = 423;

  /** 430, RFC 5626 section 11.5. */
  public static final int FLOW_FAILED = 430;

  /** 439, RFC 5626 section 11.6. */
  public static final int FIRST_HOP_LACKS_OUTBOUND_SUPPORT = 439;

  /** 480 Temporarily Unavailable. */
  public static final int TEMPORARILY_UNAVAILABLE = 480;

  /** 481 Call/Transaction Does Not Exist. */
  public static final int CALL_DOES_NOT_EXIST = 481;

  /** 482 Loop Detected. */
  public static final int LOOP_DETECTED = 482;

  /** 484 Address Incomplete. */
  public static final int ADDRESS_INCOMPLETE = 484;

  /** 486 Busy Here. */
  public static final int BUSY_HERE = 486;

  /** 487 Request Terminated. */
  public static final int REQUEST_TERMINATED = 487;

  /** 488 Not Acceptable Here. */
  public static final int NOT_ACCEPTABLE_HERE = 488;

  /** 489 Bad Event. */
  public static final int BAD_EVENT = 489;

  /** 491 Request Pending. */
  public static final int REQUEST_PENDING = 491;

  /** 500 Server Internal Error. */
  public static final int SERVER_INTERNAL_ERROR = 500;

  /** 501 Not Implemented. */
  public static final int NOT_IMPLEMENTED = 501;

  /** 503 Service Unavailable. */
  public static final int SERVICE_UNAVAILABLE = 503;

  /** 504 Server Time-out. */
  public static final int SERVER_TIMEOUT = 504;

  /** 600 Busy Everywhere. */
  public static final int BUSY_EVERYWHERE = 600;

  /** 603 Decline. */
  public static final int DECLINE = 603;

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(100, "Trying"),
          Map.entry(180, "Ringing"),
          Map.entry(181, "Call Is Being Forwarded"),
          Map.entry(182, "Queued"),
          Map.entry(183, "Session Progress"),
          Map.entry(200, "OK"),
          Map.entry(202, "Accepted"),
          Map.entry(300, "Multiple Choices"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Moved Temporarily"),
          Map.entry(305, "Use Proxy"),
          Map.entry(380, "Alternative Service"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(402, "Payment Required"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(407, "Proxy Authentication Required"),
          Map.entry(408, "Request Timeout"),
          Map.entry(410, "Gone"),
          Map.entry(412, "Conditional Request Failed"),
          Map.entry(413, "Request Entity Too Large"),
          Map.entry(414, "Request-URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(416, "Unsupported URI Scheme"),
          Map.entry(420, "Bad Extension"),
          Map.entry(421, "Extension Required"),
          Map.entry(422, "Session Interval Too Small"),
          Map.entry(423, "Interval Too Brief"),
          Map.entry(430, "Flow Failed"),
          Map.entry(433, "Anonymity Disallowed"),
          Map.entry(439, "First Hop Lacks Outbound Support"),
          Map.entry(480, "Temporarily Unavailable"),
          Map.entry(481, "Call/Transaction Does Not Exist"),
          Map.entry(482, "Loop Detected"),
          Map.entry(483, "Too Many Hops"),
          Map.entry(484, "Address Incomplete"),
          Map.entry(485, "Ambiguous"),
          Map.entry(486, "Busy Here"),
          Map.entry(487, "Request Terminated"),
          Map.entry(488, "Not Acceptable Here"),
          Map.entry(489, "Bad Event"),
          Map.entry(491, "Request Pending"),
          Map.entry(493, "Undecipherable"),
          Map.entry(494, "Security Agreement Required"),
          Map.entry(500, "Server Internal Error"),
          Map.entry(501, "Not Implemented"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Server Time-out"),
          Map.entry(505, "Version Not Supported"),
          Map.entry(513, "Message Too Large"),
          Map.entry(580, "Precondition Failure"),
          Map.entry(600, "Busy Everywhere"),
          Map.entry(603, "Decline"),
          Map.entry(604, "Does Not Exist Anywhere"),
          Map.entry(606, "Not Acceptable"),
          Map.entry(607, "Unwanted"),
          Map.entry(608, "Rejected"));

  private StatusCode() {}

  /**
   * The usual reason phrase.
   *
   * @param code 100 to 699
   * @return the phrase, or the name of the code's class when the code is not known
   */
  public static String reason(int code) {
    String reason = REASONS.get(code);
    if (reason != null) {
      return reason;
    }
    return switch (code / 100) {
      case 1 -> "Session Progress";
      case 2 -> "OK";
      case 3 -> "Redirection";
      case 4 -> "Request Failure";
      case 5 -> "Server Failure";
      default -> "Global Failure";
    };
  }
}
