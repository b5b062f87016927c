package io.jasip.testkit;

import io.jasip.sip.SipMethod;
import io.jasip.sip.SipRequest;
import java.util.ArrayList;
import java.util.List;

/** Sends requests within dialogs that no call has made: those of subscriptions (RFC 6665). */
public final class ScriptedDialog {

  private final ScriptedServer server;

  /**
   * Sends by a server.
   *
   * @param server of the user agent
   */
  public ScriptedDialog(ScriptedServer server) {
    this.server = server;
  }

  /**
   * Sends a NOTIFY that answers a SUBSCRIBE (RFC 6665), in the dialog of who has the given tag.
   *
   * @param subscribe that was received, the first or a later one
   * @param tag of the notifier; {@link #answer} has {@code server}
   * @param number for CSeq, higher each time
   * @param lines more header fields, such as {@code Event} and {@code Subscription-State}; lines
   *     after an empty one are the body
   * @return the request
   */
  public SipRequest notifies(SipRequest subscribe, String tag, long number, String... lines) {
    String contact = subscribe.header("Contact").orElse("");
    List<String> text = new ArrayList<>();
    text.add("NOTIFY " + contact.replaceAll(".*<(.*)>.*", "$1") + " SIP/2.0");
    text.add("Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK" + server.nextId());
    text.add("Max-Forwards: 70");
    text.add("To: " + subscribe.header("From").orElse(""));
    text.add("From: <" + subscribe.to().uri() + ">;tag=" + tag);
    text.add("Call-ID: " + subscribe.callId());
    text.add("CSeq: " + number + " NOTIFY");
    text.add("Contact: <sip:" + tag + "@pbx.example;transport=ws>");
    text.addAll(List.of(lines));
    return (SipRequest) server.send(Wire.message(text));
  }

  /**
   * Sends a request within a dialog.
   *
   * @param method any
   * @param lines To, From, Call-ID, CSeq, and more of the request
   * @return the request
   */
  public SipRequest request(SipMethod method, String... lines) {
    List<String> text = new ArrayList<>();
    text.add(method + " " + server.address() + " SIP/2.0");
    text.add("Via: SIP/2.0/WSS pbx.example;branch=z9hG4bK" + server.nextId());
    text.add("Max-Forwards: 70");
    text.addAll(List.of(lines));
    return (SipRequest) server.send(Wire.message(text));
  }
}
