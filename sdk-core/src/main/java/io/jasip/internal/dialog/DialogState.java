package io.jasip.internal.dialog;

/**
 * The state of a dialog (RFC 3261 section 12).
 *
 * <pre>
 *  EARLY --2xx--&gt; CONFIRMED --BYE--&gt; TERMINATED
 *    +------refusal, BYE, CANCEL-------^
 * </pre>
 */
public enum DialogState {
  /** Made by a provisional response. */
  EARLY,
  /** Made, or confirmed, by a 2xx. */
  CONFIRMED,
  /** Over. */
  TERMINATED;

  /** What can happen to a dialog. */
  public enum Input {
    /** A 2xx was sent or received. */
    CONFIRM,
    /** It ended, whatever for. */
    TERMINATE
  }

  /** The state after an input. What is over stays over. */
  public static DialogState step(DialogState now, Input input) {
    return switch (now) {
      case EARLY, CONFIRMED ->
          switch (input) {
            case CONFIRM -> CONFIRMED;
            case TERMINATE -> TERMINATED;
          };
      case TERMINATED -> TERMINATED;
    };
  }
}
