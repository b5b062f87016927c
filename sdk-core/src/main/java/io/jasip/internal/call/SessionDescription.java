package io.jasip.internal.call;

import io.jasip.internal.message.Multipart;
import io.jasip.sip.SipBody;
import io.jasip.sip.SipHeaders;
import io.jasip.sip.SipMessage;
import io.jasip.sip.SipRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The session description in a message, alone or beside other things (RFC 5621). */
final class SessionDescription {

  private static final String TYPE = "application/sdp";

  private SessionDescription() {}

  /** The session description in a message; {@code ""} if there is none. */
  static String of(SipMessage message) {
    for (SipBody part : Multipart.parts(message)) {
      if (part.mediaType().equals(TYPE)) {
        return part.text();
      }
    }
    return "";
  }

  /** Whether there is one. */
  static boolean in(SipMessage message) {
    return !of(message).isEmpty();
  }

  /**
   * Whether we know what to do with the body, or the sender says that we need not (RFC 3261 section
   * 8.2.3).
   */
  static boolean isReadable(SipMessage message) {
    if (!message.hasBody()) {
      return true;
    }
    SipHeaders headers = message.headers();
    String encoding = headers.first("Content-Encoding").orElse("identity").strip();
    String disposition = headers.first("Content-Disposition").orElse("").toLowerCase(Locale.ROOT);
    boolean known = message.contentType().equals(TYPE) || Multipart.is(message);
    return disposition.replace(" ", "").contains(";handling=optional")
        || (known && encoding.equalsIgnoreCase("identity"));
  }

  /**
   * Whether a request that is no INVITE makes an offer, or perhaps one that we cannot read.
   * Whatever else it brings, it asks for no offer of ours.
   */
  static boolean isOffered(SipRequest request) {
    return in(request) || !isReadable(request);
  }

  /** A body with a session description, and with what goes beside it. */
  static SipBody body(String description, List<SipBody> beside) {
    List<SipBody> parts = new ArrayList<>();
    if (!description.isEmpty()) {
      parts.add(SipBody.of(TYPE, description));
    }
    parts.addAll(beside);
    return Multipart.join(parts);
  }
}
