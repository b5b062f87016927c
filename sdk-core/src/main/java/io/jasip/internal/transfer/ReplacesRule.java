package io.jasip.internal.transfer;

import io.jasip.sip.StatusCode;

/** What an INVITE with Replaces gets (RFC 3891 section 3). */
public final class ReplacesRule {

  /** What the dialog is that the INVITE wants to replace. */
  public enum Match {
    /** We know no such dialog. */
    NONE,
    /** It is over. */
    ENDED,
    /** We call somebody who has not answered. */
    EARLY_OF_OURS,
    /** Somebody calls us, and we have not answered. */
    EARLY_OF_PEER,
    /** The parties are connected. */
    CONFIRMED
  }

  private ReplacesRule() {}

  /** The status of the refusal; 200 if the INVITE may go ahead. */
  public static int decide(Match match, boolean earlyOnly) {
    return switch (match) {
      // A phone that rings is not taken over: the caller alone may turn to another phone.
      case NONE, EARLY_OF_PEER -> StatusCode.CALL_DOES_NOT_EXIST;
      case ENDED -> StatusCode.DECLINE;
      case EARLY_OF_OURS -> StatusCode.OK;
      case CONFIRMED -> earlyOnly ? StatusCode.BUSY_HERE : StatusCode.OK;
    };
  }
}
