package io.jasip.internal.asterisk;

import java.util.Map;

/** A configuration that works, with all that the cases change. */
final class WorkingConfig {

  static final Map<String, String> FILES =
      Map.of(
          "http.conf",
          """
          ; the WebSocket
          [general]
          enabled=yes
          bindaddr=0.0.0.0
          bindport=8088
          tlsenable=yes
          tlsbindaddr=0.0.0.0:8089
          tlscertfile=/etc/letsencrypt/live/pbx.example.com/fullchain.pem
          tlsprivatekey=/etc/letsencrypt/live/pbx.example.com/privkey.pem
          """,
          "pjsip.conf",
          """
          [global]
          type=global
          keep_alive_interval=30

          [transport-wss]
          type=transport
          protocol=wss
          bind=0.0.0.0

          [webrtc](!)
          type=endpoint
          context=from-internal
          message_context=messages
          disallow=all
          allow=opus,ulaw,alaw
          webrtc=yes
          direct_media=no
          dtmf_mode=rfc4733
          rtp_symmetric=yes
          force_rport=yes
          rewrite_contact=yes

          [250](webrtc)
          auth=auth250
          aors=250

          [auth250]
          type=auth
          auth_type=userpass
          username=250
          password=secret250

          [250]
          type=aor
          max_contacts=5
          remove_existing=yes

          ;-- an ordinary phone,
          which needs no webrtc=yes --;
          [100]
          type=endpoint
          context=from-internal
          disallow=all
          allow=ulaw
          auth=auth100
          aors=100

          [auth100]
          type=auth
          auth_type=userpass
          username=100
          password=secret100

          [100]
          type=aor
          max_contacts=2
          """,
          "rtp.conf",
          """
          [general]
          rtpstart=10000
          rtpend=20000
          icesupport=yes
          """,
          "modules.conf",
          """
          [modules]
          autoload=yes
          """,
          "extensions.conf",
          """
          [general]
          static=yes

          [from-internal]
          include => tests
          exten => _25X,1,Dial(PJSIP/${EXTEN},30)

          [tests]
          exten => _99XX,1,Answer()
           same => n,Echo()

          [messages]
          exten => _XXX,1,MessageSend(pjsip:${EXTEN},${MESSAGE(from)})
          """);

  private WorkingConfig() {}
}
