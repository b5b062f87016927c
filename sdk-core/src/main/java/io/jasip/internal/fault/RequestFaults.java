package io.jasip.internal.fault;

import io.jasip.Cause;
import io.jasip.fault.Fault;
import org.jspecify.annotations.Nullable;

/** What is wrong when a request other than INVITE and REGISTER fails, judged by that alone. */
public final class RequestFaults {

  private RequestFaults() {}

  /**
   * The fault behind a failure.
   *
   * @param cause why it failed
   * @param status of the refusal, or 0
   * @return null if nothing is wrong with the way to the server: the peer does not want it, or the
   *     call or the user agent ended
   */
  public static @Nullable Fault of(Cause cause, int status) {
    return switch (status) {
      case 401, 407 -> Fault.CREDENTIALS_REFUSED;
      case 404, 416, 484, 604 -> Fault.NUMBER_NOT_FOUND;
      case 408, 410, 480 -> Fault.CALLEE_OFFLINE;
      case 0 ->
          switch (cause) {
            case REQUEST_TIMEOUT -> Fault.SIP_SILENT;
            case CONNECTION_ERROR -> Fault.WS_LOST;
            default -> null;
          };
      default -> status >= 500 && status < 600 && status != 501 ? Fault.SIP_SERVER_ERROR : null;
    };
  }
}
