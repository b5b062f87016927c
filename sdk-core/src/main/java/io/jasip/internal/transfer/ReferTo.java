package io.jasip.internal.transfer;

import io.jasip.internal.dialog.Dialog;
import io.jasip.internal.message.HeaderReader;
import io.jasip.internal.message.MalformedMessageException;
import io.jasip.sip.NameAddr;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipUri;
import io.jasip.sip.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody is to call (RFC 3515 section 2.1).
 *
 * @param target without header fields and method
 * @param replaces the dialog of the target that the call is to replace; null for none
 * @param requiresReplaces whether a target that does not know Replaces is to refuse (RFC 5589)
 */
public record ReferTo(SipUri target, @Nullable Replaces replaces, boolean requiresReplaces) {

  private static final String HEADER_VALUE = "-_.!~*'()[]/?:+$";

  /** A blind transfer. */
  public static ReferTo of(SipUri target) {
    return new ReferTo(withoutHeaders(target), null, false);
  }

  /**
   * Our peer in a dialog is to be called by somebody else in our place. Where its Contact has a
   * host, that is the one device that has the dialog (RFC 5589 section 7.5); the random host of a
   * WebSocket client leads nowhere, so then it is the address that we know the peer by.
   */
  public static ReferTo peerOf(Dialog dialog) {
    SipUri contact = dialog.remoteTarget();
    SipUri address = contact.host().endsWith(".invalid") ? dialog.remote().uri() : contact;
    return new ReferTo(withoutHeaders(address), Replaces.ofPeer(dialog.id()), false);
  }

  /** Reads a REFER that has come in. */
  static ReferTo of(SipRequest refer) throws UnusableReferException {
    List<String> values = refer.headers().all("Refer-To");
    if (values.size() != 1) {
      throw bad("REFER has " + values.size() + " Refer-To fields, not one");
    }
    SipUri uri;
    try {
      uri = HeaderReader.address("Refer-To", values.get(0)).uri();
    } catch (MalformedMessageException e) {
      throw bad("REFER: " + e.getMessage());
    }
    if (!uri.isSip()) {
      throw new UnusableReferException(
          StatusCode.UNSUPPORTED_URI_SCHEME,
          "Refer-To has the scheme \"" + uri.scheme() + "\"; only sip and sips can be called");
    }
    String method = uri.parameters().get("method").orElse("INVITE");
    if (!method.equals("INVITE")) {
      throw new UnusableReferException(
          StatusCode.NOT_IMPLEMENTED, "Refer-To asks for " + method + "; only calls are made");
    }
    return read(uri);
  }

  /** Of the header fields that a URI may carry, only those of a transfer are followed. */
  private static ReferTo read(SipUri uri) throws UnusableReferException {
    Replaces replaces = null;
    boolean requires = false;
    for (String field : uri.headers().split("&", -1)) {
      int equals = field.indexOf('=');
      String name = equals < 0 ? field : field.substring(0, equals);
      String value = unescape(equals < 0 ? "" : field.substring(equals + 1));
      if (name.equalsIgnoreCase("Replaces")) {
        try {
          replaces = Replaces.parse(value);
        } catch (IllegalArgumentException e) {
          throw bad("Refer-To: " + e.getMessage());
        }
      } else if (name.equalsIgnoreCase("Require") && value.strip().equalsIgnoreCase("replaces")) {
        requires = true;
      }
    }
    return new ReferTo(withoutHeaders(uri), replaces, requires);
  }

  private static SipUri withoutHeaders(SipUri uri) {
    String text = uri.toString();
    int question = uri.headers().isEmpty() ? -1 : text.length() - uri.headers().length() - 1;
    SipUri bare = question < 0 ? uri : SipUri.parse(text.substring(0, question));
    return bare.parameters().has("method") ? withoutMethod(bare) : bare;
  }

  private static SipUri withoutMethod(SipUri uri) {
    String base = uri.toString();
    base = base.substring(0, base.length() - uri.parameters().toString().length());
    return SipUri.parse(base + uri.parameters().without("method"));
  }

  /** The value of Refer-To, the Replaces in it escaped (RFC 3261 section 19.1.4). */
  @Override
  public String toString() {
    String headers = replaces == null ? "" : "?Replaces=" + escape(replaces.toString());
    return NameAddr.of(SipUri.parse(target + headers)).toString();
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      if (c < 128 && (Character.digit(c, 36) >= 0 || HEADER_VALUE.indexOf(c) >= 0)) {
        escaped.append(c);
      } else {
        escaped.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }

  private static String unescape(String value) throws UnusableReferException {
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '%') {
        int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
        c = (char) (high * 16 + low);
        i += 2;
        if (low < 0 || c < ' ' || c > '~') {
          throw bad("Refer-To has a malformed escape");
        }
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static UnusableReferException bad(String message) {
    return new UnusableReferException(StatusCode.BAD_REQUEST, message);
  }
}
