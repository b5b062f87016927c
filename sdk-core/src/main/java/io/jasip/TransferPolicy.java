package io.jasip;

/**
 * What a user agent does by itself when others transfer calls.
 *
 * @param followsRequests whether a REFER that no listener decides is followed; otherwise it is
 *     declined (603)
 * @param answersReplacements whether a call that is to take the place of one of ours (INVITE with
 *     Replaces, RFC 3891) is answered at once, with the media options of the old call; otherwise it
 *     rings like any other
 */
public record TransferPolicy(boolean followsRequests, boolean answersReplacements) {

  /** Declines a REFER that no listener decides; answers a replacement at once. */
  public static final TransferPolicy DEFAULT = new TransferPolicy(false, true);

  /**
   * A copy with another answer to a REFER that no listener decides.
   *
   * @param follows whether it is followed
   * @return the copy
   */
  public TransferPolicy followingRequests(boolean follows) {
    return new TransferPolicy(follows, answersReplacements);
  }

  /**
   * A copy with another answer to a replacement.
   *
   * @param answers whether it is answered at once
   * @return the copy
   */
  public TransferPolicy answeringReplacements(boolean answers) {
    return new TransferPolicy(followsRequests, answers);
  }
}
