package io.jasip.testkit;

/** Session descriptions that look like those of WebRTC, with one audio stream. */
public final class Sdp {

  private Sdp() {}

  /**
   * A session description (RFC 8866).
   *
   * @param user for the line {@code o=}
   * @param session the session's number there
   * @param version its version there
   * @param direction {@code sendrecv}, {@code sendonly}, {@code recvonly} or {@code inactive}
   * @return lines that end with CR LF
   */
  public static String audio(String user, int session, int version, String direction) {
    return String.join(
        "\r\n",
        "v=0",
        "o=" + user + " " + session + " " + version + " IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111 0 126",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=ice-ufrag:test",
        "a=ice-pwd:test-test-test-test-test-",
        "a=fingerprint:sha-256 " + "00:".repeat(31) + "00",
        "a=setup:actpass",
        "a=rtcp-mux",
        "a=rtpmap:111 opus/48000/2",
        "a=rtpmap:126 telephone-event/8000",
        "a=" + direction,
        "");
  }
}
