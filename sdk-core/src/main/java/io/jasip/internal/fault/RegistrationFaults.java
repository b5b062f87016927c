package io.jasip.internal.fault;

import io.jasip.fault.Fault;
import io.jasip.sip.SipRequest;
import io.jasip.sip.SipResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong when a server refuses a registration, judged by that alone; a diagnosis may know
 * better, for it can ask something else and compare.
 */
public final class RegistrationFaults {

  /** The old chan_sip has nonces of its own, and neither qop nor opaque. */
  private static final Pattern NONCE_OF_CHAN_SIP =
      Pattern.compile("[ ,]nonce=\"[0-9a-f]{8}\"", Pattern.CASE_INSENSITIVE);

  /** A time and a hash, as Asterisk's PJSIP has them. */
  private static final Pattern NONCE_OF_PJSIP =
      Pattern.compile("[ ,]nonce=\"[0-9]{10}/[0-9a-f]{32}\"", Pattern.CASE_INSENSITIVE);

  private RegistrationFaults() {}

  /**
   * The fault behind a refusal.
   *
   * @param request the REGISTER that was refused
   * @param response 300 to 699
   */
  public static Fault ofRefusal(SipRequest request, SipResponse response) {
    String proof = request.header("Authorization").orElse(null);
    boolean proxy = request.header("Proxy-Authorization").isPresent();
    return switch (response.status()) {
      case 401, 407 -> Fault.CREDENTIALS_REFUSED;
      case 403 -> {
        if (proof != null && isOfChanSip(proof)) {
          yield Fault.CHAN_SIP_OWNS_WEBSOCKET;
        }
        // Asterisk asks for a wrong password again, and never answers 403 to it.
        yield isOfAsterisk(proof, response) && (proof != null || proxy)
            ? Fault.AOR_MISSING
            : Fault.REGISTRATION_FORBIDDEN;
      }
      case 404 -> isOfAsterisk(proof, response) ? Fault.AOR_NAME_MISMATCH : Fault.USER_UNKNOWN;
      case 405, 501 -> Fault.REGISTRAR_MISSING;
      case 423 -> Fault.REGISTRATION_TOO_BRIEF;
      case 408, 480, 500, 502, 503, 504 -> Fault.SIP_SERVER_ERROR;
      default -> Fault.REGISTRATION_REFUSED;
    };
  }

  /**
   * Whether a challenge is one of chan_sip.
   *
   * @param digest the value of WWW-Authenticate, or of the Authorization that answers it
   */
  public static boolean isOfChanSip(String digest) {
    return NONCE_OF_CHAN_SIP.matcher(digest).find()
        && !digest.contains("qop=")
        && !digest.contains("opaque=");
  }

  private static boolean isOfAsterisk(@Nullable String proof, SipResponse response) {
    return response.header("Server").orElse("").contains("Asterisk")
        || (proof != null && NONCE_OF_PJSIP.matcher(proof).find());
  }
}
