package io.jasip.examples.dialer;

import io.jasip.CallEndedEvent;
import io.jasip.CallFailedException;
import io.jasip.Cause;
import io.jasip.RegistrationFailedException;
import io.jasip.media.MediaException;
import io.jasip.transport.ConnectionFailedException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParameterException;

/**
 * Why a run of the dialer did not do as asked.
 *
 * @param code for the shell
 * @param layer such as {@code tls} or {@code registration}
 * @param message one line for a person
 * @param reason for {@code --verbose}; null if there is nothing more to know
 */
record Failure(ExitCode code, String layer, String message, @Nullable Throwable reason) {

  Failure {
    message =
        message
            .strip()
            .replaceAll("\\s*[\\r\\n]+\\s*", " ")
            .replaceAll("[\\p{Cc}\\p{Cf}]", "?"); // what comes from the network moves no cursor
  }

  /** Something that the user gave cannot be used. */
  static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, "usage", message, null);
  }

  /** What a throwable that reached the end of the run means. */
  static Failure of(Throwable thrown) {
    Throwable error = unwrap(thrown);
    if (error instanceof CommandFailedException known) {
      return known.failure();
    }
    String message = error.getMessage() == null ? error.toString() : error.getMessage();
    if (error instanceof ConnectionFailedException connection) {
      boolean tls = connection.layer() == ConnectionFailedException.Layer.TLS;
      return new Failure(
          tls ? ExitCode.TLS_REFUSED : ExitCode.CANNOT_CONNECT,
          connection.layer().name().toLowerCase(Locale.ROOT),
          message,
          error);
    }
    if (error instanceof RegistrationFailedException registration) {
      ExitCode code =
          registration.why() == Cause.CONNECTION_ERROR
              ? ExitCode.CANNOT_CONNECT
              : ExitCode.REGISTRATION_REFUSED;
      return new Failure(code, "registration", message, error);
    }
    if (error instanceof CallFailedException call) {
      return new Failure(codeOf(call.why()), layerOf(call.why()), message, error);
    }
    if (error instanceof MediaException media) {
      ExitCode code =
          media.reason() == MediaException.Reason.BAD_OPTION ? ExitCode.USAGE : ExitCode.NO_MEDIA;
      return new Failure(code, "media", message, error);
    }
    if (error instanceof IllegalArgumentException || error instanceof ParameterException) {
      return new Failure(ExitCode.USAGE, "usage", message, error);
    }
    return new Failure(ExitCode.FAULT, "dialer", "fault in the dialer: " + error, error);
  }

  /** An established call that did not end by a hang-up. */
  static Failure of(CallEndedEvent end) {
    return new Failure(
        codeOf(end.cause()), layerOf(end.cause()), "the call ended: " + end.detail(), null);
  }

  /** The line for a person; it begins with the layer, ours or the finer one of the SDK. */
  String line() {
    boolean named = message.matches("[A-Za-z]+: .*") || message.startsWith(layer + " to ");
    return named ? message : layer + ": " + message;
  }

  private static ExitCode codeOf(Cause cause) {
    return switch (cause) {
      case MEDIA_ERROR, ICE_FAILED, DTLS_FAILED, RTP_TIMEOUT, BAD_MEDIA_DESCRIPTION, MISSING_SDP ->
          ExitCode.NO_MEDIA;
      case CONNECTION_ERROR -> ExitCode.CANNOT_CONNECT;
      case INTERNAL_ERROR -> ExitCode.FAULT;
      default -> ExitCode.CALL_REFUSED;
    };
  }

  private static String layerOf(Cause cause) {
    return switch (codeOf(cause)) {
      case NO_MEDIA -> "media";
      case CANNOT_CONNECT -> "connection";
      default -> "call";
    };
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable error = thrown;
    while ((error instanceof CompletionException || error instanceof ExecutionException)
        && error.getCause() != null) {
      error = error.getCause();
    }
    return error;
  }
}
