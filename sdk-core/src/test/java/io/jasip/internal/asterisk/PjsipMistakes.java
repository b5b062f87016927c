package io.jasip.internal.asterisk;

import static io.jasip.internal.asterisk.Mistake.of;

import io.jasip.fault.Fault;
import java.util.List;

/** The mistakes of pjsip.conf as a whole, each as one change. */
final class PjsipMistakes {

  static final List<Mistake> ALL =
      List.of(
          // pjsip.conf: the language
          of(
              "pjsip.conf",
              "[250](webrtc)",
              "[250](webrtx)",
              "template-missing",
              Fault.ENDPOINT_NOT_LOADED,
              "[250](webrtx)"),
          of(
              "pjsip.conf",
              "[global]",
              "#include pjsip_gone.conf\n[global]",
              "include-missing",
              Fault.ENDPOINT_NOT_LOADED,
              "#include"),
          of(
              "pjsip.conf",
              "[global]",
              "bind=0.0.0.0\n[global]",
              "setting-without-section",
              Fault.ENDPOINT_NOT_LOADED,
              "bind=0.0.0.0"),
          of(
              "pjsip.conf",
              "webrtc=yes",
              "webrtc=yes\nuse_ptime yes",
              "line-without-equals",
              Fault.ENDPOINT_NOT_LOADED,
              "use_ptime yes"),
          of(
              "pjsip.conf",
              "[250](webrtc)",
              "[250] (webrtc)",
              "section-options-apart",
              Fault.ENDPOINT_NOT_LOADED,
              "[250] (webrtc)"),
          of(
              "pjsip.conf",
              "[250](webrtc)",
              "[250](webrtc, phone)",
              "template-missing",
              Fault.ENDPOINT_NOT_LOADED,
              "[250](webrtc, phone)"),
          of(
              "pjsip.conf",
              "[global]",
              "#include pjsip.conf\n[global]",
              "include-cycle",
              Fault.ENDPOINT_NOT_LOADED,
              "#include pjsip.conf"),
          of(
              "pjsip.conf",
              "[global]",
              "#inlcude pjsip_custom.conf\n[global]",
              "directive-unknown",
              Fault.ENDPOINT_NOT_LOADED,
              "#inlcude pjsip_custom.conf"),
          of(
              "pjsip.conf",
              "[global]",
              "#include /opt/pbx/pjsip_custom.conf\n[global]",
              "include-not-here",
              Fault.ENDPOINT_NOT_LOADED,
              "#include"),
          of(
              "pjsip.conf",
              "[global]",
              "[global]\n;-- what was there before",
              "comment-not-closed",
              Fault.ENDPOINT_NOT_LOADED,
              ";-- what"),
          // pjsip.conf: types and options
          of(
              "pjsip.conf",
              "webrtc=yes",
              "webrtc=yes\nwebrtcc=yes",
              "pjsip-option-misspelt",
              Fault.ENDPOINT_NOT_LOADED,
              "webrtcc=yes"),
          of(
              "pjsip.conf",
              "dtmf_mode=rfc4733",
              "dtmf_modus=rfc4733",
              "pjsip-option-misspelt",
              Fault.ENDPOINT_NOT_LOADED,
              "dtmf_modus=rfc4733"),
          of(
              "pjsip.conf",
              "direct_media=no",
              "nat=force_rport,comedia",
              "pjsip-option-unknown",
              Fault.ENDPOINT_NOT_LOADED,
              "nat="),
          of(
              "pjsip.conf",
              "dtmf_mode=rfc4733",
              "dtmf_mode=rfc2833",
              "pjsip-value-invalid",
              Fault.ENDPOINT_NOT_LOADED,
              "dtmf_mode=rfc2833"),
          of(
              "pjsip.conf",
              "max_contacts=5",
              "max_contacts=many",
              "pjsip-value-invalid",
              Fault.AOR_MISSING,
              "max_contacts=many"),
          of(
              "pjsip.conf",
              "max_contacts=5",
              "max_contact=5\nmax_contacts=5",
              "pjsip-option-misspelt",
              Fault.AOR_MISSING,
              "max_contact=5"),
          of(
              "pjsip.conf",
              "rewrite_contact=yes",
              "rewrite_contact=maybe",
              "pjsip-switch-unclear",
              Fault.ENDPOINT_NOT_LOADED,
              "rewrite_contact=maybe"),
          of(
              "pjsip.conf",
              "[100]\ntype=aor",
              "[250]\ntype=aor\nmax_contacts=5\n[100]\ntype=aor",
              "pjsip-section-twice",
              Fault.AOR_MISSING,
              "[250]"),
          of(
              "pjsip.conf",
              "[global]\ntype=global",
              "[global]\ntype=globl",
              "pjsip-type-unknown",
              Fault.ENDPOINT_NOT_LOADED,
              "type=globl"),
          of(
              "pjsip.conf",
              "[global]\ntype=global",
              "[global]",
              "pjsip-type-missing",
              Fault.ENDPOINT_NOT_LOADED,
              "[global]"),
          of(
              "pjsip.conf",
              "keep_alive_interval=30",
              "keep_alive_interval=0",
              "pjsip-keep-alive-long",
              Fault.WS_CUT_WHEN_IDLE,
              "keep_alive_interval=0"),
          of(
              "pjsip.conf",
              "keep_alive_interval=30",
              "keep_alive_interval=300",
              "pjsip-keep-alive-long",
              Fault.WS_CUT_WHEN_IDLE,
              "keep_alive_interval=300"),
          // pjsip.conf: transports
          of(
              "pjsip.conf",
              "protocol=wss\nbind=0.0.0.0",
              "protocol=tls\nbind=0.0.0.0:8089",
              "transport-port-taken",
              Fault.HTTPS_NOT_STARTED,
              "bind=0.0.0.0:8089"),
          // pjsip.conf: access
          of(
              "pjsip.conf",
              "keep_alive_interval=30",
              "keep_alive_interval=30\nendpoint_identifier_order=ip,anonymous",
              "endpoint-identified-otherwise",
              Fault.USER_UNKNOWN,
              "endpoint_identifier_order"),
          of(
              "pjsip.conf",
              "[global]",
              "[lockout]\ntype=acl\npermit=192.0.2.0/24\ndeny=0.0.0.0/0\n[global]",
              "acl-denies-all",
              Fault.ENDPOINT_ACL,
              "deny=0.0.0.0/0"),
          of(
              "pjsip.conf",
              "[global]",
              "[trunk]\ntype=identify\nendpoint=100\nmatch=0.0.0.0/0\n[global]",
              "identify-captures-all",
              Fault.CREDENTIALS_REFUSED,
              "match=0.0.0.0/0"),
          of(
              "pjsip.conf",
              "bind=0.0.0.0\n",
              "",
              "transport-without-bind",
              Fault.TRANSPORT_NAME_MISSING,
              "[transport-wss]"),
          of(
              "pjsip.conf",
              "protocol=wss",
              "protocol=wwss",
              "pjsip-value-invalid",
              Fault.TRANSPORT_NAME_MISSING,
              "protocol=wwss"),
          of(
              "pjsip.conf",
              "bind=0.0.0.0",
              "bind=0.0.0.0\ncert_file=/etc/x/good.crt",
              "transport-certificate-ignored",
              Fault.TRANSPORT_NAME_MISSING,
              "cert_file"),
          of(
              "pjsip.conf",
              "bind=0.0.0.0",
              "bind=0.0.0.0\ncert_file=/etc/asterisk/no.crt",
              "transport-certificate-missing",
              Fault.TRANSPORT_NAME_MISSING,
              "cert_file"),
          of(
              "pjsip.conf",
              "bind=0.0.0.0",
              "bind=0.0.0.0\nexternal_media_address=203.0.113.9",
              "transport-external-address-ignored",
              Fault.ANSWER_UNREACHABLE_ADDRESS,
              "external_media_address"),
          of(
              "pjsip.conf",
              "auth=auth250",
              "auth=auth250\ntransport=transport-ws",
              "endpoint-transport-missing",
              Fault.TRANSPORT_NAME_MISSING,
              "transport=transport-ws"));

  private PjsipMistakes() {}
}
