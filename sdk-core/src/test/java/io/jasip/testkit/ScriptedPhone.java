package io.jasip.testkit;

import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A phone behind a {@link ScriptedServer}, with one call at a time. It does what the test says, in
 * the order in which the test says it, whether RFC 3261 allows that or not.
 *
 * <p>{@code lines} are header fields to add, such as {@code Subject: lunch}; lines after an empty
 * one are the body.
 */
public final class ScriptedPhone {

  private final ScriptedServer server;
  private final String name;
  private @Nullable SipRequest invite;
  private boolean caller;
  private String localTag = "";
  private String remoteTag = "";
  private String target = "";
  private String callee = "";
  private long sequence;
  private int sdpVersion;

  ScriptedPhone(ScriptedServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /**
   * Receives an INVITE, which must be the next message that the user agent sent.
   *
   * @return the INVITE
   */
  public SipRequest takesCall() {
    return takesCall(server.receive(SipMethod.INVITE));
  }

  /**
   * Takes an INVITE that was received before: a proxy has forked it, or asked for credentials.
   *
   * @param received the INVITE
   * @return the INVITE
   */
  public SipRequest takesCall(SipRequest received) {
    invite = received;
    caller = false;
    localTag = name + server.nextId();
    remoteTag = received.from().tag().orElse("");
    callee = received.from().uri().toString();
    target = contact(received.header("Contact").orElse(""));
    sequence = 0;
    return received;
  }

  /**
   * Rings: 180.
   *
   * @param lines more of the response
   * @return the response
   */
  public SipResponse rings(String... lines) {
    return responds(180, lines);
  }

  /**
   * Answers: 200 with a session description.
   *
   * @param lines more header fields of the response
   * @return the response
   */
  public SipResponse answers(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Content-Type: application/sdp");
    all.add("");
    all.add(sdp().stripTrailing());
    return responds(200, all.toArray(new String[0]));
  }

  /**
   * Refuses, and receives the ACK, which must be the next message.
   *
   * @param status 300 to 699
   * @param lines more of the response
   * @return the ACK
   */
  public SipRequest refuses(int status, String... lines) {
    responds(status, lines);
    return server.receive(SipMethod.ACK);
  }

  /**
   * Responds to the INVITE.
   *
   * @param status 100 to 699
   * @param lines more of the response
   * @return the response
   */
  public SipResponse responds(int status, String... lines) {
    List<String> text = Wire.response(invite(), status, localTag);
    if (status > 100 && status < 300) {
      text.add("Contact: <" + contact() + ">");
    }
    text.addAll(List.of(lines));
    return (SipResponse) server.send(Wire.message(text));
  }

  /**
   * Calls the user agent: INVITE with a session description.
   *
   * @param lines more header fields of the INVITE
   * @return the INVITE
   */
  public SipRequest calls(String... lines) {
    return callsAt(server.address(), lines);
  }

  /**
   * Calls another address than the user agent's first: INVITE with a session description.
   *
   * @param address of an account, such as {@code sip:office@pbx.example}, or a Contact
   * @param lines more header fields of the INVITE
   * @return the INVITE
   */
  public SipRequest callsAt(String address, String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Content-Type: application/sdp");
    all.add("");
    all.add(sdp().stripTrailing());
    return invites(address, all.toArray(new String[0]));
  }

  /**
   * Calls the user agent: INVITE without a session description.
   *
   * @param lines more of the INVITE
   * @return the INVITE
   */
  public SipRequest callsWithoutOffer(String... lines) {
    return invites(server.address(), lines);
  }

  private SipRequest invites(String address, String... lines) {
    caller = true;
    callee = address;
    localTag = name + server.nextId();
    remoteTag = "";
    target = address;
    sequence = 0;
    SipRequest made = request(SipMethod.INVITE, ++sequence, "call" + server.nextId(), lines);
    invite = made;
    return (SipRequest) server.send(made);
  }

  /**
   * Gives up its call: CANCEL.
   *
   * @param lines more header fields of the CANCEL
   * @return the CANCEL
   */
  public SipRequest cancels(String... lines) {
    SipRequest cancelled = invite();
    List<String> text = new ArrayList<>();
    text.add("CANCEL " + cancelled.uri() + " SIP/2.0");
    for (String field : List.of("Via", "Max-Forwards", "To", "From", "Call-ID")) {
      text.add(field + ": " + cancelled.header(field).orElse(""));
    }
    text.add("CSeq: " + cancelled.cSeq().number() + " CANCEL");
    text.addAll(List.of(lines));
    return (SipRequest) server.send(Wire.message(text));
  }

  /**
   * Acknowledges the 2xx that it has received.
   *
   * @return the ACK
   */
  public SipRequest acknowledges() {
    long number = invite().cSeq().number();
    return (SipRequest)
        server.send(request(SipMethod.ACK, number, invite().callId(), new String[0]));
  }

  /**
   * Acknowledges the refusal that it has received, in the transaction of its INVITE.
   *
   * @return the ACK
   */
  public SipRequest acknowledgesRefusal() {
    List<String> text = new ArrayList<>();
    text.add("ACK " + invite().uri() + " SIP/2.0");
    text.add("Via: " + invite().header("Via").orElse(""));
    text.add("Max-Forwards: 70");
    text.add("To: <" + callee + ">;tag=" + remoteTag);
    text.add("From: " + invite().header("From").orElse(""));
    text.add("Call-ID: " + invite().callId());
    text.add("CSeq: " + invite().cSeq().number() + " ACK");
    return (SipRequest) server.send(Wire.message(text));
  }

  /**
   * Hangs up: BYE.
   *
   * @return the BYE
   */
  public SipRequest hangsUp() {
    return asks(SipMethod.BYE);
  }

  /**
   * Sends a request in the dialog of its call.
   *
   * @param method any
   * @param lines more of the request
   * @return the request
   */
  public SipRequest asks(SipMethod method, String... lines) {
    return asks(method, ++sequence, lines);
  }

  /**
   * Sends a request in the dialog of its call, with a CSeq number that may be out of order.
   *
   * @param method any
   * @param number for CSeq
   * @param lines more of the request
   * @return the request
   */
  public SipRequest asks(SipMethod method, long number, String... lines) {
    sequence = Math.max(sequence, number);
    SipRequest made = request(method, number, invite().callId(), lines);
    return (SipRequest) server.send(made);
  }

  /**
   * Makes a new offer in its call: INVITE in the dialog. From then on {@link #acknowledges()} means
   * this one.
   *
   * @param lines more header fields of the INVITE
   * @return the INVITE
   */
  public SipRequest reinvites(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    all.add("Content-Type: application/sdp");
    all.add("");
    all.add(sdp().stripTrailing());
    SipRequest made =
        request(SipMethod.INVITE, ++sequence, invite().callId(), all.toArray(new String[0]));
    invite = made;
    caller = true;
    return (SipRequest) server.send(made);
  }

  /**
   * Receives a request, which must be the next message that the user agent sent.
   *
   * @param method that it must have
   * @return the request
   */
  public SipRequest receives(SipMethod method) {
    return server.receive(method);
  }

  /**
   * Receives a response, which must be the next message that the user agent sent.
   *
   * @param status that it must have
   * @return the response
   */
  public SipResponse receives(int status) {
    SipResponse response = server.receive(status);
    if (caller && response.cSeq().method().equals(SipMethod.INVITE)) {
      remoteTag = response.to().tag().orElse(remoteTag);
      response.header("Contact").ifPresent(value -> target = contact(value));
    }
    return response;
  }

  /**
   * Is hung up on: receives a BYE, which must be the next message, and confirms it.
   *
   * @return the BYE
   */
  public SipRequest isHungUpOn() {
    SipRequest bye = server.receive(SipMethod.BYE);
    server.answer(bye, 200);
    return bye;
  }

  /**
   * The next session description of this phone.
   *
   * @return with a version that grows
   */
  public String sdp() {
    return Sdp.audio(name, 1, ++sdpVersion, "sendrecv");
  }

  /**
   * The INVITE of its call.
   *
   * @return the last one sent or received
   */
  public SipRequest invite() {
    if (invite == null) {
      throw new AssertionError(name + " has no call");
    }
    return invite;
  }

  /**
   * Where this phone is reached within its call.
   *
   * @return a SIP URI
   */
  public String contact() {
    return "sip:" + name + "@phone.example;transport=ws";
  }

  private SipRequest request(SipMethod method, long number, String callId, String... lines) {
    List<String> text = new ArrayList<>();
    text.add(method + " " + target + " SIP/2.0");
    text.add("Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK" + name + server.nextId());
    text.add("Max-Forwards: 70");
    text.add("To: <" + callee + ">" + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag));
    text.add("From: \"" + name + "\" <sip:" + name + "@pbx.example>;tag=" + localTag);
    text.add("Call-ID: " + callId);
    text.add("CSeq: " + number + " " + method);
    if (List.of(lines).stream().noneMatch(line -> line.startsWith("Contact:"))) {
      text.add("Contact: <" + contact() + ">");
    }
    text.addAll(List.of(lines));
    return (SipRequest) Wire.message(text);
  }

  private static String contact(String value) {
    int open = value.indexOf('<');
    int close = value.indexOf('>');
    return open >= 0 && close > open ? value.substring(open + 1, close) : value;
  }
}
