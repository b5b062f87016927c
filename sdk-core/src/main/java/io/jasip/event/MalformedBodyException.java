package io.jasip.event;

/** A body is not what its type promises, or is larger or deeper than is sensible. */
public final class MalformedBodyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message one sentence for a person
   */
  public MalformedBodyException(String message) {
    super(message);
  }

  /**
   * Makes an exception with the failure beneath.
   *
   * @param message one sentence for a person
   * @param cause what the parser said
   */
  public MalformedBodyException(String message, Throwable cause) {
    super(message, cause);
  }
}
