package io.jasip.sip;

/**
 * The CSeq header field: orders the requests of a dialog (RFC 3261 section 20.16).
 *
 * @param number 0 to 2<sup>31</sup>-1
 * @param method of the request
 */
public record CSeq(long number, SipMethod method) {

  /** The largest number that section 8.1.1.5 allows. */
  public static final long MAX = (1L << 31) - 1;

  /**
   * Checks the number.
   *
   * @param number 0 to 2<sup>31</sup>-1
   * @param method of the request
   */
  public CSeq {
    if (number < 0 || number > MAX) {
      throw new IllegalArgumentException("CSeq " + number + " is not between 0 and " + MAX);
    }
  }

  @Override
  public String toString() {
    return number + " " + method;
  }
}
