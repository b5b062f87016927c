package io.jasip.fault;

import java.util.Locale;
import java.util.Objects;

/**
 * What can be wrong between an application and its calls. The name of a constant is its id: it
 * stays the same from release to release. {@link #text(Locale)} says it in one sentence, with the
 * way out.
 */
public enum Fault {
  /** The URL of the server is none: scheme, host, port or path are wrong. */
  URL_INVALID(Layer.URL),
  /** The URL begins with something else than {@code ws:} or {@code wss:}. */
  URL_NOT_WEBSOCKET(Layer.URL),
  /** A page that was loaded by HTTPS may not open a {@code ws:} URL. */
  URL_MIXED_CONTENT(Layer.URL),
  /** The password would cross the network without TLS. */
  CREDENTIALS_IN_THE_CLEAR(Layer.URL),
  /** The host name does not exist. */
  DNS_NAME_UNKNOWN(Layer.DNS),
  /** The host name exists and has no address. */
  DNS_NO_ADDRESS(Layer.DNS),
  /** The name server answers with an error. */
  DNS_SERVER_FAILING(Layer.DNS),
  /** The name server does not answer. */
  DNS_SERVER_SILENT(Layer.DNS),
  /** Nothing listens on the port. */
  TCP_REFUSED(Layer.TCP),
  /**
   * The name leads to an IPv6 address, and the server listens on IPv4 only, or the other way round.
   */
  TCP_WRONG_FAMILY(Layer.TCP),
  /** The port belongs to another service, such as SSH or the manager interface. */
  PORT_OF_OTHER_SERVICE(Layer.TCP),
  /** The server takes each connection and closes it before it says a word. */
  CONNECTION_SHUT(Layer.TCP),
  /** The server's HTTP port is open and its HTTPS port is not. */
  HTTPS_NOT_STARTED(Layer.TCP),
  /** The HTTPS part of {@code http.conf} is not switched on. */
  HTTPS_NOT_ENABLED(Layer.TCP),
  /** The server listens on another address or port. */
  HTTPS_BOUND_ELSEWHERE(Layer.TCP),
  /** The server's certificate or key file does not exist. */
  CERTIFICATE_FILE_MISSING(Layer.TCP),
  /** The server's key is not that of its certificate. */
  CERTIFICATE_KEY_MISMATCH(Layer.TCP),
  /** The server may not read its key, or the file is no key. */
  CERTIFICATE_KEY_UNREADABLE(Layer.TCP),
  /** The server's key is protected by a passphrase. */
  CERTIFICATE_KEY_ENCRYPTED(Layer.TCP),
  /** Nothing comes back from the port: a firewall drops it, or the address is not the server's. */
  TCP_FILTERED(Layer.TCP),
  /** Small packets arrive, and large ones get lost on the way. */
  LARGE_PACKETS_LOST(Layer.TCP),
  /** The network says that the host cannot be reached. */
  TCP_NO_ROUTE(Layer.TCP),
  /** Another one of the configured servers cannot be reached. */
  OTHER_SERVER_DOWN(Layer.TCP),
  /** A guard such as fail2ban shuts this address out. */
  ADDRESS_BANNED(Layer.TCP),
  /** The configured proxy does not answer. */
  PROXY_UNREACHABLE(Layer.PROXY),
  /** The configured proxy wants other credentials. */
  PROXY_CREDENTIALS_REFUSED(Layer.PROXY),
  /** The configured proxy does not let us through. */
  PROXY_REFUSED(Layer.PROXY),
  /** The port speaks HTTP without TLS. */
  TLS_ON_PLAIN_PORT(Layer.TLS),
  /** The port wants TLS, and the URL says {@code ws:}. */
  PLAIN_ON_TLS_PORT(Layer.TLS),
  /** The certificate is signed by itself. */
  TLS_CERTIFICATE_SELF_SIGNED(Layer.TLS),
  /** An authority that is not trusted has signed the certificate. */
  TLS_CERTIFICATE_UNTRUSTED(Layer.TLS),
  /** The server does not send the intermediate certificate. */
  TLS_CHAIN_INCOMPLETE(Layer.TLS),
  /** The certificate is for another name or address. */
  TLS_HOST_MISMATCH(Layer.TLS),
  /** The certificate names its host in the subject only: browsers refuse it. */
  TLS_COMMON_NAME_ONLY(Layer.TLS),
  /** The certificate's validity is over. */
  TLS_CERTIFICATE_EXPIRED(Layer.TLS),
  /** The certificate's validity is over soon. */
  TLS_CERTIFICATE_EXPIRES_SOON(Layer.TLS),
  /** The certificate's validity has not begun. */
  TLS_CERTIFICATE_NOT_YET_VALID(Layer.TLS),
  /** The clock of this machine is wrong. */
  CLOCK_WRONG(Layer.TLS),
  /** A key or a signature in the chain is too weak. */
  TLS_CERTIFICATE_WEAK(Layer.TLS),
  /** A certificate in the chain is not made for what it is used for. */
  TLS_CERTIFICATE_UNFIT(Layer.TLS),
  /** The authority has revoked the certificate, or does not say whether it has. */
  TLS_CERTIFICATE_REVOKED(Layer.TLS),
  /** The certificate is not the one that is pinned. */
  TLS_PIN_MISMATCH(Layer.TLS),
  /** The server wants a client certificate, or another one. */
  TLS_CLIENT_CERTIFICATE_REFUSED(Layer.TLS),
  /** There is no TLS version or cipher that both sides know. */
  TLS_NOTHING_IN_COMMON(Layer.TLS),
  /** The connection is accepted, and then nothing comes. */
  TLS_SILENT(Layer.TLS),
  /** TLS failed for another reason. */
  TLS_FAILED(Layer.TLS),
  /** There is no WebSocket at the path, and there is at another one. */
  WS_PATH_NOT_FOUND(Layer.HTTP),
  /** There is no WebSocket at any path: the server's module is not loaded. */
  WS_MODULE_MISSING(Layer.HTTP),
  /** The server has WebSockets, but nobody there speaks SIP over them. */
  WS_SUBPROTOCOL_UNHANDLED(Layer.HTTP),
  /** A reverse proxy does not pass the upgrade on. */
  REVERSE_PROXY_STRIPS_UPGRADE(Layer.HTTP),
  /** A reverse proxy does not reach the server behind it. */
  REVERSE_PROXY_UPSTREAM_DEAD(Layer.HTTP),
  /** A reverse proxy waits in vain for the server behind it. */
  REVERSE_PROXY_UPSTREAM_SILENT(Layer.HTTP),
  /** A reverse proxy has no rule for the path. */
  REVERSE_PROXY_NO_LOCATION(Layer.HTTP),
  /** The upgrade carries more or longer header fields than the server takes. */
  HTTP_HEADERS_TOO_LARGE(Layer.HTTP),
  /** The web server wants to know who is there before it upgrades. */
  HTTP_ACCESS_DENIED(Layer.HTTP),
  /** The web server sends us elsewhere. */
  HTTP_REDIRECT(Layer.HTTP),
  /** The web server takes no more connections. */
  HTTP_OVERLOADED(Layer.HTTP),
  /** The web server does not answer the upgrade. */
  HTTP_SILENT(Layer.HTTP),
  /** The port speaks HTTP, and does not know WebSockets. */
  HTTP_NOT_A_WEBSOCKET(Layer.HTTP),
  /** The server opens the WebSocket without agreeing to SIP. */
  WS_SUBPROTOCOL_NOT_CONFIRMED(Layer.WEBSOCKET),
  /** The server closes a WebSocket on which no SIP request came. */
  WS_CLOSED_WITHOUT_REQUEST(Layer.WEBSOCKET),
  /** The server closes the WebSocket because a message was too long. */
  WS_MESSAGE_TOO_BIG(Layer.WEBSOCKET),
  /** A box on the way cuts the WebSocket when nothing crosses it. */
  WS_CUT_WHEN_IDLE(Layer.WEBSOCKET),
  /** The server closes the WebSocket. */
  WS_CLOSED_BY_SERVER(Layer.WEBSOCKET),
  /** The WebSocket ended without a close frame: the server stopped, or the network broke. */
  WS_LOST(Layer.WEBSOCKET),
  /** The WebSocket is open, and nobody answers on it. */
  WS_DEAD(Layer.WEBSOCKET),
  /** The WebSocket is open, and the server answers no SIP request. */
  SIP_SILENT(Layer.SIP),
  /** The server has just been started, and is not ready yet. */
  SERVER_BOOTING(Layer.SIP),
  /** The old chan_sip answers on the WebSocket instead of PJSIP. */
  CHAN_SIP_OWNS_WEBSOCKET(Layer.SIP),
  /** The server answers with an error of its own. */
  SIP_SERVER_ERROR(Layer.SIP),
  /** The endpoint has no context for text messages: they ring the other phone, and get lost. */
  MESSAGE_CONTEXT_MISSING(Layer.SIP),
  /** The server wants a password, and the client has none. */
  CREDENTIALS_MISSING(Layer.REGISTER),
  /** The server does not take user name and password. */
  CREDENTIALS_REFUSED(Layer.REGISTER),
  /** The server does not know the user. */
  USER_UNKNOWN(Layer.REGISTER),
  /** The name for authentication is another one than the extension. */
  AUTH_USER_WRONG(Layer.REGISTER),
  /** The server's password hash was made for another realm. */
  PASSWORD_HASH_OF_OTHER_REALM(Layer.REGISTER),
  /** The server has dropped the endpoint because of a mistake in its configuration. */
  ENDPOINT_NOT_LOADED(Layer.REGISTER),
  /** The endpoint names an auth section that the server has not loaded. */
  AUTH_NOT_LOADED(Layer.REGISTER),
  /** The endpoint's access list does not allow this address. */
  ENDPOINT_ACL(Layer.REGISTER),
  /** The endpoint's list of allowed contacts leaves this address out. */
  CONTACT_ACL(Layer.REGISTER),
  /** The endpoint names no aor, so that nothing may register. */
  AOR_MISSING(Layer.REGISTER),
  /** The aor has another name than the extension that registers. */
  AOR_NAME_MISMATCH(Layer.REGISTER),
  /** The aor allows no contact at all. */
  MAX_CONTACTS_ZERO(Layer.REGISTER),
  /** The aor has as many contacts as it allows. */
  MAX_CONTACTS_REACHED(Layer.REGISTER),
  /** The server forbids the registration, and does not say why. */
  REGISTRATION_FORBIDDEN(Layer.REGISTER),
  /** The server registers everybody without a password. */
  REGISTRATION_UNCHALLENGED(Layer.REGISTER),
  /** Another device with the same account takes the registration away. */
  BINDING_EVICTED(Layer.REGISTER),
  /** The server has dropped the registration without a word. */
  BINDING_LOST(Layer.REGISTER),
  /** The server offers only digest algorithms that are not allowed here. */
  DIGEST_TOO_WEAK(Layer.REGISTER),
  /** The server asks in the name of another realm than expected. */
  REALM_UNEXPECTED(Layer.REGISTER),
  /** The server takes no registrations. */
  REGISTRAR_MISSING(Layer.REGISTER),
  /** The server wants registrations of a longer time. */
  REGISTRATION_TOO_BRIEF(Layer.REGISTER),
  /** The server grants registrations of a few seconds only. */
  REGISTRATION_SHORT(Layer.REGISTER),
  /** The server refuses the registration with another status. */
  REGISTRATION_REFUSED(Layer.REGISTER),
  /** The URL of the STUN or TURN server is none. */
  STUN_URL_INVALID(Layer.ICE_SERVER),
  /** The name of the STUN or TURN server has no address. */
  STUN_NAME_UNKNOWN(Layer.ICE_SERVER),
  /** The STUN server does not answer. */
  STUN_UNREACHABLE(Layer.ICE_SERVER),
  /** The TURN server does not answer. */
  TURN_UNREACHABLE(Layer.ICE_SERVER),
  /** The TURN server does not take the credentials. */
  TURN_CREDENTIALS_REFUSED(Layer.ICE_SERVER),
  /** The TURN server gives no relay address. */
  TURN_REFUSED(Layer.ICE_SERVER),
  /** The native WebRTC library cannot be loaded. */
  NATIVE_LIBRARY_MISSING(Layer.LOCAL),
  /** No audio system runs on this machine. */
  AUDIO_SYSTEM_MISSING(Layer.LOCAL),
  /** There is no microphone or no speaker. */
  AUDIO_DEVICE_MISSING(Layer.LOCAL),
  /** The microphone is muted, or not permitted: its level is below the threshold. */
  MICROPHONE_SILENT(Layer.LOCAL),
  /** This machine has no address that media could use. */
  NO_LOCAL_ADDRESS(Layer.LOCAL),
  /** The server has no such number in the context of the endpoint. */
  NUMBER_NOT_FOUND(Layer.CALL),
  /** The number exists, and its phone is not registered. */
  CALLEE_OFFLINE(Layer.CALL),
  /** The callee is busy. */
  CALLEE_BUSY(Layer.CALL),
  /** The callee declined. */
  CALLEE_DECLINED(Layer.CALL),
  /** Nobody answered in time. */
  NOBODY_ANSWERED(Layer.CALL),
  /** The server took the call and could not pass it on to what the number dials. */
  DESTINATION_UNAVAILABLE(Layer.CALL),
  /** The server forbids the call. */
  CALL_FORBIDDEN(Layer.CALL),
  /** The server sends the caller to another address. */
  CALL_REDIRECTED(Layer.CALL),
  /** The dialplan of the number ended before it answered or dialled anybody. */
  DIALPLAN_ENDED(Layer.CALL),
  /** The endpoint names a transport that does not exist. */
  TRANSPORT_NAME_MISSING(Layer.CALL),
  /** The server has no line free, or a limit of calls is reached. */
  SERVER_CONGESTED(Layer.CALL),
  /** The server waits for its calls to end, and takes no new ones. */
  SERVER_STOPPING(Layer.CALL),
  /** The server answers nothing to the call. */
  INVITE_UNANSWERED(Layer.CALL),
  /** The endpoint is not made for WebRTC. */
  ENDPOINT_NOT_WEBRTC(Layer.CALL),
  /** Both sides have no audio codec in common. */
  NO_COMMON_CODEC(Layer.CALL),
  /** The endpoint refuses audio in whatever form it is offered. */
  NO_OFFER_ACCEPTED(Layer.CALL),
  /** The server's SRTP module is not loaded. */
  SRTP_MODULE_MISSING(Layer.CALL),
  /** The server's RTP module is not loaded. */
  RTP_MODULE_MISSING(Layer.CALL),
  /** The endpoint's DTLS certificate cannot be used. */
  DTLS_CERTIFICATE_BROKEN(Layer.CALL),
  /** The server cannot read the session description. */
  OFFER_REJECTED(Layer.CALL),
  /** The server wants longer session timers. */
  SESSION_INTERVAL_TOO_SMALL(Layer.CALL),
  /** The call was refused with another status. */
  CALL_REFUSED(Layer.CALL),
  /** The server takes seconds to answer, because its own STUN server does not. */
  CALL_ANSWERED_LATE(Layer.CALL),
  /** The number works on the call, and neither rings nor answers. */
  CALL_NOT_TAKEN(Layer.CALL),
  /** The answer has no {@code a=rtcp-mux}. */
  ANSWER_WITHOUT_RTCP_MUX(Layer.SDP),
  /** The answer has no ICE credentials. */
  ANSWER_WITHOUT_ICE(Layer.SDP),
  /** The answer has ICE credentials and no address. */
  ANSWER_WITHOUT_CANDIDATES(Layer.SDP),
  /** The answer has no DTLS fingerprint. */
  ANSWER_WITHOUT_FINGERPRINT(Layer.SDP),
  /** The answer is for media without DTLS-SRTP. */
  ANSWER_NOT_ENCRYPTED(Layer.SDP),
  /** The answer rejects the audio. */
  ANSWER_REJECTS_AUDIO(Layer.SDP),
  /** The answer has only addresses that cannot be reached from here. */
  ANSWER_UNREACHABLE_ADDRESS(Layer.SDP),
  /** The answer breaks the rules of SDP. */
  ANSWER_INVALID(Layer.SDP),
  /** No pair of addresses works: UDP is blocked. */
  ICE_FAILED(Layer.ICE),
  /** Only a TURN server would bring both sides together. */
  ICE_RELAY_NEEDED(Layer.ICE),
  /** The addresses work, and the DTLS handshake does not end. */
  DTLS_STUCK(Layer.DTLS),
  /** The DTLS handshake failed: the fingerprint is not that of the certificate. */
  DTLS_FAILED(Layer.DTLS),
  /** Media is connected, and no packet comes in. */
  RTP_NOTHING_RECEIVED(Layer.MEDIA),
  /** Media is connected, and no packet goes out. */
  RTP_NOTHING_SENT(Layer.MEDIA),
  /** The server cannot turn its sounds into the codec of the call. */
  TRANSCODER_MISSING(Layer.MEDIA),
  /** What was sent to the echo test did not come back. */
  ECHO_NOT_HEARD(Layer.MEDIA),
  /** Packets came in, and come no more. */
  MEDIA_LOST(Layer.MEDIA),
  /** The far end hung up right after its answer. */
  HANGUP_AFTER_ANSWER(Layer.MEDIA),
  /** The server hung up because it received no media. */
  HANGUP_FOR_LACK_OF_RTP(Layer.MEDIA),
  /** Loss, jitter or delay make the call hard to follow. */
  QUALITY_POOR(Layer.MEDIA),
  /** The step did not end within its time. */
  NOT_IN_TIME(Layer.DIAGNOSIS),
  /** Something is wrong that the evidence does not explain. */
  UNEXPLAINED(Layer.DIAGNOSIS);

  /** The layers, in the order in which a call meets them. */
  public enum Layer {
    /** The URL of the server. */
    URL,
    /** The name of the server. */
    DNS,
    /** The way to the port of the server. */
    TCP,
    /** The configured proxy. */
    PROXY,
    /** Encryption, and who the server is. */
    TLS,
    /** The upgrade to a WebSocket (RFC 6455 section 4). */
    HTTP,
    /** The WebSocket (RFC 6455, RFC 7118). */
    WEBSOCKET,
    /** Requests and responses (RFC 3261). */
    SIP,
    /** Authentication and registration (RFC 3261 sections 10 and 22). */
    REGISTER,
    /** STUN and TURN servers (RFC 8489, RFC 8656). */
    ICE_SERVER,
    /** This machine. */
    LOCAL,
    /** The INVITE and what answers it (RFC 3261 section 13). */
    CALL,
    /** The session description (RFC 8866, RFC 3264). */
    SDP,
    /** The way of the media (RFC 8445). */
    ICE,
    /** The keys of the media (RFC 5763). */
    DTLS,
    /** Packets and sound. */
    MEDIA,
    /** The diagnosis itself. */
    DIAGNOSIS
  }

  private final Layer layer;

  Fault(Layer layer) {
    this.layer = layer;
  }

  /**
   * The layer that it belongs to.
   *
   * @return never null
   */
  public Layer layer() {
    return layer;
  }

  /**
   * What a person needs to know about it.
   *
   * @param locale English, Spanish or Portuguese; English for any other
   * @return never null
   */
  public FaultText text(Locale locale) {
    return FaultText.of(this, Objects.requireNonNull(locale, "locale"));
  }
}
