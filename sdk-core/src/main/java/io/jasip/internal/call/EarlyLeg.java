package io.jasip.internal.call;

import io.jasip.internal.dialog.Dialog;
import io.jasip.sip.SipResponse;

/**
 * An early dialog of an INVITE of ours, one per callee that a proxy has found (RFC 3261 section
 * 13.2.2.1), and the reliable provisional responses in it (RFC 3262). On the loop.
 */
final class EarlyLeg {

  private final Dialog dialog;
  private long lastReliable = -1;
  private String answer = "";
  private boolean answeredReliably;

  EarlyLeg(Dialog dialog) {
    this.dialog = dialog;
  }

  Dialog dialog() {
    return dialog;
  }

  /** The newest session description of this callee; {@code ""} if it sent none. */
  String answer() {
    return answer;
  }

  /** Whether that was the answer to our offer, and not only a foretaste of it. */
  boolean answeredReliably() {
    return answeredReliably;
  }

  /**
   * Takes the number of a reliable response.
   *
   * @return false if it is repeated or not the next: to be dropped (RFC 3262 section 4)
   */
  boolean acceptReliable(long number) {
    if (lastReliable >= 0 && number != lastReliable + 1) {
      return false;
    }
    lastReliable = number;
    return true;
  }

  void describe(SipResponse response, boolean reliable) {
    // After the answer nothing in a response counts any more (RFC 6337 section 2.2).
    String description = SessionDescription.of(response);
    if (!answeredReliably && !description.isEmpty()) {
      answer = description;
      answeredReliably = reliable;
    }
  }
}
