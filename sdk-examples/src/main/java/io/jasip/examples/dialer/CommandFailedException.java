package io.jasip.examples.dialer;

/** Carries a {@link Failure} to where the run ends. */
final class CommandFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  CommandFailedException(Failure failure) {
    super(failure.message(), failure.reason());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
