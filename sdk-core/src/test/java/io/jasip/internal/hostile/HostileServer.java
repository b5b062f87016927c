package io.jasip.internal.hostile;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import io.jasip.testkit.Sdp;
import io.jasip.testkit.VirtualLoop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the messages of a server and of the phones behind it, right ones and wrong ones. It
 * remembers what the user agent has sent, so that what it writes comes close to what fits.
 */
final class HostileServer {

  private static final int MEMORY = 8;
  private static final String CONTACT = "Contact: <sip:bob@phone.example;transport=ws>";

  private final FrameServer wire;
  private WireRules rules;
  private final List<SipRequest> asked = new ArrayList<>();
  private final List<Leg> legs = new ArrayList<>();
  private final List<SipMessage> sent = new ArrayList<>();
  private String last = "";
  private int numbers;

  /** A dialog of the user agent, or what may become one. */
  static final class Leg {
    final String callId;
    final @Nullable SipRequest theirInvite;
    String ourTag;
    String theirTag;
    String branch = "";
    String rAck = "1 1 INVITE";
    long sequence;

    Leg(String callId, @Nullable SipRequest theirInvite, String ourTag, String theirTag) {
      this.callId = callId;
      this.theirInvite = theirInvite;
      this.ourTag = ourTag;
      this.theirTag = theirTag;
    }
  }

  HostileServer(VirtualLoop loop, List<String> broken) {
    this.rules = new WireRules(broken);
    this.wire = new FrameServer(loop, this::heard);
  }

  FrameServer wire() {
    return wire;
  }

  /** All that the user agent has sent since it was asked last. */
  List<SipMessage> drain() {
    List<SipMessage> all = List.copyOf(sent);
    sent.clear();
    return all;
  }

  private void heard(SipMessage message) {
    rules.sent(message);
    sent.add(message);
    if (message instanceof SipRequest request && !request.is(SipMethod.ACK)) {
      asked.add(request);
      if (asked.size() > MEMORY) {
        asked.remove(0);
      }
      if (request.is(SipMethod.INVITE) && request.to().tag().isEmpty()) {
        add(new Leg(request.callId(), request, "", request.from().tag().orElse("")));
      }
    } else if (message instanceof SipResponse response && response.to().tag().isPresent()) {
      legs.stream()
          .filter(leg -> leg.callId.equals(response.callId()) && leg.theirInvite == null)
          .forEach(leg -> answered(leg, response));
    }
  }

  private static void answered(Leg leg, SipResponse response) {
    leg.theirTag = response.to().tag().orElse("");
    response.header("RSeq").ifPresent(number -> leg.rAck = number + " " + response.cSeq());
  }

  private void add(Leg leg) {
    legs.add(leg);
    if (legs.size() > MEMORY) {
      legs.remove(0);
    }
  }

  /** A recent request of the user agent, counted from the newest; null if there was none. */
  @Nullable SipRequest asked(int back) {
    return asked.isEmpty() ? null : asked.get(asked.size() - 1 - back % asked.size());
  }

  /** A recent leg, counted from the newest; null if there was none. */
  @Nullable Leg leg(int back) {
    return legs.isEmpty() ? null : legs.get(legs.size() - 1 - back % legs.size());
  }

  /** From now on nobody looks whether what the user agent sends fits what it was sent. */
  void sendsNonsense() {
    rules = new WireRules(new ArrayList<>());
  }

  /** Sends the last message once more. */
  void repeat() {
    write(last);
  }

  private void write(String text) {
    last = text;
    rules.asked(text);
    wire.send(text);
  }

  void send(List<String> lines, @Nullable String body) {
    List<String> all = new ArrayList<>(lines);
    if (body != null) {
      all.add("Content-Type: application/sdp");
    }
    all.add("");
    write(String.join("\r\n", all) + "\r\n" + (body == null ? "" : body));
  }

  String sdp() {
    return Sdp.audio("bob", 1, ++numbers, "sendrecv");
  }

  /**
   * Answers a request of the user agent.
   *
   * @param flaw 0 for none; others change a tag, the CSeq, the branch, the body, the Contact
   */
  void answer(SipRequest request, int status, int flaw) {
    String tag = request.to().tag().isPresent() ? "" : ";tag=bob" + (flaw == 1 ? ++numbers : "");
    boolean invite = request.is(SipMethod.INVITE);
    List<String> lines = new ArrayList<>();
    lines.add("SIP/2.0 " + status + " As It Likes");
    String via = request.header("Via").orElse("");
    lines.add("Via: " + (flaw == 2 ? via.replace("z9hG4bK", "z9hG4bKx") : via));
    lines.add("From: " + request.header("From").orElse("") + (flaw == 3 ? "x" : ""));
    lines.add("To: " + request.header("To").orElse("") + (flaw == 4 ? "" : tag));
    lines.add("Call-ID: " + request.callId());
    long number = request.cSeq().number() + (flaw == 5 ? 1 : 0);
    lines.add("CSeq: " + number + " " + (flaw == 6 ? "INFO" : request.method().name()));
    switch (status) {
      case 401 -> lines.add("WWW-Authenticate: Digest realm=\"pbx\", nonce=\"n" + ++numbers + "\"");
      case 407 ->
          lines.add(
              "Proxy-Authenticate: Digest realm=\"pbx\", qop=\"auth\", nonce=\"n" + numbers + "\"");
      case 423 -> lines.add("Min-Expires: " + (600 + ++numbers));
      case 301, 302 -> lines.add("Contact: <sip:carol@pbx.example>");
      default -> {
        if (flaw != 7) {
          lines.add(flaw == 8 ? "Contact: <sip:" : CONTACT);
        }
      }
    }
    if (request.is(SipMethod.REGISTER) && status == 200) {
      lines.add("Expires: " + (flaw == 9 ? "0" : "60"));
    }
    if (invite && flaw != 2 && flaw != 6) {
      rules.answered(request);
    }
    if (invite && status / 100 != 1) {
      legs.stream()
          .filter(leg -> leg.callId.equals(request.callId()) && leg.ourTag.isEmpty())
          .forEach(leg -> leg.ourTag = "bob");
    }
    boolean described = invite && status / 100 <= 2 && status > 100 && flaw != 9;
    send(lines, described ? sdp() : null);
  }

  /** A reliable provisional response to an INVITE of the user agent (RFC 3262). */
  void answerReliably(SipRequest invite, long number) {
    List<String> lines = new ArrayList<>();
    lines.add("SIP/2.0 183 Session Progress");
    for (String name : List.of("Via", "From", "To", "Call-ID", "CSeq")) {
      boolean tag = name.equals("To") && invite.to().tag().isEmpty();
      lines.add(name + ": " + invite.header(name).orElse("") + (tag ? ";tag=bob" : ""));
    }
    lines.addAll(List.of(CONTACT, "Require: 100rel", "RSeq: " + number));
    rules.answered(invite);
    send(lines, number == 1 ? null : sdp());
  }

  /** Calls the user agent. */
  void invite(String target, boolean withOffer, String... more) {
    Leg leg = new Leg("in" + ++numbers, null, "bob" + numbers, "");
    leg.branch = "z9hG4bKin" + numbers;
    leg.sequence = 1;
    add(leg);
    List<String> lines = lines(leg, "INVITE", target, 1, leg.branch);
    lines.addAll(List.of(more));
    send(lines, withOffer ? sdp() : null);
  }

  /** CANCEL of an INVITE of ours. */
  void cancel(Leg leg, String target) {
    Leg early = new Leg(leg.callId, null, leg.ourTag, "");
    send(lines(early, "CANCEL", target, 1, leg.branch), null);
  }

  /**
   * A request in a dialog.
   *
   * @param flaw 0 for none; up to 4 a wrong tag, CSeq or branch; 5 an INVITE without an offer; 6
   *     another request with one
   */
  void inDialog(Leg leg, String method, String target, int flaw, String... more) {
    Leg as = new Leg(leg.callId, null, leg.ourTag, flaw == 1 ? "nobody" : leg.theirTag);
    long number = method.equals("ACK") ? Math.max(1, leg.sequence) : ++leg.sequence;
    String branch = flaw == 3 ? leg.branch : "z9hG4bKd" + ++numbers;
    List<String> lines =
        lines(as, method, target, flaw == 2 ? 0 : flaw == 4 ? 4_294_967_295L : number, branch);
    lines.addAll(List.of(more));
    send(lines, (method.equals("INVITE") && flaw != 5) || flaw == 6 ? sdp() : null);
  }

  /** A request outside of any dialog. */
  void stray(String method, String target, String... more) {
    Leg nobody = new Leg("stray" + ++numbers, null, "stray", "");
    List<String> lines = lines(nobody, method, target, 1, "z9hG4bKs" + numbers);
    lines.addAll(List.of(more));
    send(lines, null);
  }

  private static List<String> lines(
      Leg leg, String method, String target, long number, String branch) {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " SIP/2.0");
    lines.add("Via: SIP/2.0/WSS pbx.example;branch=" + branch);
    lines.add("Max-Forwards: 70");
    lines.add("From: \"Bob\" <sip:bob@pbx.example>;tag=" + leg.ourTag);
    lines.add(
        "To: <sip:alice@pbx.example>" + (leg.theirTag.isEmpty() ? "" : ";tag=" + leg.theirTag));
    lines.add("Call-ID: " + leg.callId);
    lines.add("CSeq: " + number + " " + method);
    lines.add(CONTACT);
    return lines;
  }
}
