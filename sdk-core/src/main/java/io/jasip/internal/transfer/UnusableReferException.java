package io.jasip.internal.transfer;

/** A REFER that cannot be followed, whatever anybody decides. */
final class UnusableReferException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  UnusableReferException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** What to refuse it with. */
  int status() {
    return status;
  }
}
