package io.jasip.internal.asterisk;

import static io.jasip.internal.asterisk.LogRule.fault;
import static io.jasip.internal.asterisk.LogRule.harmless;
import static io.jasip.internal.asterisk.LogRule.plain;

import io.jasip.fault.Fault;
import java.util.List;

/** What the log says of the server itself: connections, TLS, modules, configuration. */
final class ServerLogRules {

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
              "Registration from '([^']*)' failed for '[^']*' - "
                  + "(?:Wrong password|No matching peer found|Username/auth name mismatch)",
              Fault.CHAN_SIP_OWNS_WEBSOCKET),
          fault(
              "chan-sip-transport",
              "'WSS?' is not a valid transport for '([^']+)'|Device not configured to use this transport",
              Fault.CHAN_SIP_OWNS_WEBSOCKET),
          fault(
              "chan-sip-phone",
              "Received SAVPF prof\\w* in audio offer but AVPF is not enabled"
                  + "|Rejecting secure audio stream without encryption details"
                  + "|Can't provide secure audio requested in SDP offer",
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
          // What else is said of files, ports and modules
          fault(
              "tls-certificate",
              "TLS/SSL error loading public \\w+ key \\(certificate\\) from <([^>]*)>",
              Fault.CERTIFICATE_FILE_MISSING),
          fault(
              "tls-key",
              "TLS/SSL error loading private \\w+ key from <([^>]*)>",
              Fault.CERTIFICATE_KEY_UNREADABLE),
          fault(
              "tls-key-mismatch",
              "TLS/SSL error matching private \\w+ key and certificate",
              Fault.CERTIFICATE_KEY_MISMATCH),
          fault("tls-cipher", "TLS/SSL cipher error", Fault.TLS_NOTHING_IN_COMMON),
          fault(
              "port-taken",
              "Unable to bind (.+?) to (\\S+): Address already in use",
              Fault.HTTPS_NOT_STARTED),
          fault(
              "port-not-bound",
              "Unable to bind (.+?) to (\\S+): Cannot assign requested address",
              Fault.HTTPS_BOUND_ELSEWHERE),
          fault(
              "http-not-started",
              "Failed to start HTTP server '[^']*' at address '([^']*)'"
                  + "|Unable to complete setup for HTTP server",
              Fault.HTTPS_NOT_STARTED),
          fault(
              "http-sessions",
              "HTTP session count exceeded (\\d+) sessions",
              Fault.HTTP_OVERLOADED),
          plain("socket-dead", "[Ww]eb ?[Ss]ocket seems unresponsive"),
          fault(
              "object-transport",
              "Transport: ([^:]+): \\w+ \\S+ is either missing or not readable",
              Fault.TRANSPORT_NAME_MISSING),
          fault(
              "timer-short",
              "Session timer expires must be greater than minimum",
              Fault.ENDPOINT_NOT_LOADED),
          fault(
              "dtls-both",
              "You cannot request automatically generated certificates",
              Fault.ENDPOINT_NOT_LOADED),
          fault("auth-without-user", "No authentication username", Fault.CREDENTIALS_REFUSED),
          fault("wizard", "Wizard '([^']+)' must have", Fault.ENDPOINT_NOT_LOADED),
          plain(
              "config-refused",
              "no closing '.', line (\\d+) of (\\S+)"
                  + "|No category context for line (\\d+) of (\\S+)"
                  + "|does not exist, line (\\d+) of (\\S+)"),
          plain(
              "config-include",
              "The file '([^']*)' was listed as a #(?:include|exec) but it does not exist"),
          plain("config-comment", "Unterminated comment detected beginning on line (\\d+)"),
          plain("config-line", "No '=' \\(equal sign\\) in line (\\d+) of (\\S+)"),
          fault(
              "srtp-module",
              "Error loading module 'res_srtp(?:\\.so)?'",
              Fault.SRTP_MODULE_MISSING),
          fault(
              "websocket-dependency",
              "Error loading module 'res_http_websocket(?:\\.so)?'",
              Fault.WS_MODULE_MISSING),
          plain("module", "Error loading module '([^']+)'"),
          plain("modules-option", "Unknown configuration option '([^']*)'"));

  private ServerLogRules() {}
}
