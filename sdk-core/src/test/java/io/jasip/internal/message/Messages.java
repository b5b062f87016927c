package io.jasip.internal.message;

import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.nio.charset.StandardCharsets;

/** Messages to read, written with line feeds alone and sent with CR LF. */
final class Messages {

  static final SipParser PARSER = new SipParser(MessageLimits.DEFAULT);

  static final String INVITE =
      """
      INVITE sip:bob@pbx.example.com SIP/2.0
      Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKnashds8;rport
      Max-Forwards: 70
      To: "Bob" <sip:bob@pbx.example.com>
      From: "Alice" <sip:alice@pbx.example.com>;tag=1928301774
      Call-ID: a84b4c76e66710
      CSeq: 314159 INVITE
      Contact: <sip:alice@df7jal23ls0d.invalid;transport=ws;ob>
      Supported: outbound, timer
      Content-Type: application/sdp
      Content-Length: 20

      v=0
      o=alice 1 1 I
      """;

  static final String RINGING =
      """
      SIP/2.0 180 Ringing
      Via: SIP/2.0/WSS df7jal23ls0d.invalid;branch=z9hG4bKnashds8;received=127.0.0.1;rport=40000
      Record-Route: <sip:p2.example.com;lr>, <sip:p1.example.com;lr>
      To: "Bob" <sip:bob@pbx.example.com>;tag=a6c85cf
      From: "Alice" <sip:alice@pbx.example.com>;tag=1928301774
      Call-ID: a84b4c76e66710
      CSeq: 314159 INVITE
      Contact: <sip:bob@192.0.2.4:5060;transport=ws>
      Content-Length: 0

      """;

  static final String UNAUTHORIZED =
      """
      SIP/2.0 401 Unauthorized
      v: SIP/2.0/WS df7jal23ls0d.invalid;branch=z9hG4bKasudf;rport=5060;received=127.0.0.1
      f: <sip:alice@pbx.example.com>;tag=asu91
      t: <sip:alice@pbx.example.com>;tag=z9hG4bKasudf
      i: reg-1
      CSeq: 1 REGISTER
      WWW-Authenticate: Digest realm="asterisk",nonce="1/8a",opaque="2b",algorithm=MD5,qop="auth"
      Server: Asterisk PBX
      l: 0

      """;

  private Messages() {}

  static byte[] wire(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static SipMessage parse(String text) throws MalformedMessageException {
    SipMessage message = PARSER.parse(wire(text));
    if (message == null) {
      throw new AssertionError("taken for a keep-alive: " + text);
    }
    return message;
  }

  static SipRequest request(String text) throws MalformedMessageException {
    return (SipRequest) parse(text);
  }

  static SipResponse response(String text) throws MalformedMessageException {
    return (SipResponse) parse(text);
  }
}
