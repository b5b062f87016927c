package io.jasip.internal.flight;

import io.jasip.Cause;
import io.jasip.RegistrationEvent;
import io.jasip.sip.SipResponse;
import jdk.jfr.Event;
import org.jspecify.annotations.Nullable;

/**
 * Writes events for Java Flight Recorder, where that is there and records them; else nothing is
 * kept. Each event has a beginning and an end, between which its owner holds it as an opaque
 * object: a runtime may lack the module {@code jdk.jfr}, and then no class of it may be named where
 * it is not asked for. Nothing secret is in any event. Any thread.
 */
public final class FlightRecording {

  private static final boolean PRESENT = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private FlightRecording() {}

  /** A transaction begins; null if it is not recorded. */
  public static @Nullable Object transaction(
      boolean client, String method, String callId, long sequence) {
    return PRESENT ? WithRecorder.transaction(client, method, callId, sequence) : null;
  }

  /** A transaction has a response. */
  public static void response(Object transaction, int status) {
    ((TransactionFlight) transaction).status = status;
  }

  /** What was begun is over. */
  public static void end(@Nullable Object begun) {
    if (begun != null) {
      ((Event) begun).commit();
    }
  }

  /** An attempt to connect begins; null if it is not recorded. */
  public static @Nullable Object connectionAttempt(String server) {
    return PRESENT ? WithRecorder.connectionAttempt(server) : null;
  }

  /** An attempt to connect is over; the layer is that which failed, or null. */
  public static void attempted(@Nullable Object attempt, @Nullable String layer) {
    if (attempt != null) {
      ConnectionAttemptFlight event = (ConnectionAttemptFlight) attempt;
      event.open = layer == null;
      event.layer = layer;
      event.commit();
    }
  }

  /** A connection is open; null if it is not recorded. */
  public static @Nullable Object connection(String server) {
    return PRESENT ? WithRecorder.connection(server) : null;
  }

  /** A connection is closed. */
  public static void closed(@Nullable Object connection, int code) {
    if (connection != null) {
      ConnectionFlight event = (ConnectionFlight) connection;
      event.code = code;
      event.commit();
    }
  }

  /** A registration has changed, or was refreshed. */
  public static void registration(RegistrationEvent changed) {
    if (PRESENT) {
      WithRecorder.registration(changed);
    }
  }

  /** A call enters a state; null if that is not recorded. */
  public static @Nullable Object callPhase(String callId, Enum<?> state) {
    return PRESENT ? WithRecorder.callPhase(callId, state) : null;
  }

  /** A call leaves a state; the cause is null unless it has ended. */
  public static void callPhaseOver(@Nullable Object phase, Enum<?> next, @Nullable Enum<?> cause) {
    if (phase != null) {
      CallPhaseFlight event = (CallPhaseFlight) phase;
      event.next = next.name();
      event.cause = cause == null ? null : cause.name();
      event.commit();
    }
  }

  /** Loaded only where the recorder is there. */
  private static final class WithRecorder {

    static @Nullable Object transaction(
        boolean client, String method, String callId, long sequence) {
      TransactionFlight event = new TransactionFlight();
      if (!event.isEnabled()) {
        return null;
      }
      event.client = client;
      event.method = method;
      event.callId = callId;
      event.sequence = sequence;
      event.begin();
      return event;
    }

    static @Nullable Object connectionAttempt(String server) {
      ConnectionAttemptFlight event = new ConnectionAttemptFlight();
      if (!event.isEnabled()) {
        return null;
      }
      event.server = server;
      event.begin();
      return event;
    }

    static @Nullable Object connection(String server) {
      ConnectionFlight event = new ConnectionFlight();
      if (!event.isEnabled()) {
        return null;
      }
      event.server = server;
      event.begin();
      return event;
    }

    static void registration(RegistrationEvent changed) {
      RegistrationFlight event = new RegistrationFlight();
      if (event.isEnabled()) {
        Cause cause = changed.cause();
        SipResponse response = changed.response();
        event.before = changed.from().name();
        event.state = changed.to().name();
        event.cause = cause == null ? null : cause.name();
        event.status = response == null ? 0 : response.status();
        event.commit();
      }
    }

    static @Nullable Object callPhase(String callId, Enum<?> state) {
      CallPhaseFlight event = new CallPhaseFlight();
      if (!event.isEnabled()) {
        return null;
      }
      event.callId = callId;
      event.state = state.name();
      event.begin();
      return event;
    }
  }
}
