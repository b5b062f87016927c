package io.jasip.internal.core;

/**
 * How often a server is followed that finds an interval too short (423, or 422 of RFC 4028). An
 * honest one says once how long it has to be; one that asks for more each time would be asked for
 * ever. On the loop.
 */
public final class LongerIntervals {

  /** As many as there may be servers on the way that each have a minimum of their own. */
  private static final int MOST = 5;

  private int followed;

  /** Whether to ask for a longer one once more. */
  public boolean follow() {
    return followed++ < MOST;
  }

  /** The server is content: what it asks for later counts anew. */
  public void agreed() {
    followed = 0;
  }
}
