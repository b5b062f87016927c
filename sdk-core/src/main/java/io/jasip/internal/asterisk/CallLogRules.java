package io.jasip.internal.asterisk;

import static io.jasip.internal.asterisk.LogRule.fault;
import static io.jasip.internal.asterisk.LogRule.harmless;
import static io.jasip.internal.asterisk.LogRule.plain;

import io.jasip.fault.Fault;
import java.util.List;

/** What the log says of logins, calls and media. */
final class CallLogRules {

  static final List<LogRule> ALL =
      List.of(
          // Login and registration
          fault(
              "no-endpoint",
              "Request '\\w+' from '([^']*)' failed for '[^']*'.* - No matching endpoint found",
              Fault.USER_UNKNOWN),
          fault(
              "acl",
              "Not match Endpoint (?:Contact )?ACL|SIP ACL: Rejecting '([^']+)'"
                  + "|Device does not match ACL",
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
          harmless("playback", "Playback failed on"),
          fault(
              "dtls-failed",
              "DTLS failure occurred on RTP instance '[^']*' due to reason '([^']*)'",
              Fault.DTLS_FAILED),
          fault(
              "dtls-fingerprint",
              "Fingerprint provided by remote party does not match|No certificate was provided by the peer",
              Fault.DTLS_FAILED),
          harmless("dtls-early", "DTLS packet from \\S+ dropped\\. ICE not completed yet"),
          fault(
              "dtls-key",
              "Failed to (?:read (?:private key|certificate) from|create ephemeral)",
              Fault.DTLS_CERTIFICATE_BROKEN),
          fault(
              "ice-no-candidates",
              "ICE no RTP candidates; skipping checklist|ICE failed to create session check list",
              Fault.ICE_FAILED),
          plain("ice-many", "ICE lost (\\d+) candidates"),
          fault(
              "ports-used-up",
              "couldn't allocate a port|Unable to create RTP instance using RTP engine",
              Fault.CALL_REFUSED),
          plain("stun-setting", "Failed to parse stunaddr '([^']*)'"),
          plain("turn-setting", "Invalid TURN server address: (\\S+)"),
          fault(
              "rtp-range",
              "Unreasonable values for RTP start/end port in rtp\\.conf",
              Fault.ICE_FAILED),
          harmless("srtp-unprotect", "SRTP unprotect failed"),
          harmless("sdp-attributes", "Error adding media attribute, attribute is ignored"),
          fault("callee-offline", "Endpoint '([^']+)': No URI available", Fault.CALLEE_OFFLINE),
          harmless("callee-session", "Failed to create outgoing session to endpoint"),
          fault(
              "translation",
              "No path to translate (from \\S+ to \\S+)"
                  + "|No translator path exists for channel type (.+?)\\s*$",
              Fault.TRANSCODER_MISSING),
          plain("no-reply", "Retransmission timeout reached on|no reply to our critical packet"),
          fault(
              "unreachable-address",
              "Cannot connect to (\\S+): Permission denied",
              Fault.ANSWER_UNREACHABLE_ADDRESS));

  private CallLogRules() {}
}
