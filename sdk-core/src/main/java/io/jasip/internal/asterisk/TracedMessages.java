package io.jasip.internal.asterisk;

import io.jasip.fault.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the SIP messages that {@code pjsip set logger on} prints, header by header. */
final class TracedMessages {

  private enum Direction {
    UNKNOWN,
    SENT,
    FROM_WEBSOCKET,
    FROM_OTHERS
  }

  /** A refusal that was seen. */
  record Seen(String rule, @Nullable Fault fault, List<String> values) {}

  private static final Pattern STATUS = Pattern.compile("^SIP/2\\.0 (\\d{3})\\b");
  private static final Pattern REQUEST = Pattern.compile("^([A-Z]+) sips?:\\S+ SIP/2\\.0");
  private static final Pattern HEADER = Pattern.compile("^([A-Za-z-]+)\\s*:\\s*(.*)$");
  private static final Pattern CAUSE = Pattern.compile("cause\\s*=\\s*(\\d+)");

  /** What stands before a message, of PJSIP and of chan_sip; the group is who sent it. */
  private static final Pattern MARKER =
      Pattern.compile(
          "<--- (?:(?:Received SIP \\w+ .*?|SIP read )from (\\w+):|(?:Reliably )?Transmitting)");

  private static final int MOST_DIALOGS = 1000;

  /** By Call-ID: whether the last REGISTER or INVITE came with an answer to a challenge. */
  private final Map<String, Boolean> authorized =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_DIALOGS;
        }
      };

  private Direction next = Direction.UNKNOWN;
  private Direction direction = Direction.UNKNOWN;
  private boolean inMessage;
  private int status;
  private String method = "";
  private String callId = "";
  private String cause = "";
  private boolean authorization;
  private boolean stale;

  /** Takes a line without its prefix; at the end of a message, says what it means. */
  Optional<Seen> take(String line) {
    Matcher marker = MARKER.matcher(line);
    if (marker.find()) {
      Optional<Seen> before = end();
      String from = marker.group(1);
      next =
          from == null
              ? Direction.SENT
              : from.startsWith("WS") ? Direction.FROM_WEBSOCKET : Direction.FROM_OTHERS;
      return before;
    }
    Matcher status = STATUS.matcher(line);
    Matcher request = REQUEST.matcher(line);
    if (status.find()) {
      Optional<Seen> before = end();
      begin(Integer.parseInt(status.group(1)), "");
      return before;
    }
    if (request.find()) {
      Optional<Seen> before = end();
      begin(0, request.group(1));
      return before;
    }
    if (!inMessage) {
      return Optional.empty();
    }
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      header(header.group(1).toLowerCase(Locale.ROOT), header.group(2));
      return Optional.empty();
    }
    return end();
  }

  /** The log is over. */
  Optional<Seen> end() {
    if (!inMessage) {
      return Optional.empty();
    }
    inMessage = false;
    return status == 0 ? request() : response();
  }

  private void begin(int newStatus, String newMethod) {
    direction = next;
    next = Direction.UNKNOWN;
    inMessage = true;
    status = newStatus;
    method = newMethod;
    callId = "";
    cause = "";
    authorization = false;
    stale = false;
  }

  private void header(String name, String value) {
    switch (name) {
      case "call-id", "i" -> callId = value;
      case "cseq" -> method = value.replaceAll("^\\d+\\s+", "").trim();
      case "authorization" -> authorization = true;
      case "www-authenticate" -> stale = value.toLowerCase(Locale.ROOT).contains("stale=true");
      case "reason" -> {
        Matcher matcher = CAUSE.matcher(value);
        cause = matcher.find() ? matcher.group(1) : "";
      }
      default -> {}
    }
  }

  private Optional<Seen> request() {
    if (method.equals("REGISTER") || method.equals("INVITE")) {
      authorized.put(callId, authorization);
    }
    if (method.equals("BYE") && cause.equals("44")) {
      return Optional.of(new Seen("sip-bye-44", Fault.HANGUP_FOR_LACK_OF_RTP, List.of()));
    }
    return Optional.empty();
  }

  private Optional<Seen> response() {
    if (direction == Direction.FROM_WEBSOCKET && status == 488 && method.equals("INVITE")) {
      return Optional.of(
          new Seen("sip-refused-by-client", Fault.ENDPOINT_NOT_WEBRTC, List.of("488")));
    }
    if (direction == Direction.FROM_WEBSOCKET || direction == Direction.FROM_OTHERS) {
      return Optional.empty(); // what a phone or a trunk refused is passed on in an own answer
    }
    if (status < 400 || (status == 401 && (stale || !authorized.getOrDefault(callId, false)))) {
      return Optional.empty();
    }
    Fault fault =
        switch (method) {
          case "REGISTER" -> ofRegister();
          case "INVITE" -> ofInvite();
          default -> null;
        };
    boolean known = method.equals("REGISTER") || method.equals("INVITE");
    return known
        ? Optional.of(new Seen("sip-refused", fault, List.of(method, String.valueOf(status))))
        : Optional.empty();
  }

  private @Nullable Fault ofRegister() {
    return switch (status) {
      case 401 -> Fault.CREDENTIALS_REFUSED;
      case 403 -> Fault.REGISTRATION_FORBIDDEN;
      case 404 -> Fault.AOR_NAME_MISMATCH;
      case 423 -> Fault.REGISTRATION_TOO_BRIEF;
      default -> Fault.REGISTRATION_REFUSED;
    };
  }

  private @Nullable Fault ofInvite() {
    return switch (status) {
      case 401 -> Fault.CREDENTIALS_REFUSED;
      case 403 -> cause.equals("21") ? Fault.CALLEE_DECLINED : Fault.CALL_FORBIDDEN;
      case 404 -> cause.equals("3") ? Fault.CALLEE_OFFLINE : Fault.NUMBER_NOT_FOUND;
      case 422 -> Fault.SESSION_INTERVAL_TOO_SMALL;
      case 480 -> Fault.CALLEE_OFFLINE;
      case 486, 600 -> Fault.CALLEE_BUSY;
      case 487 -> null; // the caller gave up
      case 488 -> Fault.ENDPOINT_NOT_WEBRTC;
      case 400, 415, 420 -> Fault.OFFER_REJECTED;
      case 500 -> cause.isEmpty() ? Fault.TRANSPORT_NAME_MISSING : Fault.SIP_SERVER_ERROR;
      case 503 ->
          switch (cause) {
            case "" -> Fault.SERVER_STOPPING;
            case "0", "3", "27", "34", "38", "41", "44", "47" -> Fault.DESTINATION_UNAVAILABLE;
            default -> Fault.SERVER_CONGESTED;
          };
      case 603 ->
          switch (cause) {
            case "16" -> Fault.NOBODY_ANSWERED;
            case "0" -> Fault.DIALPLAN_ENDED;
            default -> Fault.CALLEE_DECLINED;
          };
      default -> Fault.CALL_REFUSED;
    };
  }
}
