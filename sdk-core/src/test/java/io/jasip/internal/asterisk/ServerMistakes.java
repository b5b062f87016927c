package io.jasip.internal.asterisk;

import static io.jasip.internal.asterisk.Mistake.of;

import io.jasip.fault.Fault;
import java.util.List;

/** The mistakes of http.conf, modules.conf, rtp.conf and extensions.conf, each as one change. */
final class ServerMistakes {

  private static final String CERT =
      "tlscertfile=/etc/letsencrypt/live/pbx.example.com/fullchain.pem";

  static final List<Mistake> ALL =
      List.of(
          // http.conf
          of(
              "http.conf",
              "tlsenable=yes",
              "tlsenable=no",
              "http-tls-not-enabled",
              Fault.HTTPS_NOT_ENABLED,
              "tlsenable=no"),
          of(
              "http.conf",
              "tlsenable=yes\n",
              "",
              "http-tls-not-enabled",
              Fault.HTTPS_NOT_ENABLED,
              "[general]"),
          of(
              "http.conf",
              "tlsenable=yes",
              ";tlsenable=yes",
              "http-tls-not-enabled",
              Fault.HTTPS_NOT_ENABLED,
              "[general]"),
          of(
              "http.conf",
              "tlsenable=yes",
              "tlsenabled=yes",
              "http-option-unknown",
              Fault.HTTPS_NOT_ENABLED,
              "tlsenabled=yes"),
          of(
              "http.conf",
              "tlsbindaddr=0.0.0.0:8089",
              "tlsbindaddres=0.0.0.0:8089",
              "http-option-unknown",
              Fault.HTTPS_NOT_STARTED,
              "tlsbindaddres=0.0.0.0:8089"),
          of(
              "http.conf",
              "tlsbindaddr=0.0.0.0:8089",
              "tlsbindaddr=wss://0.0.0.0:8089",
              "http-address-invalid",
              Fault.HTTPS_BOUND_ELSEWHERE,
              "tlsbindaddr=wss://0.0.0.0:8089"),
          of(
              "http.conf",
              "tlsbindaddr=0.0.0.0:8089",
              "tlsbindaddr=0.0.0.0:8088",
              "http-ports-equal",
              Fault.HTTPS_NOT_STARTED,
              "tlsbindaddr=0.0.0.0:8088"),
          of(
              "http.conf",
              CERT + "\n",
              "",
              "http-certificate-not-named",
              Fault.CERTIFICATE_FILE_MISSING,
              "[general]"),
          of(
              "http.conf",
              CERT,
              "tlscertfile=/etc/asterisk/nope.crt",
              "certificate-file-missing",
              Fault.CERTIFICATE_FILE_MISSING,
              "nope.crt"),
          of(
              "http.conf",
              "tlsenable=yes",
              "tlsenable=yes\ntlscafile=/etc/ca.pem",
              "http-tlscafile",
              Fault.TLS_CHAIN_INCOMPLETE,
              "tlscafile"),
          of(
              "http.conf",
              "tlsenable=yes",
              "tlsenable=yes\nallowed_origin=*",
              "http-allowed-origin",
              Fault.HTTP_ACCESS_DENIED,
              "allowed_origin"),
          of(
              "http.conf",
              "[general]",
              "[generals]",
              "http-general-missing",
              Fault.HTTPS_NOT_ENABLED,
              ""),
          of(
              "http.conf",
              "enabled=yes\nbindaddr=0.0.0.0\nbindport=8088\ntlsenable=yes\ntlsbindaddr=0.0.0.0:8089",
              "tlsenable=yes",
              "http-tls-without-address",
              Fault.HTTPS_NOT_STARTED,
              "[general]"),
          of(
              "http.conf",
              "tlsbindaddr=0.0.0.0:8089",
              "tlsbindport=8089",
              "http-option-unknown",
              Fault.HTTPS_BOUND_ELSEWHERE,
              "tlsbindport=8089"),
          of(
              "http.conf",
              "bindport=8088",
              "bindport=80880",
              "http-address-invalid",
              Fault.HTTPS_BOUND_ELSEWHERE,
              "bindport=80880"),
          of(
              "http.conf",
              "tlsenable=yes",
              "tlsenable=yes\nbindport=8090",
              "option-twice",
              Fault.HTTPS_NOT_STARTED,
              "bindport=8088"),
          of(
              "http.conf",
              "privkey.pem",
              "privkey.pem\n[general]\nsessionlimit=200",
              "general-twice",
              Fault.HTTPS_NOT_STARTED,
              "[general]"),
          // modules.conf
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload => res_http_websocket.so",
              "module-not-loaded",
              Fault.WS_MODULE_MISSING,
              "res_http_websocket"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload => res_pjsip_transport_websocket.so",
              "module-not-loaded",
              Fault.WS_SUBPROTOCOL_UNHANDLED,
              "noload"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload = res_srtp.so",
              "module-not-loaded",
              Fault.SRTP_MODULE_MISSING,
              "res_srtp"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload => res_rtp_asterisk.so",
              "module-not-loaded",
              Fault.RTP_MODULE_MISSING,
              "res_rtp_asterisk"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload => codec_opus.so",
              "module-opus-not-loaded",
              Fault.TRANSCODER_MISSING,
              "codec_opus"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnload => chan_sip.so",
              "modules-option-unknown",
              Fault.WS_MODULE_MISSING,
              "nload"),
          of(
              "modules.conf",
              "autoload=yes",
              "autoload=yes\nnoload => res_sorcery_config.so",
              "module-not-loaded",
              Fault.USER_UNKNOWN,
              "res_sorcery_config"),
          // extensions.conf
          of(
              "extensions.conf",
              "exten => _99XX,1,Answer()",
              "exten => _98XX,1,Answer()",
              "dialplan-without-echo",
              Fault.NUMBER_NOT_FOUND,
              "[from-internal]"),
          // rtp.conf
          of(
              "rtp.conf",
              "rtpend=20000",
              "rtpend=20000\nrtpend=30000",
              "option-twice",
              Fault.ICE_FAILED,
              "rtpend=30000"),
          of(
              "rtp.conf",
              "icesupport=yes",
              "icesupport=no",
              "rtp-without-ice",
              Fault.ANSWER_WITHOUT_ICE,
              "icesupport=no"),
          of(
              "rtp.conf",
              "icesupport=yes",
              "icesuport=yes",
              "rtp-option-misspelt",
              Fault.ANSWER_WITHOUT_ICE,
              "icesuport=yes"),
          of(
              "rtp.conf",
              "rtpend=20000",
              "rtpend=9000",
              "rtp-range-reversed",
              Fault.ICE_FAILED,
              "rtpend=9000"),
          of(
              "rtp.conf",
              "rtpend=20000",
              "rtpend=10003",
              "rtp-range-small",
              Fault.CALL_REFUSED,
              "rtpend=10003"),
          of(
              "rtp.conf",
              "rtpend=20000",
              "rtpend=200000",
              "rtp-port-invalid",
              Fault.ICE_FAILED,
              "rtpend=200000"),
          of(
              "rtp.conf",
              "icesupport=yes",
              "stunaddr=stun:stun.example.com:3478",
              "rtp-stunaddr-malformed",
              Fault.CALL_ANSWERED_LATE,
              "stunaddr=stun:stun.example.com:3478"),
          of(
              "rtp.conf",
              "icesupport=yes",
              "ice_deny=0.0.0.0/0",
              "rtp-all-candidates-denied",
              Fault.ANSWER_UNREACHABLE_ADDRESS,
              "ice_deny"),
          of(
              "rtp.conf",
              "icesupport=yes",
              "[ice_host_candidates]\n192.168.1.10 => pbx.example.com",
              "rtp-candidate-malformed",
              Fault.ANSWER_UNREACHABLE_ADDRESS,
              "192.168.1.10"));

  private ServerMistakes() {}
}
