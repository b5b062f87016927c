package io.jasip.internal.doctor;

/**
 * Nobody waits for the diagnosis any more. Ends it from wherever it waits; only {@link Doctor}
 * catches it. The thread stays interrupted, so that nothing on the way out waits again.
 */
final class CancelledDiagnosisException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CancelledDiagnosisException(InterruptedException cause) {
    super("the diagnosis was cancelled", cause);
  }
}
