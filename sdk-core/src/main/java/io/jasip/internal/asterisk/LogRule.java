package io.jasip.internal.asterisk;

import io.jasip.fault.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line of Asterisk's log that is known.
 *
 * @param id the name of its sentence
 * @param pattern is looked for anywhere in the line; its groups are the values of the sentence
 * @param literals one of them is in each line that the pattern finds
 * @param fault what it hints at
 * @param harmless whether it needs no attention
 */
record LogRule(
    String id, Pattern pattern, List<String> literals, @Nullable Fault fault, boolean harmless) {

  /** The first that matches counts. */
  static final List<LogRule> ALL =
      List.of(
          // The life of a WebSocket
          fault(
              "idle-transport",
              "Shutting down transport '([^']+)' since no request was received in (\\d+) seconds",
              Fault.WS_CLOSED_WITHOUT_REQUEST),
          harmless("ssl-shutdown", "SSL_shutdown\\(\\) failed"),
          harmless("socket-read", "Error reading from web ?socket|Web ?socket closed abruptly"),
          harmless("socket-closed", "WebSocket connection from '[^']*' (?:forcefully )?closed"),
          harmless(
              "socket-accepted", "WebSocket connection from '[^']*' for protocol '\\w+' accepted"),
          fault(
              "frame-huge",
              "Cannot fit huge websocket frame of (\\d+) bytes",
              Fault.WS_MESSAGE_TOO_BIG),
          plain("opcode", "WebSocket unknown opcode (\\d+)"),
          fault("server-ended", "Asterisk (?:un)?cleanly ending", Fault.WS_LOST),
          harmless("server-ready", "Asterisk Ready\\."),
          fault("banned", "\\[asterisk[\\w-]*\\] Ban ([0-9a-fA-F.:]+)", Fault.ADDRESS_BANNED),
          // TLS
          harmless("tls-peer", "Unable to set up ssl connection with peer"),
          fault("tls-setup", "Problem setting up ssl connection", Fault.TLS_FAILED),
          fault(
              "tls-certificate",
              "TLS/SSL error loading cert file\\. <([^>]*)>",
              Fault.CERTIFICATE_FILE_MISSING),
          fault(
              "tls-key",
              "TLS/SSL error loading private key file\\. <([^>]*)>",
              Fault.CERTIFICATE_KEY_UNREADABLE),
          fault("tls-key-mismatch", "key values mismatch", Fault.CERTIFICATE_KEY_MISMATCH),
          fault(
              "tls-key-permission",
              "error:[0-9A-Fa-f]+:.*Permission denied",
              Fault.CERTIFICATE_KEY_UNREADABLE),
          fault("tls-key-encrypted", "while reading strings", Fault.CERTIFICATE_KEY_ENCRYPTED),
          fault("tls-key-small", "ee key too small|ca md too weak", Fault.TLS_CERTIFICATE_WEAK),
          fault(
              "http-option",
              "Ignoring unknown option '([^']+)' in http\\.conf",
              Fault.HTTPS_NOT_STARTED),
          // The upgrade
          fault(
              "protocol-sip-unhandled",
              "no protocols out of '((?:[^']*[ ,])?sip(?:[ ,][^']*)?)' supported",
              Fault.WS_SUBPROTOCOL_UNHANDLED),
          plain("protocol-other", "no protocols out of '([^']*)' supported"),
          plain("protocol-none", "could not be accepted - no protocols requested"),
          fault(
              "no-upgrade",
              "could not be accepted - did not request WebSocket",
              Fault.REVERSE_PROXY_STRIPS_UPGRADE),
          plain("websocket-version", "unsupported version '(\\d+)' chosen"),
          // Modules
          fault(
              "websocket-dependency",
              "Failed to resolve dependencies for res_pjsip_transport_websocket"
                  + "|undefined symbol: ast_websocket",
              Fault.WS_MODULE_MISSING),
          fault(
              "websocket-declined",
              "res_pjsip_transport_websocket declined to load",
              Fault.CHAN_SIP_OWNS_WEBSOCKET),
          fault(
              "chan-sip-password",
              "Registration from '([^']*)' failed for '[^']*' - Wrong password",
              Fault.CHAN_SIP_OWNS_WEBSOCKET),
          fault(
              "chan-sip-transport",
              "'WSS?' is not a valid transport for '([^']+)'|Device not configured to use this transport",
              Fault.CHAN_SIP_OWNS_WEBSOCKET),
          fault(
              "chan-sip-phone",
              "Received SAVPF prof\\w* in audio offer but AVPF is not enabled"
                  + "|Rejecting secure audio stream without encryption details",
              Fault.ENDPOINT_NOT_WEBRTC),
          // The configuration
          fault(
              "object-endpoint",
              "Could not create an object of type 'endpoint' with id '([^']+)'",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "object-transport",
              "Could not create an object of type 'transport' with id '([^']+)'"
                  + "|Transport '([^']+)' could not be started",
              Fault.TRANSPORT_NAME_MISSING),
          fault(
              "object-aor",
              "Could not create an object of type 'aor' with id '([^']+)'",
              Fault.AOR_MISSING),
          fault(
              "object-auth",
              "Could not create an object of type 'auth' with id '([^']+)'",
              Fault.CREDENTIALS_REFUSED),
          fault(
              "object-twice",
              "configuration contains a duplicate object: '([^']+)' of type '([^']+)'",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "option-unknown",
              "Could not find option suitable for category '([^']+)' named '([^']+)' at line (\\d+)",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "option-value",
              "Error parsing (\\w+)=(?!validating)(.*?) at line (\\d+)",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "timer-short",
              "Session timer minimum expires time must be 90",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "dtls-file",
              "dtls\\w+ file (\\S+) does not exist or is not readable",
              Fault.ENDPOINT_NOT_LOADED),
          harmless(
              "transport-certificate", "TLS certificate values ignored for websocket transport"),
          harmless("transport-reload", "is not fully reloadable, not reloading"),
          fault(
              "transport-missing",
              "Unable to retrieve PJSIP transport '([^']+)'",
              Fault.TRANSPORT_NAME_MISSING),
          // Login and registration
          fault(
              "no-endpoint",
              "Request '\\w+' from '([^']*)' failed for '[^']*'.* - No matching endpoint found",
              Fault.USER_UNKNOWN),
          fault(
              "acl",
              "Not match Endpoint (?:Contact )?ACL|SIP ACL: Rejecting '([^']+)'",
              Fault.ENDPOINT_ACL),
          fault(
              "not-authenticated",
              "Request '\\w+' from '([^']*)' failed for '[^']*'.* - Failed to authenticate",
              Fault.CREDENTIALS_REFUSED),
          fault(
              "contacts-reached",
              "to AOR '([^']+)' will exceed max contacts of (\\d+)",
              Fault.MAX_CONTACTS_REACHED),
          fault(
              "contacts-reached-event",
              "registrar_attempt_exceeds_maximum_configured_contacts",
              Fault.MAX_CONTACTS_REACHED),
          fault(
              "contacts-zero",
              "AOR '([^']+)' has no configured max_contacts",
              Fault.MAX_CONTACTS_ZERO),
          fault("no-aors", "Endpoint '([^']+)'.* has no configured AORs", Fault.AOR_MISSING),
          fault(
              "aor-name", "AOR '[^']*' not found for endpoint '([^']+)'", Fault.AOR_NAME_MISMATCH),
          fault(
              "user-unknown-event",
              "SecurityEvent=\"InvalidAccountID\".*?AccountID=\"([^\"]*)\"",
              Fault.USER_UNKNOWN),
          fault(
              "password-event",
              "SecurityEvent=\"(?:ChallengeResponseFailed|InvalidPassword)\".*?AccountID=\"([^\"]*)\"",
              Fault.CREDENTIALS_REFUSED),
          harmless("contact-added", "Added contact '[^']*' to AOR '([^']+)'"),
          fault(
              "contact-evicted",
              "Removed contact '[^']*' from AOR '([^']+)' due to remove[_ ]existing",
              Fault.BINDING_EVICTED),
          harmless(
              "contact-expired", "Removed contact '[^']*' from AOR '([^']+)' due to expiration"),
          harmless("contact-closed", "Removed contact '[^']*' from AOR '([^']+)' due to shutdown"),
          plain("unreachable", "Contact (\\w[^/\\s]*)/\\S+ is now Unreachable"),
          harmless("endpoint-unreachable", "Endpoint (\\S+) is now Unreachable"),
          // Calls
          fault(
              "number",
              "to extension '([^']+)' rejected because extension not found in context '([^']+)'",
              Fault.NUMBER_NOT_FOUND),
          fault(
              "callee-offline",
              "Endpoint '([^']+)': Could not create dialog to invalid URI",
              Fault.CALLEE_OFFLINE),
          fault(
              "callee-no-route",
              "Unable to create channel of type '\\w+' \\(cause (?:3|20) ",
              Fault.CALLEE_OFFLINE),
          fault("nobody", "Nobody picked up in (\\d+) ms", Fault.NOBODY_ANSWERED),
          harmless("busy", "Everyone is busy/congested at this time"),
          fault("stopping", "Refusing due to active shutdown", Fault.SERVER_STOPPING),
          fault("application", "No application '(\\w+)' for extension", Fault.HANGUP_AFTER_ANSWER),
          fault(
              "message-path",
              "No path to translate from \\S+ to Message/ast_msg_queue",
              Fault.MESSAGE_CONTEXT_MISSING),
          plain("message-offline", "PJSIP MESSAGE - Could not find endpoint '([^']*)'"),
          plain("no-hint", "state subscription failed: Extension '([^']+)' does not exist"),
          // The session description
          fault("no-joint-codec", "No joint capabilities for 'audio'", Fault.NO_COMMON_CODEC),
          fault("not-negotiated", "Couldn't negotiate stream", Fault.ENDPOINT_NOT_WEBRTC),
          fault(
              "srtp-module",
              "SRTP support module is not loaded or available",
              Fault.SRTP_MODULE_MISSING),
          fault("rtp-module", "No RTP engine was found", Fault.RTP_MODULE_MISSING),
          fault(
              "dtls-key",
              "Specified (?:private key|certificate) for RTP instance",
              Fault.DTLS_CERTIFICATE_BROKEN),
          harmless("dtls-configuration", "Attempted to set an invalid DTLS-SRTP configuration"),
          fault("sdp-invalid", "Error parsing/validating SDP body", Fault.OFFER_REJECTED),
          fault("no-rtcp-candidates", "ICE no RTCP candidates", Fault.ANSWER_WITHOUT_RTCP_MUX),
          plain(
              "packet-dropped",
              "Dropping \\d+ bytes packet from WSS?|Error processing packet from"),
          // Media
          fault(
              "dtls-source",
              "DTLS packet from (\\S+) dropped\\. Source not in ICE active candidate list",
              Fault.DTLS_STUCK),
          fault(
              "stun-timeout",
              "Attempt \\d+ to send STUN request to '?([^' ]+)'? timed out",
              Fault.CALL_ANSWERED_LATE),
          plain("stun-name", "Failed to resolve stunaddr|Lookup of stunaddr .* failed"),
          fault(
              "unreachable-address",
              "Cannot connect to (\\S+): Network is unreachable",
              Fault.ANSWER_UNREACHABLE_ADDRESS),
          fault("stun-send", "Error sending STUN request", Fault.ICE_FAILED),
          fault(
              "rtp-timeout",
              "for lack of (?:\\w+ )?RTP activity in (\\d+) seconds",
              Fault.HANGUP_FOR_LACK_OF_RTP),
          fault(
              "translation",
              "Unable to find a codec translation path: (.+?)\\s*$",
              Fault.TRANSCODER_MISSING),
          harmless("playback", "Playback failed on"));

  private static LogRule fault(String id, String regex, Fault fault) {
    return of(id, regex, fault, false);
  }

  private static LogRule plain(String id, String regex) {
    return of(id, regex, null, false);
  }

  private static LogRule harmless(String id, String regex) {
    return of(id, regex, null, true);
  }

  private static LogRule of(String id, String regex, @Nullable Fault fault, boolean harmless) {
    return new LogRule(id, Pattern.compile(regex), literals(regex), fault, harmless);
  }

  /** Whether it is worth while to try the pattern: most lines have nothing of any rule. */
  boolean mayMatch(String line) {
    for (String literal : literals) {
      if (line.contains(literal)) {
        return true;
      }
    }
    return false;
  }

  /** The longest run of plain characters outside of groups, for each alternative of a pattern. */
  static List<String> literals(String regex) {
    List<String> longest = new ArrayList<>();
    String best = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int i = 0; i <= regex.length(); i++) {
      char c = i < regex.length() ? regex.charAt(i) : '|';
      boolean escaped = c == '\\';
      if (escaped) {
        c = regex.charAt(++i);
      }
      boolean plain = escaped ? !Character.isLetter(c) : "^$.|?*+()[]{}".indexOf(c) < 0;
      if (depth == 0 && plain) {
        run.append(c);
        continue;
      }
      if (!escaped && "?*{".indexOf(c) >= 0 && run.length() > 0) {
        run.setLength(run.length() - 1); // what may be missing
      }
      best = run.length() > best.length() ? run.toString() : best;
      run.setLength(0);
      if (!escaped) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        if (c == '|' && depth == 0) {
          longest.add(best);
          best = "";
        }
      }
    }
    return List.copyOf(longest);
  }
}
