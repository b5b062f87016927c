package io.jasip;

/** Which party has put a call on hold (RFC 3264 section 8.4). */
public enum HoldState {
  /** Nobody. */
  NONE,
  /** This side, by {@link Call#hold()}. */
  LOCAL,
  /** The peer. */
  REMOTE,
  /** Each party holds the other. */
  BOTH;

  /**
   * The state for two parties.
   *
   * @param local whether this side holds
   * @param remote whether the peer holds
   * @return the state
   */
  public static HoldState of(boolean local, boolean remote) {
    if (local) {
      return remote ? BOTH : LOCAL;
    }
    return remote ? REMOTE : NONE;
  }

  /**
   * Whether this side holds.
   *
   * @return true in {@link #LOCAL} and {@link #BOTH}
   */
  public boolean isLocal() {
    return this == LOCAL || this == BOTH;
  }

  /**
   * Whether the peer holds.
   *
   * @return true in {@link #REMOTE} and {@link #BOTH}
   */
  public boolean isRemote() {
    return this == REMOTE || this == BOTH;
  }
}
