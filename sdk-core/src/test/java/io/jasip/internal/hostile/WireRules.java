package io.jasip.internal.hostile;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks at all that a user agent sends, and notes what RFC 3261 does not allow it. */
final class WireRules {

  private static final Pattern BRANCH = Pattern.compile("branch=([^;\\s]*)");

  private final List<String> broken;
  private final Map<String, String> finals = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<String> answeredInvites = new HashSet<>();
  private final Set<String> invites = new HashSet<>();
  private final Set<String> cancelled = new HashSet<>();

  /**
   * Begins.
   *
   * @param broken takes what is wrong, a sentence each
   */
  WireRules(List<String> broken) {
    this.broken = broken;
  }

  /**
   * The server has sent a message. If it is a request that it has sent before, the transaction may
   * be over by now, and then it is a new one: on a reliable transport timers I and J are zero.
   */
  void asked(String message) {
    Matcher branch = BRANCH.matcher(message);
    if (branch.find()) {
      finals.keySet().removeIf(transaction -> transaction.startsWith(branch.group(1) + " "));
    }
  }

  /** The server has sent a response to an INVITE of the user agent. */
  void answered(SipRequest invite) {
    answeredInvites.add(branch(invite));
  }

  /** The user agent has sent a message. */
  void sent(SipMessage message) {
    if (message instanceof SipResponse response) {
      response(response);
    } else if (message instanceof SipRequest request) {
      request(request);
    }
  }

  private void response(SipResponse response) {
    if (response.isProvisional()) {
      return;
    }
    String transaction =
        branch(response) + " " + response.via().sentBy() + " " + response.cSeq().method();
    String line = response.startLine() + " " + response.to();
    String before = finals.putIfAbsent(transaction, line);
    if (before != null && !before.equals(line)) {
      broken.add(transaction + " was answered by " + before + " and by " + line);
    }
  }

  private void request(SipRequest request) {
    if (request.is(SipMethod.ACK)) {
      return;
    }
    String branch = branch(request);
    if (request.is(SipMethod.CANCEL)) {
      if (!invites.contains(branch)) {
        broken.add("a CANCEL for no INVITE: " + branch);
      }
      if (!answeredInvites.contains(branch)) {
        broken.add("a CANCEL before any response (RFC 3261 section 9.1): " + branch);
      }
      if (!cancelled.add(branch)) {
        broken.add("a second CANCEL of " + branch);
      }
      return;
    }
    if (request.is(SipMethod.INVITE)) {
      invites.add(branch);
    }
    String dialog = request.callId() + " " + request.to().tag().orElse("");
    Long before = sequences.put(dialog, request.cSeq().number());
    if (before != null && before >= request.cSeq().number()) {
      broken.add(
          "CSeq " + request.cSeq() + " after " + before + " in " + dialog + " (section 12.2.1.1)");
    }
  }

  private static String branch(SipMessage message) {
    return message.via().branch().orElse("");
  }
}
